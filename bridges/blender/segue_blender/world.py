"""world.*: what surrounds the scene."""
import math

import bpy

from .document import scene
from .edit import edits
from .picture import load_picture
from .rna import put


@edits("world.set")
def set_world(call, colour, strength):
    world, background = _background()
    if colour is not None:
        for link in list(background.inputs["Color"].links):
            world.node_tree.links.remove(link)
        put(background.inputs["Color"], "default_value", list(colour) + [1.0], "colour")
        put(world, "color", colour)  # what Workbench shows
    _set_strength(background, strength)
    return _fact(world, background)


@edits("world.image")
def set_world_image(call, image, strength, turn, pack):
    world, background = _background()
    picture = load_picture(image, pack)
    tree = world.node_tree
    nodes = [tree.nodes.new("ShaderNode%s" % kind) for kind in ("TexCoord", "Mapping", "TexEnvironment")]
    coordinates, mapping, environment = nodes
    for step, node in enumerate(nodes):
        node.location = (background.location.x - 300 * (3 - step), background.location.y)
    environment.image = picture
    mapping.inputs["Rotation"].default_value = (0.0, 0.0, math.radians(turn))
    tree.links.new(coordinates.outputs["Generated"], mapping.inputs["Vector"])
    tree.links.new(mapping.outputs["Vector"], environment.inputs["Vector"])
    tree.links.new(environment.outputs["Color"], background.inputs["Color"])
    _set_strength(background, strength)
    return _fact(world, background)


def _background():
    """The world of the scene and its background node, both made when missing."""
    world = scene().world
    if world is None:
        world = scene().world = bpy.data.worlds.new("World")
    if not world.use_nodes:
        world.use_nodes = True
    tree = world.node_tree
    for node in tree.nodes:
        if node.type == "BACKGROUND":
            return world, node
    background, output = tree.nodes.new("ShaderNodeBackground"), tree.nodes.new("ShaderNodeOutputWorld")
    tree.links.new(background.outputs[0], output.inputs["Surface"])
    return world, background


def _set_strength(background, strength):
    if strength is not None:
        put(background.inputs["Strength"], "default_value", strength, "strength")


def _fact(world, background):
    colour = background.inputs["Color"]
    image = getattr(colour.links[0].from_node, "image", None) if colour.is_linked else None
    return {
        "world": world.name,
        "colour": list(colour.default_value)[:3],
        "strength": background.inputs["Strength"].default_value,
        "image": image.name if image else None,
    }
