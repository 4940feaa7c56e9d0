"""The commands and topics of this bridge."""
import json
import pkgutil

from segue_core.registry import Registry

from .undo import around

# Read through the import system: inside TouchDesigner there are no files, only a bundle.
SPECS = {spec["command"]: spec for spec in json.loads(pkgutil.get_data("segue_core", "generated/td.json").decode())}

registry = Registry()
registry.around = around
command = registry.command
topic = registry.topic
