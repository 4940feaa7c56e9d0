# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection to the runner, worked off by a timer on Blender's main thread."""
import os
import platform
import time
import uuid

import bpy

from segue_blender import app, commands, events, grants, timeline, version  # `commands` registers them all
from segue_core.link import Link

from . import pairing

TICK_SECONDS = 0.02
# Commands come in rows: after one, the next is looked for soon.
ROW_SECONDS = 1.0
ROW_TICK_SECONDS = 0.005
# While nothing waits and nothing plays, Blender is left alone for longer.
IDLE_SECONDS = 0.1
BUDGET_SECONDS = 0.008

_link = [None]
_problem = [""]
_row_ends = [0.0]


def start():
    """Connects with the address and key that Segue left; says what is missing when there are none."""
    stop("Connecting anew.")
    try:
        address, key = pairing.read()
    except pairing.NotPaired as why:
        _problem[0] = str(why)
        return
    _problem[0] = ""
    grants.set_key(key)
    _link[0] = Link(address, key, identity())
    _link[0].start()
    bpy.app.timers.register(_tick, first_interval=TICK_SECONDS, persistent=True)  # over the load of another file


def stop(reason):
    """Ends the calls, so that nothing unfinished stays, and says goodbye to the runner, if there is one."""
    link, _link[0] = _link[0], None
    if link is not None:
        link.pump.stop_all(reason, at_once=True)
        while not link.pump.idle:
            link.pump.tick()
        link.close(reason)
    if bpy.app.timers.is_registered(_tick):
        bpy.app.timers.unregister(_tick)


def state():
    """What the panel shows: (whether it is on, words)."""
    link = _link[0]
    if link is None:
        return False, _problem[0] or "Not connected"
    return True, "Connected" if link.session.connected else "Looking for Segue…"


def identity():
    """The facts of the hello message. A session is one Blender with its window; a loaded file does not end it."""
    return {
        "bridge": {"name": "blender-window", "version": version.BRIDGE},
        "app": {
            "id": "blender",
            "name": "Blender",
            "version": app.version(),
            "python": platform.python_version(),
            "pid": os.getpid(),
            "os": platform.platform()[:80],
            "window": True,
        },
        "session": str(uuid.uuid4()),
    }


def _tick():
    """Runs what is due, then says when to call again; None ends the timer."""
    link = _link[0]
    if link is None:
        return None
    if link.finished:
        _problem[0] = link.session.refused or "Segue said goodbye"
        link.pump.stop_all(_problem[0])
        if link.pump.idle:
            _link[0] = None
            return None
    if not link.pump.idle:
        _row_ends[0] = time.monotonic() + ROW_SECONDS
    link.session.tick(BUDGET_SECONDS)
    events.tick()
    if time.monotonic() < _row_ends[0]:
        return ROW_TICK_SECONDS
    return IDLE_SECONDS if link.pump.idle and not timeline.is_playing() else TICK_SECONDS
