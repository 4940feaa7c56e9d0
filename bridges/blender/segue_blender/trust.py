"""Whose scripts may run: files are trusted by what they hold, never by their name."""
import bpy

from . import hashes


def open_trusted(path, trusted):
    """Opens a file; with its scripts on when it and every library that it links are among the hashes `trusted`.

    Returns (whether scripts are on, names of what is not trusted). Raises what Blender raises.
    """
    wanted = set(trusted)
    own = hashes.of_file(path) if wanted else None
    bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=False)
    if own not in wanted:
        return False, []
    strangers = [name for name, place in _libraries() if _hash(place) not in wanted]
    if strangers:
        return False, strangers
    bpy.ops.wm.open_mainfile(filepath=path, load_ui=False, use_scripts=True)
    return True, []


def _libraries():
    """Every linked file, also of libraries of libraries, with its place."""
    for item in bpy.data.libraries:
        if item.packed_file is None:
            parent = getattr(item, "parent", None)
            yield item.name, bpy.path.abspath(item.filepath, library=parent)


def _hash(path):
    try:
        return hashes.of_file(path)
    except OSError:
        return None
