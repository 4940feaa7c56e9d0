"""The files that the open one needs besides itself."""
import os
import re

import bpy

_TILE = re.compile(r"<(?:UDIM|UVTILE)>")
_NUMBER = re.compile(r"(\d+)(\D*)$")


def _linked():
    """Every file that a data-block names and that is not packed, as (path, `image "Bark"`, whether it is one of many).

    Linked data-blocks too: a library's own textures lie beside it.
    """
    images = [item for item in bpy.data.images if item.source in ("FILE", "SEQUENCE", "MOVIE", "TILED")]
    kinds = (
        ("library", [_Library(item) for item in bpy.data.libraries]),
        ("image", [item for item in images if not _is_packed_tiles(item)]),
        ("sound", bpy.data.sounds),
        ("font", [item for item in bpy.data.fonts if item.filepath != "<builtin>"]),
        ("volume", bpy.data.volumes),
        ("cache", bpy.data.cache_files),
        ("clip", bpy.data.movieclips),
    )
    for kind, items in kinds:
        for item in items:
            if item.filepath and not getattr(item, "packed_file", None):
                path = os.path.normpath(bpy.path.abspath(item.filepath, library=item.library))
                yield path, '%s "%s"' % (kind, item.name), getattr(item, "source", "") == "SEQUENCE"


def absent():
    """Every file that the scene needs and does not find, as (`image "Bark"`, `/path/bark.png`)."""
    return [
        (needed, path)
        for path, needed, many in _linked()
        if not any(os.path.exists(one) for one in _expand(path, many))
    ]


def missing():
    """The same as `image "Bark": /path/bark.png`."""
    return ["%s: %s" % found for found in absent()]


def _is_packed_tiles(image):
    """Every tile of a tiled image is packed on its own."""
    return len(getattr(image, "packed_files", ())) > 0


class _Library:
    """A library as a data-block whose path is relative to the one that links it."""

    def __init__(self, library):
        self.name, self.filepath, self.library = library.name, library.filepath, library.parent
        self.packed_file = library.packed_file


def files():
    """Every file, sorted: patterns and sequences as single files, folders of caches with all they hold."""
    found = {}
    for path, needed, many in _linked():
        for one in _expand(path, many):
            found.setdefault(one, needed)
    # what no data-block names: strips, modifiers, scripts
    for path in bpy.utils.blend_paths(absolute=True, packed=False, local=False):
        for one in _expand(os.path.normpath(path), False):
            found.setdefault(one, "file")
    if os.path.isdir(_point_caches()):
        for one in _expand(_point_caches(), False):
            found.setdefault(one, "simulation cache")
    found.pop(os.path.normpath(bpy.data.filepath), None)
    return sorted(found.items())


def _point_caches():
    """The folder in which Blender keeps disk caches of simulations."""
    folder, name = os.path.split(bpy.data.filepath)
    return os.path.join(folder, "blendcache_" + os.path.splitext(name)[0])


def _expand(path, sequence):
    """A folder as its files, a tile pattern or one frame of a sequence as all of them; anything else as it is."""
    if os.path.isdir(path):
        return [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    folder, name = os.path.split(path)
    if _TILE.search(name):
        before, after = _TILE.split(name, 1)
        pattern = re.escape(before) + r"(\d{4}|u\d+_v\d+)" + re.escape(after)
    elif sequence and _NUMBER.search(name):
        number = _NUMBER.search(name)
        pattern = re.escape(name[: number.start()]) + r"\d+" + re.escape(number.group(2))
    else:
        return [path]
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [os.path.join(folder, one) for one in names if re.fullmatch(pattern, one)] or [path]
