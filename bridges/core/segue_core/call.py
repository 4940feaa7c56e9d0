"""One request on its way through the pump."""
from .failure import Failure


class Call:
    """What a command sees of its request. Everything but `stop` belongs to the application's main thread."""

    def __init__(self, message, now):
        self.id = message["id"]
        self.name = message["command"]
        self.version = message.get("version")
        self.args = message["args"]
        self.dry_run = message.get("dry_run") is True
        # A rehearsal never stands for the real thing.
        self.key = ("dry " if self.dry_run else "") + (message.get("idempotency_key") or self.id)
        self.received = now
        self.deadline = now + message["deadline_ms"] / 1000.0 if "deadline_ms" in message else None
        self.work = None
        # Requests with the same key that came while this one was under way; they get the same result.
        self.followers = []
        # Progress that carries facts, kept so that it can be sent again after a lost connection.
        self.facts = []
        self.warnings = []
        self.artifacts = []
        self.seq = 0
        self.reported = None
        # Set by a command whose cleaning up takes several steps: when it is stopped, the reason is raised where it
        # stands, and it goes on until it ends by itself. Otherwise it is closed.
        self.winds_up = False
        # `busy(expect_ms, reason)`: said before a step that blocks the main thread, where no heartbeat can leave.
        self.busy = None
        # Why it was stopped, as a `Failure`.
        self.stopped = None
        self._winding = False
        self._interrupt = None
        self._patience = None

    @property
    def stopping(self):
        """Whether the caller cancelled or the deadline passed."""
        return self.stopped is not None

    def stop(self, failure):
        """Asks the command to end with `failure`. Comes from the I/O thread; the first reason stays."""
        if self.stopped is None:
            self.stopped = failure

    def check(self):
        """Raises what `stop` was given. Commands call it after a step that can be interrupted."""
        if self.stopped is not None:
            raise self.stopped

    def step(self):
        """One step of the work; raises what it raises. A stopped call winds up or raises why it was stopped."""
        if self.stopped is None or self._winding:
            return next(self.work)
        if not self.winds_up:
            raise self.stopped
        self._winding = True
        return self.work.throw(self.stopped)

    def hurry(self):
        """There is no time left to wind up in."""
        self.winds_up = self._winding = False

    def warn(self, text):
        """Tells the person something that goes with a good result."""
        self.warnings.append(text[:2000])

    def artifact(self, row):
        """Gives the runner a file that is complete, as `exchange.describe` names it."""
        self.artifacts.append(row)

    def outcome(self, value):
        """The result of a command that went well."""
        outcome = {"ok": True, "value": value}
        if self.warnings:
            outcome["warnings"] = self.warnings[:200]
        if self.artifacts:
            outcome["artifacts"] = self.artifacts[:200]
        return outcome

    def interruptible(self, interrupt, patience):
        """Context in which a stopped call gets `patience` seconds, then `interrupt` once, from the I/O thread."""
        return _Interruptible(self, interrupt, patience)

    def watch(self, now):
        """Stops the call when its deadline has passed, and interrupts a stopped one that does not end."""
        if self.deadline is not None and now > self.deadline:
            message = "%s did not finish in time." % self.name
            self.stop(Failure("timeout", message, "Allow more time.", retryable=True))
        interrupt = self._interrupt
        if self.stopped is None or interrupt is None:
            return
        if self._patience is None:
            self._patience = now + interrupt.patience
        elif now > self._patience:
            self._interrupt = None
            interrupt.run()


class _Interruptible:
    def __init__(self, call, run, patience):
        self._call = call
        self.run = run
        self.patience = patience

    def __enter__(self):
        self._call._interrupt = self

    def __exit__(self, *_):
        self._call._interrupt = None
