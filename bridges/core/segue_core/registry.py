"""Commands by name. Only what is registered here can be called from the wire."""
import inspect
import json
import os

from .failure import Failure
from .schema import check

_commands = {}


class Command:
    """One command: its capability row and the function (or generator function) that serves it."""

    def __init__(self, spec, run):
        self.spec = spec
        self.run = run

    @property
    def quick_read(self):
        """Whether it may run between two steps of another call."""
        return self.spec["effects"] == "read" and not self.spec["progress"]

    def start(self, call, args):
        """Checks `args` and returns a generator that does the work; its return value is the result."""
        checked = check(self.spec["input_schema"], args)
        if inspect.isgeneratorfunction(self.run):
            return self.run(call, **checked)
        return _as_generator(self.run, call, checked)


def _as_generator(run, call, args):
    return run(call, **args)
    yield  # makes this function a generator


def load_specs(app):
    """The capability rows of an application's commands, by command name, as generated from the protocol."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "generated", app + ".json")
    with open(path, encoding="utf-8") as file:
        return {spec["command"]: spec for spec in json.load(file)}


def command(spec):
    """Registers the decorated function as the server of `spec`. It gets the call and the checked arguments."""

    def register(run):
        _commands[spec["command"]] = Command(spec, run)
        return run

    return register


def find(name):
    """The command of that name. Raises `unknown_command`."""
    try:
        return _commands[name]
    except KeyError:
        raise Failure("unknown_command", "There is no command %r here." % name, hint="Update the bridge.")


def capabilities():
    """The capability rows of everything registered."""
    return [entry.spec for entry in _commands.values()]
