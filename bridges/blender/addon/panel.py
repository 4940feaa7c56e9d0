# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel in the sidebar of the 3D viewport."""
import bpy

from . import connection, pairing


class SEGUE_OT_connect(bpy.types.Operator):
    """Connect this Blender to Segue"""

    bl_idname = "segue.connect"
    bl_label = "Connect"

    def execute(self, _context):
        connection.start()
        return {"FINISHED"}


class SEGUE_OT_disconnect(bpy.types.Operator):
    """Disconnect this Blender from Segue"""

    bl_idname = "segue.disconnect"
    bl_label = "Disconnect"

    def execute(self, _context):
        connection.stop("A person disconnected this Blender.")
        return {"FINISHED"}


class SEGUE_PT_panel(bpy.types.Panel):
    """State of the connection, and the way to change it"""

    bl_label = "Segue"
    bl_idname = "SEGUE_PT_panel"
    bl_space_type = "VIEW_3D"
    bl_region_type = "UI"
    bl_category = "Segue"

    def draw(self, _context):
        column = self.layout.column()
        on, words = connection.state()
        column.label(text=words, icon="LINKED" if on else "UNLINKED")
        runner = pairing.runner()
        if runner:
            column.label(text=runner)
        column.operator(SEGUE_OT_disconnect.bl_idname if on else SEGUE_OT_connect.bl_idname)


_CLASSES = (SEGUE_OT_connect, SEGUE_OT_disconnect, SEGUE_PT_panel)


def register():
    for one in _CLASSES:
        bpy.utils.register_class(one)


def unregister():
    for one in reversed(_CLASSES):
        bpy.utils.unregister_class(one)
