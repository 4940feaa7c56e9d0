"""Which number of which data-block is meant, where something animates or drives it."""
import bpy

from segue_core.failure import Failure

from .document import scene
from .material import find_material
from .names import unknown
from .objects import editable, find_object


# What drivers call each kind of data-block; from 4.x on it says so itself.
_ID_TYPES = (
    (bpy.types.Object, "OBJECT"),
    (bpy.types.Material, "MATERIAL"),
    (bpy.types.World, "WORLD"),
    (bpy.types.Scene, "SCENE"),
    (bpy.types.NodeTree, "NODETREE"),
    (bpy.types.Mesh, "MESH"),
    (bpy.types.Camera, "CAMERA"),
    (bpy.types.Light, "LIGHT"),
    (bpy.types.Curve, "CURVE"),
    (bpy.types.Lattice, "LATTICE"),
    (bpy.types.Armature, "ARMATURE"),
    (bpy.types.MetaBall, "META"),
    (bpy.types.Speaker, "SPEAKER"),
)


class Animated:
    """One number. `owner` is the data-block that holds its animation, `path` and `index` are Blender's own.

    `value` is what it is now. Raises `invalid_args` for what is not there or is not a number.
    """

    def __init__(self, owner, name, path, index):
        self.kind, self.name = owner, name
        self.owner, self.path = _through_nodes(find_owner(owner, name), path)
        self.index = index
        self._require_number()

    @property
    def value(self):
        """What the number is now."""
        found = self.owner.path_resolve(self.path)
        return float(found if self.index < 0 else found[self.index])

    @property
    def whole_path(self):
        """The path with the index in it, as drivers write it."""
        return self.path if self.index < 0 else "%s[%d]" % (self.path, self.index)

    @property
    def id_type(self):
        """What a driver calls the kind of its owner. Raises `invalid_args` for a kind that cannot drive."""
        known = getattr(self.owner, "id_type", None)
        found = known or next((word for kind, word in _ID_TYPES if isinstance(self.owner, kind)), None)
        if found is None:
            raise Failure("invalid_args", "“%s” cannot drive anything." % self.owner.name, "Choose another source.")
        return found

    def _require_number(self):
        try:
            found = self.owner.path_resolve(self.path)
        except (ValueError, TypeError):
            raise unknown("property of “%s”" % self.owner.name, self.path, _known(self.owner))
        if hasattr(found, "__len__") and not isinstance(found, str):
            if not 0 <= self.index < len(found):
                message = "“%s” has %d numbers." % (self.path, len(found))
                raise Failure("invalid_args", message, "Choose a place from 0 to %d." % (len(found) - 1))
            found = found[self.index]
        elif self.index >= 0:
            raise Failure("invalid_args", "“%s” is one number." % self.path, "Leave the place at -1.")
        if not isinstance(found, (bool, int, float)):
            raise Failure("invalid_args", "“%s” is no number." % self.path, "Choose a property that is one.")


def find_owner(kind, name):
    """The data-block of one kind. Raises `invalid_args` when there is none or it cannot be changed."""
    if kind == "scene":
        return scene()
    if kind == "world":
        if scene().world is None:
            raise Failure("invalid_args", "The scene has no world.", "Set the background first.")
        return editable(scene().world)
    if name is None:
        raise Failure("invalid_args", "The name is missing.", "Say which %s." % kind)
    if kind == "material":
        return editable(find_material(name))
    item = find_object(name)
    if kind == "data" and item.data is None:
        raise Failure("invalid_args", "“%s” shows nothing." % name, "Choose the owner object.")
    return editable(item.data if kind == "data" else item)


def _through_nodes(owner, path):
    """What a node of a material, light or world holds is animated on its node tree."""
    for start in ("node_tree.", ""):
        rest = path[len(start) :]
        if path.startswith(start) and rest.startswith("nodes[") and getattr(owner, "node_tree", None):
            return owner.node_tree, rest
    return owner, path


def _known(owner):
    numbers = [item.identifier for item in owner.bl_rna.properties if item.type in ("FLOAT", "INT", "BOOLEAN")]
    return numbers + ['["%s"]' % key for key in owner.keys()]
