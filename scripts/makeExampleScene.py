"""Makes examples/scenes/segue-contract.blend: a scene of one's own that listens to Segue.

    blender --background --factory-startup --python scripts/makeExampleScene.py

One object, SEGUE, carries a custom property per curve. Everything else follows it through drivers. They are plain
arithmetic, which Blender evaluates even when a file's scripts are off.
"""
import math
import os

import bpy

CURVES = {
    "low": "Kick and bass",
    "mid": "Snare, voice, keys",
    "high": "Hats and air",
    "onset": "Every hit",
    "beat": "Place in the beat, 0 to 1",
    "bar": "Place in the bar, 0 to 1",
}
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "examples", "scenes", "segue-contract.blend")


def make_contract():
    """The object SEGUE with its properties at rest."""
    segue = bpy.data.objects.new("SEGUE", None)
    segue.empty_display_size = 0.4
    bpy.context.scene.collection.objects.link(segue)
    for name, meaning in CURVES.items():
        segue[name] = 0.0
        segue.id_properties_ui(name).update(min=0.0, max=1.0, description=meaning)
    return segue


def drive(owner, path, index, expression, segue):
    """Lets a value follow `expression`, in which the curves stand by name."""
    curve = owner.driver_add(path, index) if index >= 0 else owner.driver_add(path)
    curve.driver.type = "SCRIPTED"
    for name in CURVES:
        if name in expression:
            variable = curve.driver.variables.new()
            variable.name = name
            variable.targets[0].id = segue
            variable.targets[0].data_path = '["%s"]' % name
    curve.driver.expression = expression


def make_material(name, colour, glow):
    """A half-polished surface, or a light of strength `glow`."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    shader = tree.nodes.new("ShaderNodeEmission" if glow else "ShaderNodeBsdfPrincipled")
    shader.inputs["Color" if glow else "Base Color"].default_value = (*colour, 1.0)
    shader.inputs["Strength" if glow else "Roughness"].default_value = glow or 0.32
    tree.links.new(shader.outputs[0], output.inputs["Surface"])
    return material


def make_box(name, size, location, material):
    """A box that stands on its origin."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    vertices = [(a, b, c) for c in (0, z) for b in (-y, y) for a in (-x, x)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices, [], faces)
    mesh.materials.append(material)
    made = bpy.data.objects.new(name, mesh)
    made.location = location
    bpy.context.scene.collection.objects.link(made)
    return made


def make_stage(segue):
    """Three columns of light on a dark floor, one per band; the stage turns a quarter each bar."""
    turntable = bpy.data.objects.new("turntable", None)
    bpy.context.scene.collection.objects.link(turntable)
    drive(turntable, "rotation_euler", 2, "bar * %.6f" % (math.pi / 2), segue)
    make_box("floor", (60, 60, 0.1), (0, 0, -0.1), make_material("floor", (0.10, 0.10, 0.13), 0))
    bands = (("low", (1.0, 0.10, 0.04), 1.4), ("mid", (1.0, 0.38, 0.14), 1.0), ("high", (0.04, 0.15, 1.0), 0.7))
    for k, (band, colour, width) in enumerate(bands):
        turn = 2 * math.pi * k / len(bands) + math.pi / 2
        place = (1.7 * math.cos(turn), 1.7 * math.sin(turn), 0)
        column = make_box(band, (width, width, 1), place, make_material(band, colour, 1.6))
        column.parent = turntable
        drive(column, "scale", 2, "0.15 + 2.6 * %s" % band, segue)


def make_camera(segue):
    """A still camera that leans in a little with each hit."""
    data = bpy.data.cameras.new("camera")
    data.lens = 40
    camera = bpy.data.objects.new("camera", data)
    camera.location = (0, -9.5, 3.0)
    camera.rotation_euler = (math.radians(81), 0, 0)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    drive(data, "lens", -1, "40 + 1.5 * onset", segue)


def make_picture():
    """Cycles with few samples: a small picture that needs no graphics card."""
    scene = bpy.context.scene
    world = bpy.data.worlds.new("night")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.003, 0.003, 0.006, 1.0)
    scene.world = world
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 32
    scene.cycles.max_bounces = 2
    scene.cycles.use_denoising = False
    scene.render.resolution_x, scene.render.resolution_y = 640, 360
    scene.render.fps = 24
    scene.frame_start, scene.frame_end = 1, 48
    scene.view_settings.view_transform = "Standard"


bpy.ops.wm.read_factory_settings(use_empty=True)
contract = make_contract()
make_stage(contract)
make_camera(contract)
make_picture()
os.makedirs(os.path.dirname(OUT), exist_ok=True)
bpy.context.preferences.filepaths.save_version = 0
bpy.ops.wm.save_as_mainfile(filepath=os.path.abspath(OUT), compress=True)
