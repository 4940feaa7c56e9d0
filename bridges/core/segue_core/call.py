"""One request on its way through the pump."""
from .failure import Failure


class Call:
    """What a command sees of its request. Everything but `stop` belongs to the application's main thread."""

    def __init__(self, message, now):
        self.id = message["id"]
        self.name = message["command"]
        self.args = message["args"]
        self.key = message.get("idempotency_key") or self.id
        self.received = now
        self.deadline = now + message["deadline_ms"] / 1000.0 if "deadline_ms" in message else None
        self.work = None
        self.command = None
        # Requests with the same key that came while this one was under way; they get the same result.
        self.followers = []
        # Progress that carries facts, kept so that it can be sent again after a lost connection.
        self.facts = []
        self.seq = 0
        self.reported = None
        self._stopped = None
        self._interrupt = None
        self._patience = None

    @property
    def stopping(self):
        """Whether the caller cancelled or the deadline passed."""
        return self._stopped is not None

    def stop(self, failure):
        """Asks the command to end with `failure`. Comes from the I/O thread; the first reason stays."""
        if self._stopped is None:
            self._stopped = failure

    def check(self):
        """Raises what `stop` was given. Commands call it after a step that can be interrupted."""
        if self._stopped is not None:
            raise self._stopped

    def interruptible(self, interrupt, patience):
        """Context in which a stopped call gets `patience` seconds, then `interrupt` once, from the I/O thread."""
        return _Interruptible(self, interrupt, patience)

    def watch(self, now):
        """Stops the call when its deadline has passed, and interrupts a stopped one that does not end."""
        if self.deadline is not None and now > self.deadline:
            message = "%s did not finish in time." % self.name
            self.stop(Failure("timeout", message, "Allow more time.", retryable=True))
        interrupt = self._interrupt
        if self._stopped is None or interrupt is None:
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
