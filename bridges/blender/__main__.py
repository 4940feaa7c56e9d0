"""The bridge of a headless Blender: `blender --background --python __main__.py`.

`SEGUE_BRIDGE` says where the runner listens, `SEGUE_BRIDGE_KEY` holds the bridge key as hex.
"""
import os
import platform
import sys
import uuid

import bpy

_FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [_FOLDER, os.path.join(_FOLDER, "..", "core")]

from segue_core.link import Link

from segue_blender import app, commands, events, grants, version, wear  # `commands` registers them all

REATTACH_SECONDS = 5
IDLE_WAIT = 0.02


def identity():
    """The facts of the hello message. A session is one process: loading a file does not end it."""
    return {
        "bridge": {"name": "blender-headless", "version": version.BRIDGE},
        "app": {
            "id": "blender",
            "name": "Blender",
            "version": app.version(),
            "python": platform.python_version(),
            "pid": os.getpid(),
            "os": platform.platform()[:80],
        },
        "session": str(uuid.uuid4()),
    }


def main():
    """Serves until the runner says goodbye, or has been gone for five seconds, or this process is spent."""
    key = bytes.fromhex(os.environ.pop("SEGUE_BRIDGE_KEY"))
    grants.set_key(key)
    link = Link(os.environ.pop("SEGUE_BRIDGE"), key, identity())
    link.start()
    while not link.finished and link.lost_seconds() < REATTACH_SECONDS:
        link.work(IDLE_WAIT)
        events.tick()
        if wear.spent() and link.pump.idle:
            # What arrives from here on is not begun; the runner gives it to the next process.
            link.close(wear.spent())
            return
    link.pump.stop_all("The bridge ends.")
    while not link.pump.idle:
        link.pump.tick()
    link.close("The bridge ends.")


main()
