"""What every command that changes or reads the open scene has in common."""
import functools
import inspect

from segue_core.registry import command

from . import document
from .document import SPECS
from .objects import find_object

# Names of the commands that a person may want to undo.
EDITS = set()


def edits(name, **options):
    """Registers the decorated function as the server of a command after which the scene is no longer what was opened."""
    EDITS.add(name)

    def register(run):
        if inspect.isgeneratorfunction(run):

            @functools.wraps(run)
            def changing(call, **args):
                document.changed()
                return (yield from run(call, **args))

        else:

            @functools.wraps(run)
            def changing(call, **args):
                document.changed()
                return run(call, **args)

        command(SPECS[name], check=_rehearse, **options)(changing)
        return run

    return register


def reads(name, **options):
    """Registers the decorated function as the server of a command that leaves the scene as it is."""
    return command(SPECS[name], check=_rehearse, **options)


def _rehearse(call, object=None, uid=None, **_):
    """A dry run says at least whether the object is there."""
    if object is not None:
        find_object(object, uid)
