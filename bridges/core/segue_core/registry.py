"""Commands and topics by name. Only what is registered here can be called or asked for from the wire."""
import inspect
import json
import os

from .failure import Failure
from .schema import check


class Command:
    """One command: its capability row and the function (or generator function) that serves it."""

    def __init__(self, spec, run, probe, check):
        self.spec = spec
        self.run = run
        self.probe = probe
        self.check = check
        self.missing = None
        self.version = spec.get("version", 1)
        self._schema = spec["input_schema"]
        self._has_steps = inspect.isgeneratorfunction(run)
        self._reads = spec["effects"] == "read"
        # Whether it may run between two steps of another call.
        self.quick_read = self._reads and not spec["progress"]

    def start(self, call, args, around):
        """Checks `args` and returns a generator that does the work; its return value is the result."""
        checked = check(self._schema, args)
        if call.dry_run:
            return self._rehearse(call, checked)
        work = self.run(call, **checked) if self._has_steps else _as_generator(self.run, call, checked)
        if around is None or self._reads:
            return work
        return _within(around, call, work)

    def _rehearse(self, call, args):
        """Says what would be done and does nothing."""
        said = None if self.check is None else self.check(call, **args)
        for text in [said] if isinstance(said, str) else said or ["Would do: %s." % self.spec["title"]]:
            call.warn(text)
        return None
        yield  # makes this function a generator


class Topic:
    """One topic. `start(publish)` begins telling and returns the way to stop, or None."""

    def __init__(self, row, start):
        self.row = row
        self.start = start


class Registry:
    """What one bridge offers. `around(call)`, when set, gives a context manager for every call that changes
    something: undo steps, and the check that the application takes changes now (raise `app_busy`). `exchange_dir`,
    when set, is the folder where commands leave files for the runner.
    """

    def __init__(self):
        self._commands = {}
        self.sources = {}
        self.around = None
        self.exchange_dir = None

    def command(self, spec, probe=None, est_ms=None, requires=(), check=None):
        """Registers the decorated function as the server of `spec`. It gets the call and the checked arguments.

        `probe()` runs at start on the main thread; it returns None, or the words why this application cannot do it.
        `est_ms` is how long it usually takes, `requires` what it needs, in words.
        `check(call, **args)` serves dry runs: it changes nothing, raises what the command would raise (`stale_handle`),
        and returns words, or a list of them, that tell what would be done.
        """
        row = dict(spec)
        if est_ms is not None:
            row["est_ms"] = est_ms
        if requires:
            row["requires"] = list(requires)

        def register(run):
            self._commands[spec["command"]] = Command(row, run, probe, check)
            return run

        return register

    def topic(self, name, title):
        """Registers the decorated `start(publish)` as the source of a topic."""

        def register(start):
            self.sources[name] = Topic({"topic": name, "title": title}, start)
            return start

        return register

    def probe(self):
        """Asks every command whether this application can do it."""
        for entry in self._commands.values():
            if entry.probe is None:
                continue
            try:
                entry.missing = entry.probe()
            except Exception as error:  # whatever the application raises means that it cannot
                entry.missing = "%s: %s" % (type(error).__name__, error)

    def find(self, name, version=None):
        """The command of that name. Raises `unknown_command`, `unsupported_version` or `not_available`."""
        entry = self._commands.get(name)
        if entry is None:
            raise Failure("unknown_command", "There is no command %r here." % name, "Update the bridge.")
        if version is not None and version != entry.version:
            message = "%s is here in version %d, not %s." % (name, entry.version, version)
            raise Failure("unsupported_version", message, "Update the bridge and Segue to the same version.")
        if entry.missing is not None:
            raise Failure("not_available", entry.missing)
        return entry

    def capabilities(self):
        """The capability rows of everything that this application can do."""
        return [entry.spec for entry in self._commands.values() if entry.missing is None]

    def topics(self):
        """The rows of everything that can be asked for."""
        return [source.row for source in self.sources.values()]


registry = Registry()
"""The commands of this process, for bridges that need only one registry."""
command = registry.command
topic = registry.topic


def load_specs(app):
    """The capability rows of an application's commands, by command name, as generated from the protocol."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "generated", app + ".json")
    with open(path, encoding="utf-8") as file:
        return {spec["command"]: spec for spec in json.load(file)}


def _as_generator(run, call, args):
    return run(call, **args)
    yield  # makes this function a generator


def _within(around, call, work):
    with around(call):
        return (yield from work)
