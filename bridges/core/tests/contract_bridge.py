"""Commands that the contract suite needs, served by the real link and pump. Run as a program or inside Blender."""
import os
import platform
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from segue_core import exchange
from segue_core.failure import app_busy, verify
from segue_core.handles import Handles
from segue_core.link import Link
from segue_core.polled import PolledLink
from segue_core.registry import command, topic

_ANY = {"type": "object", "additionalProperties": {}}
_count = [0]
_tracks = Handles("track", lambda thing: True)
session = [None]


def _spec(name, **facts):
    row = {
        "command": name,
        "title": name,
        "description": "For the contract suite.",
        "input_schema": _ANY,
        "output_schema": {},
        "effects": "write",
        "idempotent": False,
        "cancellable": "between_steps",
        "progress": False,
        "realtime": False,
        "version": 1,
    }
    row.update(facts)
    return row


_TEXT = {
    "type": "object",
    "properties": {"text": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}


@command(_spec("test.echo", effects="read", input_schema=_TEXT))
def echo(call, text):
    return {"text": text, "length": len(text)}


@command(_spec("test.count"))
def count(call):
    _count[0] += 1
    return {"count": _count[0]}


@command(_spec("test.slow", progress=True))
def slow(call, dir, steps, stepMs):
    """Writes a file per step; an unfinished file never stays."""
    for step in range(steps):
        part = os.path.join(dir, "step_%03d.part" % step)
        try:
            with open(part, "w") as file:
                file.write("half")
            time.sleep(stepMs / 1000.0)
            yield {"fraction": step / steps, "message": "step %d" % step}
            os.replace(part, part[: -len(".part")])
        finally:
            if os.path.exists(part):
                os.remove(part)
        yield {"fraction": (step + 1) / steps, "data": {"step": step}}
    return {"steps": steps}


@command(_spec("test.file"))
def write_file(call, dir, text, breaks=False):
    """Leaves a file for the runner; one that cannot be finished leaves nothing."""
    path = os.path.join(dir, "file.txt")
    with exchange.whole(path) as part:
        with open(part, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if breaks:
            raise OSError("The disk is full.")
    call.warn("A short file.")
    call.artifact(exchange.describe(path, "text/plain"))


@command(_spec("test.stall"))
def stall(call, ms):
    """Blocks the main thread, as a modal dialog does."""
    if os.environ.get("SEGUE_HOST") == "polled":
        call.busy(ms, "Stalling")
    time.sleep(ms / 1000.0)
    return {"ms": ms}


@command(_spec("test.flood"))
def flood(call, topic, count, keys):
    """Tells many events; with `keys`, each is about one of so many things."""
    for n in range(count):
        session[0].publish(topic, n, n % keys if keys else None)
        if n % 100 == 99:
            yield
    return {"count": count}


@command(_spec("test.stale"))
def stale(call):
    return _tracks.get("track:1")


@command(_spec("test.unkept"))
def unkept(call):
    return verify("Tempo", 120, 119)


@command(_spec("test.dialog"))
def dialog(call):
    raise app_busy("A dialog is open.")


@command(_spec("test.missing"), probe=lambda: "This edition cannot do it.")
def missing(call):
    return None


@topic("test.steady", "Tells something while somebody listens")
def steady(publish):
    publish("started")
    return None


@command(_spec("test.huge"))
def huge(call):
    return {"text": "x" * (5 * 1024 * 1024)}


def identity():
    app = {
        "id": os.environ.get("SEGUE_APP", "blender"),
        "name": "Contract",
        "version": "1.0",
        "python": platform.python_version(),
        "pid": os.getpid(),
        "os": platform.platform()[:80],
    }
    bridge = {"name": "contract", "version": "1.0"}
    return {"bridge": bridge, "app": app, "session": "contract-%d" % os.getpid()}


def serve_with_threads(address, key):
    """As in Blender: until the runner says goodbye or has been gone for five seconds."""
    link = Link(address, key, identity())
    session[0] = link.session
    link.start()
    while not link.finished and link.lost_seconds() < 5:
        link.work(0.02)
    link.pump.stop_all("The bridge ends.")
    while not link.pump.idle:
        link.pump.tick()
    link.close("done")


def serve_from_a_timer(address, key):
    """As in Live: everything happens in a callback on the main thread. The real one has no end; this one has."""
    link = PolledLink(address, key, identity(), log=lambda text: None)
    session[0] = link.session
    while not link.session.finished and link.session.lost_seconds() < 5:
        link.poll()
        time.sleep(0.002)
    link.close("done")


def main():
    address, key = os.environ["SEGUE_BRIDGE"], bytes.fromhex(os.environ["SEGUE_BRIDGE_KEY"])
    serve = serve_from_a_timer if os.environ.get("SEGUE_HOST") == "polled" else serve_with_threads
    serve(address, key)


if __name__ == "__main__":
    main()
