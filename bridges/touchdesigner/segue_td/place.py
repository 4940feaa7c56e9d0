"""Where the bridge lives, and the timeline that everything follows."""
import td

_held = {}


def settle(component):
    """Told once, by the host."""
    _held["path"] = component.path


def home():
    """The component of the bridge. What it needs for a while is made here and leaves nothing behind."""
    return td.op(_held["path"])


def is_ours(op):
    """Whether an operator belongs to the bridge itself."""
    return op.path == _held["path"] or op.path.startswith(_held["path"] + "/")


def timeline():
    """The time of the project."""
    return td.op("/").time
