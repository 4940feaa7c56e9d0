"""The commands and topics of this bridge."""
from segue_core.registry import Registry, load_specs

from . import refs
from .undo import around, refuse_dialogs

SPECS = load_specs("live")

registry = Registry()
registry.around = around
topic = registry.topic


def command(spec, probe=None, check=None):
    """Registers the decorated function as the server of `spec`. Without a `check`, a dry run looks whether what the
    arguments name is there, and whether Live takes changes now.
    """

    def rehearse(call, **args):
        if spec["effects"] != "read":
            refuse_dialogs()
        refs.look_up(args)

    return registry.command(spec, probe=probe, check=check or rehearse)
