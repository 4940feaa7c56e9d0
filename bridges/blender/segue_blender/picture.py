"""Pictures from files."""
import bpy

from segue_core.failure import Failure

from . import document


def load_picture(path, pack):
    """A picture from a file, found by what it holds and not by its ending. Raises `invalid_args` when it is none."""
    document.require_file(path)
    image = bpy.data.images.load(path)
    if 0 in image.size:
        bpy.data.images.remove(image)
        message = "%s cannot be read as a picture." % document.named(path)
        raise Failure("invalid_args", message, "Use PNG, JPEG, WebP, TIFF, EXR or HDR.", detail={"kind": "input"})
    if pack:
        image.pack()
    return image


def hold_numbers(image):
    """Marks a picture as numbers, such as roughness, whose values must not be bent like colours."""
    try:
        image.colorspace_settings.name = "Non-Color"
    except TypeError:  # a colour configuration of a studio's own may call it otherwise
        image.colorspace_settings.is_data = True
