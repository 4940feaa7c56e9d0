"""driver.*: one number driven by others, without any expression."""
from segue_core.failure import Failure

from .animated import Animated
from .document import scene
from .edit import edits
from .objects import refresh


@edits("driver.set")
def set_driver(call, owner, name, path, index, combine, sources, scale, offset):
    target = Animated(owner, name, path, index)
    found = [Animated(**source) for source in sources]
    for source in found:
        if (source.owner, source.whole_path) == (target.owner, target.whole_path):
            raise Failure("invalid_args", "A number cannot drive itself.", "Choose another source.")
    id_types = [source.id_type for source in found]
    target.owner.driver_remove(target.path, target.index)
    curve = target.owner.driver_add(target.path, target.index)
    driver = curve.driver
    driver.type = combine.upper()
    for number, source in enumerate(found):
        variable = driver.variables.new()
        variable.name = "source_%d" % number
        variable.type = "SINGLE_PROP"
        end = variable.targets[0]
        end.id_type = id_types[number]
        end.id = source.owner
        end.data_path = source.whole_path
    _shape(curve, scale, offset)
    scene().frame_set(scene().frame_current)
    refresh()
    if not driver.is_valid:
        target.owner.driver_remove(target.path, target.index)
        raise Failure("verify_failed", "Blender cannot work out that driver.", "Look at the sources.")
    return {
        "owner": owner,
        "name": name or target.owner.name,
        "path": target.path,
        "index": target.index,
        "combine": combine,
        "sources": len(found),
        "now": target.value,
    }


def _shape(curve, scale, offset):
    """What is driven is offset + scale × what drives it: the one modifier of a driver's curve."""
    for old in list(curve.modifiers):
        curve.modifiers.remove(old)
    line = curve.modifiers.new("GENERATOR")
    line.mode, line.poly_order = "POLYNOMIAL", 1
    line.coefficients = (offset, scale)


@edits("driver.remove")
def remove_driver(call, owner, name, path, index):
    target = Animated(owner, name, path, index)
    data = target.owner.animation_data
    had = data is not None and data.drivers.find(target.path, index=max(0, index)) is not None
    if had:
        target.owner.driver_remove(target.path, target.index)
        if data.drivers.find(target.path, index=max(0, index)) is not None:
            raise Failure("verify_failed", "The driver is still there.", retryable=True)
    return {"removed": had}
