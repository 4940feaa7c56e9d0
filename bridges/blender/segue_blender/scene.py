"""scene.build and scene.snapshot."""
import bpy

from segue_core.registry import command

from . import closure, document, engines, shapes, simulation
from .document import SPECS
from .rate import frame_rate
from .settings import Settings

LOOK = "segue_look"
_SHAPES = {kind: getattr(shapes, kind) for kind in ("ring", "disc", "sphere", "bar", "box")}
_SAMPLES = 8


@command(SPECS["scene.build"], probe=document.no_window)
def build(call, spec):
    document.changed()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = document.scene()
    scene[LOOK] = spec["look"]
    material = make_material()
    objects = {}
    for item in spec["objects"]:
        objects[item["name"]] = make_object(scene, item, material)
    objects["camera"] = make_camera(scene, spec["camera"])
    for item in spec["objects"] + [spec["camera"]]:
        if "parent" in item:
            objects[item["name"]].parent = objects[item["parent"]]
    make_world(scene, spec["background"])
    set_picture(scene, spec["size"])
    return {"objects": len(objects)}


def make_material():
    """The one material: an object's colour as emission, so one animated property drives every engine."""
    material = bpy.data.materials.new("Segue colour")
    material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    info = tree.nodes.new("ShaderNodeObjectInfo")
    emission = tree.nodes.new("ShaderNodeEmission")
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(info.outputs["Color"], emission.inputs["Color"])
    tree.links.new(emission.outputs[0], output.inputs["Surface"])
    return material


def make_object(scene, item, material):
    """One primitive of a look."""
    data = None
    if item["kind"] != "empty":
        vertices, faces = _SHAPES[item["kind"]](item)
        data = bpy.data.meshes.new(item["name"])
        data.from_pydata(vertices, [], faces)
        data.materials.append(material)
        if item["kind"] == "sphere":
            data.polygons.foreach_set("use_smooth", [True] * len(data.polygons))
    made = bpy.data.objects.new(item["name"], data)
    made.location = item["location"]
    made.rotation_euler = item["rotation"]
    made.scale = item["scale"]
    made.color = (*item["colour"], 1.0)
    scene.collection.objects.link(made)
    return made


def make_camera(scene, item):
    """The camera of a look, which becomes the scene's."""
    data = bpy.data.cameras.new(item["name"])
    data.lens = item["lensMm"]
    data.sensor_fit = item["sensorFit"].upper()
    data.sensor_width = data.sensor_height = item["sensorMm"]
    made = bpy.data.objects.new(item["name"], data)
    made.location = item["location"]
    made.rotation_euler = item["rotation"]
    scene.collection.objects.link(made)
    scene.camera = made
    return made


def make_world(scene, colour):
    """A plain background; Workbench reads `color`, the others the node."""
    world = bpy.data.worlds.new("Segue world")
    world.use_nodes = True
    world.color = colour
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (*colour, 1.0)
    scene.world = world


def set_picture(scene, size):
    """Picture size, and settings with which all engines give the same colours. 3.4 would default to Filmic, 4.x to AgX."""
    scene.view_settings.view_transform = "Standard"
    scene.view_settings.look = "None"
    shading = scene.display.shading
    shading.light = "FLAT"
    shading.color_type = "OBJECT"
    shading.background_type = "WORLD"
    shading.show_cavity = shading.show_object_outline = shading.show_shadows = False
    scene.display.render_aa = "8"
    scene.render.resolution_x = size["width"]
    scene.render.resolution_y = size["height"]
    scene.render.resolution_percentage = 100
    scene.render.use_persistent_data = True
    scene.eevee.taa_render_samples = _SAMPLES
    with Settings() as probing:
        engines.choose(probing, scene, "workbench")
        if "cycles" in engines.available(scene):
            scene.cycles.samples = _SAMPLES
            scene.cycles.use_denoising = False
            scene.cycles.use_adaptive_sampling = False
            scene.cycles.max_bounces = 0
    scene.render.engine = "BLENDER_WORKBENCH"


@command(SPECS["scene.snapshot"])
def snapshot(call):
    scene = document.scene()
    render = scene.render
    percent = render.resolution_percentage / 100
    segue = bpy.data.objects.get("SEGUE")
    return {
        "name": scene.name,
        "objects": [
            {"name": item.name, "type": item.type, "animated": is_animated(item)} for item in scene.objects
        ],
        "cameras": [item.name for item in scene.objects if item.type == "CAMERA"],
        "camera": scene.camera.name if scene.camera else None,
        "frameStart": scene.frame_start,
        "frameEnd": scene.frame_end,
        "fps": frame_rate(render),
        "width": int(render.resolution_x * percent),
        "height": int(render.resolution_y * percent),
        "engine": render.engine,
        "viewTransform": scene.view_settings.view_transform,
        "missing": closure.missing(),
        "scriptsBlocked": bpy.app.autoexec_fail,
        "motionBlur": simulation.shutter(scene),
        "simulations": simulation.unbaked(scene),
        "segue": None if segue is None else [name for name in segue.keys() if not name.startswith("_")],
        "look": scene.get(LOOK),
    }


def is_animated(item):
    """Whether an object has an action, drivers or a track."""
    data = item.animation_data
    return data is not None and bool(data.action or data.drivers or data.nla_tracks)
