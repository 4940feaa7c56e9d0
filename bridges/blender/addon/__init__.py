# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on for a Blender with a window: the same bridge as the headless one, driven by a timer."""
import os
import sys

bl_info = {
    "name": "Segue",
    "author": "The Segue authors",
    "version": (0, 1, 0),
    "blender": (3, 4, 0),
    "location": "3D Viewport > Sidebar > Segue",
    "description": "Connects this Blender to Segue, which wires creative applications together",
    "category": "System",
}

# Installed, the bridge's packages lie beside this file; in the repository they lie where they are written.
_HERE = os.path.dirname(os.path.realpath(__file__))
for _folder in (os.path.join(_HERE, "lib"), os.path.join(_HERE, ".."), os.path.join(_HERE, "..", "..", "core")):
    if any(os.path.isdir(os.path.join(_folder, name)) for name in ("segue_core", "segue_blender")):
        if _folder not in sys.path:
            sys.path.append(_folder)

from . import connection, panel


def register():
    """Called by Blender when the add-on is switched on; connects when Segue has left its address."""
    panel.register()
    connection.start()


def unregister():
    """Called by Blender when the add-on is switched off, and at its end."""
    connection.stop("The add-on was switched off.")
    panel.unregister()
