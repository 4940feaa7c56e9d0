"""From the I/O thread to the application's main thread: one call at a time, in steps."""
import collections
import threading
import time

from .call import Call
from .failure import Failure
from .frames import MAX_FRAME, encode_json
from .registry import registry as default_registry

QUEUE_LIMIT = 64
KEPT_RESULTS = 256
KEPT_SECONDS = 600
PROGRESS_SECONDS = 0.1

WAIT = object()
"""Yielded by a command that has nothing to do until the next tick, such as the application's next frame."""


class Pump:
    """Runs calls first come, first served. `send(t, id, fields)` puts one message on the wire: `fields` is a dict,
    or the bytes of one as JSON for a result, which is measured and kept as it goes out.

    `submit`, `cancel` and `watch` come from the I/O thread, `tick` from the main thread. A call is a generator:
    between two steps it can be cancelled, quick reads get their turn, and a yielded dict becomes progress.
    `on_tick` runs before every tick, on the main thread.
    """

    def __init__(self, send, clock=time.monotonic, registry=None):
        self._send = send
        self._clock = clock
        self._registry = registry or default_registry
        self._waits = False
        self.on_tick = None
        self._lock = threading.RLock()
        self._arrived = threading.Condition(self._lock)
        self._queue = collections.deque()
        self._calls = {}
        self._running = None
        # Quick reads that have begun beside the running call; some take several steps.
        self._reads = []
        self._kept = collections.OrderedDict()
        self._ticked = clock()
        self._online = True

    def submit(self, message):
        """Takes a request. Answers at once when it is a repetition or there is no room."""
        with self._lock:
            call = Call(message, self._clock())
            if call.id in self._calls:
                return
            for name in (call.key, call.id):
                if name in self._kept:
                    self._replay(call, name)
                    return
            if self._calls and self._joined(call):
                return
            if len(self._queue) >= QUEUE_LIMIT:
                busy = Failure("app_busy", "%d requests are waiting." % QUEUE_LIMIT, "Try again soon.", True)
                self._emit("result", call.id, {"ok": False, "error": busy.to_wire(), "took_ms": 0})
                return
            self._calls[call.id] = call
            # What starts at once says so by what it does.
            if self._running is not None or self._queue:
                self._emit("accepted", call.id, {"queue_pos": len(self._queue)})
            self._queue.append(call)
            self._arrived.notify()

    def _joined(self, call):
        """Whether another call with the same key is under way, whose result will be this one's too."""
        twin = next((other for other in self._calls.values() if other.key == call.key), None)
        if twin is None:
            return False
        twin.followers.append(call.id)
        self._calls[call.id] = twin
        return True

    def cancel(self, request_id, reason):
        """Stops a waiting call at once and a running one at its next step. Unknown ids are too late: nothing."""
        with self._lock:
            call = self._calls.get(request_id)
            if call is None:
                return
            failure = Failure("cancelled", reason or "Cancelled.")
            if call in self._queue:
                self._queue.remove(call)
                self._finish(call, {"ok": False, "error": failure.to_wire()})
            else:
                call.stop(failure)

    def watch(self):
        """Stops calls whose deadline has passed; those that wait end at once. Called every so often from the I/O side."""
        if not self._calls:
            return
        with self._lock:
            for call in set(self._calls.values()):
                call.watch(self._clock())
                if call.stopping and call in self._queue:
                    self._queue.remove(call)
                    self._finish(call, {"ok": False, "error": call.stopped.to_wire()})

    def stop_all(self, reason, at_once=False):
        """Cancels everything, as before shutting down. `at_once`: nobody may take more steps to wind up."""
        with self._lock:
            for request_id in list(self._calls):
                if at_once:
                    self._calls[request_id].hurry()
                self.cancel(request_id, reason)

    def run(self, budget):
        """Steps for about `budget` seconds, at least once, or until a step waits for the next tick."""
        end = self._clock() + budget
        while self.tick() and not self._waits and self._clock() < end:
            pass

    def tick(self, wait=0.0):
        """Does one step. Waits up to `wait` seconds for work; returns whether there was any."""
        self._ticked = self._clock()
        self._waits = False
        if self.on_tick is not None:
            self.on_tick()
        with self._lock:
            if self._running is None:
                if not self._queue and not self._reads and wait > 0:
                    self._arrived.wait(wait)
                if not self._queue and not self._reads:
                    return False
                if self._queue:
                    self._running = self._queue.popleft()
            call = self._running
            if self._queue and call.work is not None:
                self._reads += self._take_reads()
        self._reads = [other for other in self._reads if not self._step(other)]
        if call is not None and self._step(call):
            self._running = None
        return True

    def _take_reads(self):
        """The quick reads that wait; they get their turn between two steps of another call."""
        reads = [call for call in self._queue if self._is_quick_read(call)]
        for call in reads:
            self._queue.remove(call)
        return reads

    def status(self):
        """Fields of a ping."""
        running = self._running
        age = int((self._clock() - self._ticked) * 1000)
        status = {"main_tick_age_ms": age, "queue": len(self._queue)}
        if running is not None:
            status["busy_with"] = running.name
        return status

    @property
    def idle(self):
        """Whether nothing waits or runs."""
        return not self._calls

    def inflight(self):
        """Ids of requests that still owe a result."""
        with self._lock:
            return list(self._calls)

    def pause(self):
        """The runner is gone for now: nothing is sent, everything is kept."""
        with self._lock:
            self._online = False

    def resume(self):
        """The runner is back. Sends the facts of calls under way again; it drops what it has by `seq`."""
        with self._lock:
            self._online = True
            for call in set(self._calls.values()):
                for fields in call.facts:
                    self._emit("progress", call.id, fields)

    def _emit(self, kind, request_id, fields):
        if self._online:
            self._send(kind, request_id, fields)

    def _step(self, call):
        """One step of `call` on the main thread; True when it has ended."""
        try:
            call.watch(self._clock())
            if call.work is None:
                call.check()
                call.busy = lambda expect_ms, reason: self._say_busy(call, expect_ms, reason)
                command = self._registry.find(call.name, call.version)
                call.work = command.start(call, call.args, self._registry.around)
            self._report(call, call.step())
            return False
        except StopIteration as end:
            outcome = call.outcome(end.value)
        except Failure as failure:
            outcome = {"ok": False, "error": self._close(call, failure).to_wire()}
        except Exception as error:  # whatever the application raises belongs to this call only
            failure = Failure("app_error", "%s: %s" % (type(error).__name__, error))
            outcome = {"ok": False, "error": self._close(call, failure).to_wire()}
        with self._lock:
            self._finish(call, outcome)
        return True

    def _close(self, call, failure):
        """Lets the command clean up before the caller hears of the end."""
        try:
            if call.work is not None:
                call.work.close()
        except Exception as error:
            return Failure("app_error", "Cleaning up failed: %s" % error, detail={"after": failure.to_wire()})
        return failure

    def _say_busy(self, call, expect_ms, reason):
        self._emit("busy", call.id, {"expect_ms": expect_ms, "reason": reason[:200]})

    def _is_quick_read(self, call):
        try:
            return call.dry_run or self._registry.find(call.name).quick_read
        except Failure:
            return True

    def _report(self, call, progress):
        if progress is WAIT:
            self._waits = True
            return
        if not progress:
            return
        now = self._clock()
        has_facts = "data" in progress
        if not has_facts and call.reported is not None and now - call.reported < PROGRESS_SECONDS:
            return
        call.reported = now
        with self._lock:
            call.seq += 1
            fields = dict(progress, seq=call.seq)
            if has_facts:
                call.facts.append(fields)
            self._emit("progress", call.id, fields)

    def _finish(self, call, outcome):
        now = self._clock()
        outcome["took_ms"] = round((now - call.received) * 1000, 1)
        body = _encode(outcome)
        error = outcome.get("error")
        # What may be tried again is tried for a new request only: the runner whose connection broke asks again for an
        # answer that it has missed, and nothing must happen twice for that.
        for name in (call.key,) if error is None or not error["retryable"] else (call.id, *call.followers):
            self._keep(name, (now, body, call.facts))
        for request_id in (call.id, *call.followers):
            self._calls.pop(request_id, None)
            self._emit("result", request_id, body)

    def _keep(self, name, answer):
        kept = self._kept
        kept[name] = answer
        while len(kept) > KEPT_RESULTS or answer[0] - next(iter(kept.values()))[0] > KEPT_SECONDS:
            kept.popitem(last=False)

    def _replay(self, call, name):
        _, body, facts = self._kept[name]
        for fields in facts:
            self._emit("progress", call.id, fields)
        self._emit("result", call.id, body)


def _encode(outcome):
    """A result as JSON. One that no frame can hold, or that is not JSON, becomes a failure."""
    try:
        body = encode_json(outcome)
    except (ValueError, TypeError, RecursionError):
        failure = Failure("internal", "The result is not JSON.")
    else:
        if len(body) < MAX_FRAME - 1024:
            return body
        failure = Failure("too_large", "The result is larger than a frame.", "Write it to a file.")
    return encode_json({"ok": False, "error": failure.to_wire(), "took_ms": outcome["took_ms"]})
