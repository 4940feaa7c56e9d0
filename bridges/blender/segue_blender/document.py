"""Which content is open, so that opening it again costs nothing."""
import os

import bpy

from segue_core.failure import Failure
from segue_core.registry import load_specs

SPECS = load_specs("blender")

_key = [None]


def no_window():
    """A probe for commands that would throw away what a person has open."""
    return None if bpy.app.background else "A person works in this Blender: open files with file.openInWindow."


def is_open(key):
    """Whether the content called `key` is open and unchanged."""
    return _key[0] == key


def opened(key):
    """Notes what is open now."""
    _key[0] = key


def changed():
    """Notes that the open scene is no longer what was opened."""
    _key[0] = None


def named(path):
    """A file's name for a message."""
    return os.path.basename(path)


def scene():
    """The scene that is open. After a load every older reference is dead, so nobody keeps one."""
    return bpy.context.scene


def require_file(path):
    """Raises when there is no such file."""
    if not os.path.isfile(path):
        raise Failure("app_error", "There is no file %s." % path, "Choose the file again.")
