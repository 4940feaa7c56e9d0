"""A bridge that shares no disk with its runner, for tests: it writes in a folder of its own and uploads."""
import os
import sys
import tempfile
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from fakes import row

from segue_core import exchange
from segue_core.link import Link
from segue_core.registry import registry
from segue_core.upload import upload

ADDRESS, KEY = os.environ["SEGUE_BRIDGE"], bytes.fromhex(os.environ["SEGUE_BRIDGE_KEY"])
IDENTITY = {
    "bridge": {"name": "far away", "version": "1"},
    "app": {"id": "td", "name": "Far away", "version": "2025", "pid": os.getpid(), "os": "any"},
    "session": str(uuid.uuid4()),
}


@registry.command(row("file.make", input_schema={"type": "object"}))
def make(call, path, text, wanted=None, spoil=False):
    with tempfile.TemporaryDirectory() as folder:
        own = os.path.join(folder, os.path.basename(path))
        with exchange.whole(own) as part, open(part, "w") as file:
            file.write(text)
        uploaded = upload(own, "text/plain", wanted or path, ADDRESS, KEY, IDENTITY)
        call.artifact(dict(uploaded, bytes=uploaded["bytes"] + 1) if spoil else uploaded)
    return {}


def main():
    link = Link(ADDRESS, KEY, IDENTITY)
    link.start()
    while not link.finished and link.lost_seconds() < 5:
        link.pump.tick(0.02)
    link.close("done")


main()
