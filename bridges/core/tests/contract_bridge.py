"""Commands that the contract suite needs, served by the real link and pump. Run as a program or inside Blender."""
import os
import platform
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from segue_core.link import Link
from segue_core.registry import command

_ANY = {"type": "object", "additionalProperties": {}}
_count = [0]


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


@command(_spec("test.stall"))
def stall(call, ms):
    """Blocks the main thread, as a modal dialog does."""
    time.sleep(ms / 1000.0)
    return {"ms": ms}


@command(_spec("test.huge"))
def huge(call):
    return {"text": "x" * (5 * 1024 * 1024)}


def main():
    """Serves until the runner says goodbye or has been gone for five seconds."""
    app = {
        "id": os.environ.get("SEGUE_APP", "blender"),
        "name": "Contract",
        "version": "1.0",
        "python": platform.python_version(),
        "pid": os.getpid(),
        "os": platform.platform()[:80],
    }
    identity = {
        "bridge": {"name": "contract", "version": "1.0"},
        "app": app,
        "session": "contract-%d" % os.getpid(),
    }
    link = Link(os.environ["SEGUE_BRIDGE"], bytes.fromhex(os.environ["SEGUE_BRIDGE_KEY"]), identity)
    link.start()
    while not link.finished and link.lost_seconds() < 5:
        link.pump.tick(0.02)
    link.close("done")


if __name__ == "__main__":
    main()
