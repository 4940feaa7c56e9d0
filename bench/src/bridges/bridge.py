"""What the bench calls: a bridge with one quick command, and one topic that tells 2,000 events a second."""
import os
import platform
import sys
import threading
import time

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(_HERE, "..", "..", "..", "bridges", "core"))

from segue_core.link import Link  # noqa: E402
from segue_core.registry import command, topic  # noqa: E402

PER_SECOND = 2000
SECONDS_PER_TURN = 0.002

_TEXT = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
_SPEC = {
    "command": "bench.echo",
    "title": "Echo",
    "description": "Gives back the text.",
    "input_schema": dict(_TEXT, additionalProperties=False),
    "output_schema": _TEXT,
    "effects": "read",
    "idempotent": True,
    "cancellable": "no",
    "progress": False,
    "realtime": False,
    "version": 1,
}


@command(_SPEC)
def echo(call, text):
    return {"text": text}


@topic("bench.steady", "2,000 events a second, each with its time")
def steady(publish):
    ended = threading.Event()

    def tell():
        began, told = time.monotonic(), 0
        while not ended.wait(SECONDS_PER_TURN):
            due = int((time.monotonic() - began) * PER_SECOND)
            for _ in range(due - told):
                publish(time.time() * 1000)
            told = due

    threading.Thread(target=tell, daemon=True).start()
    return ended.set


def identity():
    app = {
        "id": "td",
        "name": "Bench",
        "version": "1",
        "python": platform.python_version(),
        "pid": os.getpid(),
        "os": platform.platform()[:80],
    }
    return {"bridge": {"name": "bench", "version": "1"}, "app": app, "session": "bench-%d" % os.getpid()}


def main():
    link = Link(os.environ["SEGUE_BRIDGE"], bytes.fromhex(os.environ["SEGUE_BRIDGE_KEY"]), identity())
    link.start()
    while not link.finished and link.lost_seconds() < 5:
        link.work(0.02)
    link.close("done")


main()
