"""file.inspect: what will matter when the open file is rendered here, read without rendering."""
import os

import bpy

from segue_core.registry import command

from . import closure, devices, engines, simulation
from .app import version
from .document import SPECS, scene
from .file import saved_with

_MOST = 200


@command(SPECS["file.inspect"])
def inspect_file(call):
    current = scene()
    render = current.render
    percent = render.resolution_percentage / 100
    cycles = current.cycles if render.engine == "CYCLES" else None
    return {
        "savedWith": saved_with(),
        "version": version(),
        "blockedScripts": blocked_scripts()[:_MOST],
        "missing": [{"of": needed, "path": path} for needed, path in closure.absent()][:_MOST],
        "simulations": simulation.unbaked(current)[:_MOST],
        "frameStart": current.frame_start,
        "frameEnd": current.frame_end,
        "frameStep": current.frame_step,
        "width": int(render.resolution_x * percent),
        "height": int(render.resolution_y * percent),
        "engine": render.engine,
        "engines": engines.available(current),
        "samples": cycles.samples if cycles else None,
        "denoise": bool(cycles and cycles.use_denoising),
        "denoiser": engines.has_denoiser(),
        "wantsGpu": bool(cycles and cycles.device == "GPU"),
        "device": devices.enabled()[0] if cycles else None,
        "viewTransform": current.view_settings.view_transform,
        "camera": current.camera.name if current.camera else None,
        "markedCameras": sorted({mark.camera.name for mark in current.timeline_markers if mark.camera}),
        "layers": [{"name": layer.name, "use": layer.use} for layer in current.view_layers][:_MOST],
        "compositing": bool(render.use_compositing and current.use_nodes),
        "sequencer": bool(render.use_sequencer and current.sequence_editor and _strips(current)),
        "fileFormat": render.image_settings.file_format,
        "outputs": side_outputs(current)[:_MOST],
    }


def _strips(current):
    editor = current.sequence_editor
    return editor.strips if hasattr(editor, "strips") else editor.sequences  # `sequences` is gone in 5.0


def blocked_scripts():
    """What stands still because scripts are off: drivers in Python, and texts that register themselves."""
    if not bpy.app.autoexec_fail:
        return []
    found = ['text "%s"' % text.name for text in bpy.data.texts if text.use_module]
    for kind in bpy.data.bl_rna.properties:
        if kind.type != "COLLECTION":
            continue
        for item in getattr(bpy.data, kind.identifier):
            if any(_stands_still(driver, nodes) for driver, nodes in _drivers(item)):
                found.append('driver of %s "%s"' % (kind.identifier, item.name))
    return sorted(set(found)) or [bpy.app.autoexec_fail_message or "scripts"]


def _drivers(item):
    """Drivers of a data-block and of the nodes inside it, as (driver, whether it is of nodes)."""
    for owner, nodes in ((item, False), (getattr(item, "node_tree", None), True)):
        data = getattr(owner, "animation_data", None)
        for curve in data.drivers if data else ():
            yield curve.driver, nodes


def _stands_still(driver, nodes):
    """Blender marks what it did not evaluate as not valid, but not inside nodes [3.4]: those count when not simple."""
    if driver.type != "SCRIPTED" or driver.is_simple_expression:
        return False
    return nodes or not driver.is_valid


def side_outputs(current):
    """Folders that the file's own compositor writes to while it is rendered, and how many files lie there."""
    tree = current.node_tree if current.use_nodes and hasattr(current, "node_tree") else None
    found = []
    for node in tree.nodes if tree else ():
        if node.bl_idname != "CompositorNodeOutputFile" or node.mute:
            continue
        folder = bpy.path.abspath(node.base_path if hasattr(node, "base_path") else node.directory)
        there = len(os.listdir(folder)) if os.path.isdir(folder) else 0
        found.append({"node": node.name, "path": os.path.normpath(folder), "files": there})
    return found
