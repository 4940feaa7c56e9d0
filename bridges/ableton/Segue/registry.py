"""The commands and topics of this bridge."""
from segue_core.registry import Registry, load_specs

from .undo import around

SPECS = load_specs("live")

registry = Registry()
registry.around = around
command = registry.command
topic = registry.topic
