"""One bridge's side of the wire without any transport: frames go in, frames come out.

A host opens a connection in whatever way its application allows, calls `open`, `receive` and `closed` as things
happen, `beat` every so often, and `tick` on the application's main thread.
"""
import re
import time
from json.encoder import encode_basestring_ascii as quoted

from .events import Events
from .failure import Failure
from .frames import MAX_FRAME, TooLarge, decode_json, encode_json
from .handshake import PROTOCOL, is_proof, make_nonce, make_proof
from .pump import QUEUE_LIMIT, Pump
from .registry import registry as default_registry

HANDSHAKE_SECONDS = 5.0
MAX_ID = 80
# A hundred years, so that it can be added to a clock.
MAX_DEADLINE_MS = 3e12
MISSED_BEATS = 3


class Session:
    """`key` is the bridge key as bytes, `identity` the hello fields `bridge`, `app` and `session`.

    Make it on the main thread: it probes the commands. `refused` says why the runner will not have us (or we it),
    `finished` that the runner said goodbye; after either, and whenever `should_close`, the host ends the connection.
    """

    def __init__(self, key, identity, registry=None, clock=time.monotonic):
        self._key = key
        self._identity = identity
        self._registry = registry or default_registry
        self._clock = clock
        self._from = quoted(identity["app"]["id"])
        self._write = None
        self._state = "closed"
        self._nonces = None
        self._shake = ""
        self._heartbeat = 5.0
        self._heard = self._beaten = self._opened = clock()
        self._lost = clock()
        self.refused = None
        self.finished = False
        self.should_close = False
        # Set by hosts whose outbox is long: events wait and merge, results do not.
        self.congested = False
        self._registry.probe()
        self.pump = Pump(self.send, clock, self._registry)
        self.events = Events(self._registry, self.send)
        self.pump.on_tick = self._on_tick

    @property
    def connected(self):
        """Whether a runner has welcomed us and is there."""
        return self._state == "open"

    def lost_seconds(self):
        """How long there has been no runner; 0 while connected."""
        lost = self._lost
        return 0.0 if lost is None else self._clock() - lost

    def open(self, write):
        """There is a connection: says hello. `write(frame)` puts one frame, bytes of UTF-8 JSON, on it."""
        self._write = write
        self.refused, self.finished, self.should_close = None, False, False
        self._state = "challenge"
        self._opened = self._heard = self._clock()
        self._nonces = (make_nonce(), "")
        self._shake = make_nonce()[:16]
        hello = dict(self._identity, protocol=PROTOCOL, nonce=self._nonces[0], inflight=self.pump.inflight())
        self.send("hello", self._shake, hello)

    def closed(self):
        """The connection is gone: calls go on, nothing is sent, topics wait to be asked for again."""
        self._write = None
        if self._state == "open":
            self._lost = self._clock()
        self._state = "closed"
        self.should_close = False
        self.pump.pause()
        self.events.clear()

    def receive(self, frame):
        """Takes one frame: bytes, text or `TooLarge`."""
        self._heard = self._clock()
        if isinstance(frame, TooLarge):
            found = re.search(rb'"id":"([^"\\]{1,80})"', frame.head)
            self._spoiled(found.group(1).decode("utf-8", "replace") if found else "", "too_large", "over 4 MiB")
            return
        try:
            message = decode_json(frame)
            kind, message_id = message["t"], message["id"]
        except (ValueError, KeyError, TypeError, RecursionError):
            self._spoiled("", "bad_request", "not a message of this protocol")
            return
        if not isinstance(message_id, str) or not isinstance(kind, str) or len(message_id) > MAX_ID:
            self._spoiled("", "bad_request", "not a message of this protocol")
        elif self._state == "open":
            self._take(kind, message_id, message)
        else:
            self._shake_hands(kind, message)

    def beat(self):
        """Sends heartbeats, ends calls over their deadline, notices a dead runner. Call it at least every 50 ms."""
        now = self._clock()
        self.pump.watch()
        if self._state in ("challenge", "welcome") and now - self._opened > HANDSHAKE_SECONDS:
            self.should_close = True
        if self._state != "open" or now - self._beaten < self._heartbeat:
            return
        self._beaten = now
        if now - self._heard > self._heartbeat * MISSED_BEATS:
            self.should_close = True
        else:
            self.send("ping", make_nonce()[:16], self.pump.status())

    def tick(self, budget):
        """Works for about `budget` seconds on the main thread, then sends what was published."""
        self.pump.run(budget)
        self.flush()

    def flush(self):
        """Sends what was published, unless the connection is congested."""
        if not self.congested:
            self.events.flush()

    def publish(self, topic, data, key=None):
        """Tells the runner, if it asked for `topic`. What waits unsent under the same `key` is replaced."""
        self.events.publish(topic, data, key)

    def announce(self):
        """Probes the commands again and tells the runner what can be done now. Main thread."""
        self._registry.probe()
        self._send_capabilities()

    def send(self, kind, message_id, fields):
        """Puts one message on the wire; drops it when nobody is there. `fields` is a dict, or the JSON of one."""
        write = self._write
        if write is None:
            return
        body = fields if isinstance(fields, bytes) else encode_json(fields)
        envelope = (quoted(kind), quoted(message_id), time.time() * 1000, self._from, "," if len(body) > 2 else "")
        write(('{"t":%s,"id":%s,"ts":%d,"from":%s,"to":"runner"%s' % envelope).encode("ascii") + body[1:])

    def say_goodbye(self, reason):
        """The last message of a bridge that ends."""
        self.send("bye", make_nonce()[:16], {"reason": reason})

    def _on_tick(self):
        self.events.sync()
        self.flush()

    def _shake_hands(self, kind, message):
        if kind == "reject":
            self._refuse("The runner refused this bridge: %s" % message.get("message"))
        elif kind != self._state:
            self.should_close = True
        elif kind == "challenge":
            self._nonces = (self._nonces[0], str(message.get("nonce")))
            if not is_proof(self._key, "runner", self._nonces, message.get("proof")):
                self._refuse("The program that answered is not the runner this bridge belongs to.")
                return
            self._state = "welcome"
            self.send("prove", self._shake, {"proof": make_proof(self._key, "bridge", *self._nonces)})
        else:
            self._enter(message)

    def _enter(self, welcome):
        protocol, heartbeat = str(welcome.get("protocol")), welcome.get("heartbeat_ms")
        if protocol.split(".")[0] != PROTOCOL.split(".")[0]:
            self._refuse("The runner speaks protocol %s, this bridge %s." % (protocol, PROTOCOL))
            return
        if isinstance(heartbeat, (int, float)) and heartbeat > 0:
            self._heartbeat = heartbeat / 1000.0
        self._send_capabilities()
        self._state = "open"
        self._lost = None
        self._beaten = self._clock()
        self.pump.resume()

    def _take(self, kind, message_id, message):
        if kind == "request":
            if _is_request(message):
                self.pump.submit(message)
            else:
                self._spoiled(message_id, "bad_request", "not a request")
        elif kind == "cancel":
            reason = message.get("reason")
            self.pump.cancel(message_id, reason if isinstance(reason, str) else "")
        elif kind == "ping":
            self.send("pong", message_id, {})
        elif kind == "subscribe":
            self.events.subscribe(_topics(message))
        elif kind == "unsubscribe":
            self.events.unsubscribe(_topics(message))
        elif kind == "bye":
            self.finished = self.should_close = True
            self.pump.stop_all("The runner said goodbye.")

    def _send_capabilities(self):
        limits = {"max_frame": MAX_FRAME, "max_inflight": QUEUE_LIMIT}
        if self._registry.exchange_dir is not None:
            limits["exchange_dir"] = self._registry.exchange_dir
        rows, topics = self._registry.capabilities(), self._registry.topics()
        self.send("capabilities", self._shake, {"capabilities": rows, "topics": topics, "limits": limits})

    def _refuse(self, why):
        self.refused = why
        self.should_close = True

    def _spoiled(self, message_id, code, why):
        if self._state != "open":
            self.should_close = True
            return
        error = Failure(code, "The frame was refused: %s." % why).to_wire()
        self.send("result", message_id, {"ok": False, "error": error, "took_ms": 0})


def _is_request(message):
    deadline = message.get("deadline_ms", 1)
    return (
        isinstance(message.get("command"), str)
        and isinstance(message.get("args"), dict)
        and isinstance(message.get("idempotency_key", ""), str)
        and isinstance(deadline, (int, float))
        and 0 < deadline < MAX_DEADLINE_MS
    )


def _topics(message):
    topics = message.get("topics")
    return [topic for topic in topics if isinstance(topic, str)] if isinstance(topics, list) else []
