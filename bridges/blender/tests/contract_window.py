"""The commands of the contract suite, served by the add-on in a Blender with its window.

`blender --addons segue --python contract_window.py`, with a socket as descriptor 3. It says `ready`. A line
`connect` or `disconnect` then presses that button of the add-on's panel; the line `ended` comes back when the add-on
has let go of its runner.
"""
import os
import socket
import sys

import bpy

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "core", "tests"))

import contract_bridge  # noqa: E402  finds the core that the add-on has loaded
from segue import connection  # noqa: E402
from segue_blender.edit import EDITS  # noqa: E402
from segue_core.registry import registry  # noqa: E402

LOOK_SECONDS = 0.02
LOST_SECONDS = 5

_orders = socket.socket(fileno=3)
_serving = [False]


def _press(order):
    if order == b"disconnect":
        bpy.ops.segue.disconnect()
        return
    bpy.ops.segue.connect()
    contract_bridge.session[0] = connection._link[0].session
    _serving[0] = True


def _look():
    """Does what it is told. The add-on dials for ever; here it is switched off after five seconds without a runner."""
    try:
        orders = _orders.recv(4096)
    except BlockingIOError:
        orders = b"\n"
    if not orders:
        bpy.ops.wm.quit_blender()
    for order in orders.split():
        _press(order)
    link = connection._link[0]
    if link is not None and link.lost_seconds() > LOST_SECONDS:
        bpy.ops.segue.disconnect()
    if _serving[0] and connection._link[0] is None:
        _serving[0] = False
        _orders.sendall(b"ended\n")
    return LOOK_SECONDS


def main():
    _orders.sendall(b"ready\n")
    _orders.setblocking(False)
    # What the suite changes becomes a step to undo, as whatever a person may want to take back.
    EDITS.update(row["command"] for row in registry.capabilities() if row["command"].startswith("test."))
    bpy.app.timers.register(_look, persistent=True)


main()
