"""material.*: materials with a Principled shader."""
import bpy

from segue_core.failure import Failure

from .edit import edits
from .names import find, require_name
from .objects import editable, find_object
from .picture import hold_numbers, load_picture
from .principled import find_input, find_shader, read_inputs, set_inputs
from .rna import put

_OWNED = "segue"


def find_material(name):
    """A material of the file."""
    return find(bpy.data.materials, name, "material")


@edits("material.create")
def create_material(call, name, **surface):
    material = bpy.data.materials.new(require_name(name))
    try:
        material.use_nodes = True
        if surface["emission"] is not None and surface["emissionStrength"] is None:
            surface["emissionStrength"] = 1.0  # 4.0 starts at 0, where no colour shows
        _set_surface(material, **surface)
    except Failure:
        bpy.data.materials.remove(material)
        raise
    return _fact(material)


@edits("material.set")
def set_material(call, material, **surface):
    item = editable(find_material(material))
    _set_surface(item, **surface)
    return _fact(item)


def _set_surface(material, colour, metallic, roughness, alpha, emission, emissionStrength, inputs):
    named = {
        "Base Color": colour,
        "Metallic": metallic,
        "Roughness": roughness,
        "Alpha": alpha,
        "Emission Color": emission,
        "Emission Strength": emissionStrength,
    }
    values = {name: value for name, value in named.items() if value is not None}
    set_inputs(find_shader(material), {**values, **inputs})
    _show_in_viewport(material, colour, metallic, roughness, alpha)


def _show_in_viewport(material, colour, metallic, roughness, alpha):
    """Workbench and solid viewports know no nodes: they show these."""
    if colour is not None:
        put(material, "diffuse_color", list(colour) + [material.diffuse_color[3]])
    if metallic is not None:
        put(material, "metallic", metallic)
    if roughness is not None:
        put(material, "roughness", roughness)
    if alpha is not None:
        put(material, "diffuse_color", list(material.diffuse_color)[:3] + [alpha])
        if alpha < 1 and getattr(material, "blend_method", None) == "OPAQUE":  # EEVEE up to 4.1
            material.blend_method = "BLEND"


def _fact(material):
    return {"material": material.name, "inputs": read_inputs(find_shader(material)), "users": material.users}


@edits("material.image")
def set_material_image(call, material, image, input, pack):
    item = editable(find_material(material))
    shader = find_shader(item)
    tree, socket = item.node_tree, find_input(shader, input)
    earlier = socket.links[0].from_node if socket.is_linked else None
    if earlier is not None and not earlier.get(_OWNED):
        message = "“%s” of “%s” is fed by “%s”." % (socket.name, item.name, earlier.name)
        raise Failure("invalid_args", message, "Take the link off in Blender first.")
    picture = load_picture(image, pack)
    if socket.type != "RGBA":
        hold_numbers(picture)
    node = earlier
    if node is None:
        node = tree.nodes.new("ShaderNodeTexImage")
        node[_OWNED] = True
        node.location = (shader.location.x - 300, shader.location.y)
        tree.links.new(node.outputs["Color"], socket)
    node.image = picture
    if not socket.is_linked:
        raise Failure("verify_failed", "“%s” did not take the picture." % socket.name, retryable=True)
    width, height = picture.size
    return {"material": item.name, "input": socket.name, "image": picture.name, "width": width, "height": height}


@edits("material.assign")
def assign_material(call, object, uid, material, slot):
    item = editable(find_object(object, uid))
    wanted = None if material is None else find_material(material)
    slots = getattr(item.data, "materials", None)
    if slots is None:
        message = "“%s” takes no material." % item.name
        raise Failure("invalid_args", message, "Choose a mesh, a curve or a text.")
    while len(slots) <= slot:
        slots.append(None)
    item.material_slots[slot].material = wanted
    if item.material_slots[slot].material != wanted:
        raise Failure("verify_failed", "“%s” did not take the material." % item.name, retryable=True)
    names = [one.material.name if one.material else None for one in item.material_slots]
    return {"object": item.name, "slots": names}
