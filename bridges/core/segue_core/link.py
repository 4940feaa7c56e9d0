"""The wire to the runner: dial out, prove, serve, and dial again for ever."""
import json
import random
import re
import socket
import threading
import time

from .failure import Failure
from .frames import MAX_FRAME, FrameReader, TooLarge, encode
from .handshake import PROTOCOL, is_proof, make_nonce, make_proof
from .pump import QUEUE_LIMIT, Pump
from .registry import capabilities

CONNECT_SECONDS = 5
HANDSHAKE_SECONDS = 5
FIRST_DELAY = 0.5
LAST_DELAY = 30.0
MISSED_BEATS = 3


class Refused(Exception):
    """The runner will not have us; dialling again cannot help."""


def dial(address):
    """Connects to `unix:/path` or `tcp:127.0.0.1:4402`."""
    kind, _, place = address.partition(":")
    if kind == "unix":
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.settimeout(CONNECT_SECONDS)
        sock.connect(place)
        return sock
    host, _, port = place.rpartition(":")
    sock = socket.create_connection((host, int(port)), CONNECT_SECONDS)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return sock


class Link:
    """Owns the pump, the reader thread and the heartbeat thread.

    `identity` holds the hello fields `bridge`, `app` and `session`. `key` is the bridge key as bytes.
    """

    def __init__(self, address, key, identity):
        self._address = address
        self._key = key
        self._identity = identity
        self._name = identity["app"]["id"]
        self._stop = threading.Event()
        self._sock = None
        self._send_lock = threading.Lock()
        self._heartbeat = 5.0
        self._heard = time.monotonic()
        self._lost = time.monotonic()
        self._threads = []
        self.pump = Pump(self.send)

    def start(self):
        """Starts both threads; they end with `close`, a refusal or the runner's bye."""
        for run in (self._read_forever, self._beat_forever):
            thread = threading.Thread(target=run, daemon=True)
            self._threads.append(thread)
            thread.start()

    @property
    def finished(self):
        """Whether this bridge should end."""
        return self._stop.is_set()

    def lost_seconds(self):
        """How long there has been no runner; 0 while connected."""
        lost = self._lost
        return 0.0 if lost is None else time.monotonic() - lost

    def close(self, reason):
        """Says goodbye and joins the threads."""
        self.send("bye", make_nonce()[:16], {"reason": reason})
        self._stop.set()
        self._drop()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(1)

    def send(self, kind, message_id, fields):
        """Puts one message on the wire; drops it when nobody is there."""
        message = {"t": kind, "id": message_id, "ts": int(time.time() * 1000), "from": self._name, "to": "runner"}
        message.update(fields)
        sock = self._sock
        if sock is None:
            return
        try:
            with self._send_lock:
                sock.sendall(encode(message))
        except OSError:
            self._drop()

    def _read_forever(self):
        delay = FIRST_DELAY
        while not self._stop.is_set():
            try:
                self._sock = dial(self._address)
                self._serve()
                delay = FIRST_DELAY
            except (Refused, Failure) as refused:
                print("segue: %s" % refused, flush=True)
                self._stop.set()
            except (OSError, ValueError, KeyError) as error:
                print("segue: no connection to the runner: %s" % error, flush=True)
            self._drop()
            if self._stop.wait(delay * random.uniform(0.5, 1.0)):
                break
            delay = min(delay * 2, LAST_DELAY)

    def _serve(self):
        """Handshake, then messages until the connection is gone. Returns only after a welcome."""
        lines = _Lines(self._sock)
        self._shake_hands(lines)
        self._sock.settimeout(None)
        self._heard = time.monotonic()
        self._lost = None
        try:
            self.pump.resume()
            for line in lines:
                self._heard = time.monotonic()
                self._take(line)
                if self._stop.is_set():
                    break
        except OSError:
            pass
        finally:
            self.pump.pause()
            self._lost = time.monotonic()

    def _shake_hands(self, lines):
        self._sock.settimeout(HANDSHAKE_SECONDS)
        nonce = make_nonce()
        shake = make_nonce()[:16]
        hello = dict(self._identity, protocol=PROTOCOL, nonce=nonce, inflight=self.pump.inflight())
        self.send("hello", shake, hello)
        challenge = _expect(next(lines, None), "challenge")
        nonces = (nonce, challenge["nonce"])
        if not is_proof(self._key, "runner", nonces, challenge["proof"]):
            raise Refused("The program that answered is not the runner this bridge belongs to.")
        self.send("prove", shake, {"proof": make_proof(self._key, "bridge", *nonces)})
        welcome = _expect(next(lines, None), "welcome")
        if welcome["protocol"].split(".")[0] != PROTOCOL.split(".")[0]:
            raise Refused("The runner speaks protocol %s, this bridge %s." % (welcome["protocol"], PROTOCOL))
        self._heartbeat = welcome["heartbeat_ms"] / 1000.0
        limits = {"max_frame": MAX_FRAME, "max_inflight": QUEUE_LIMIT}
        self.send("capabilities", shake, {"capabilities": capabilities(), "limits": limits})

    def _take(self, line):
        if isinstance(line, TooLarge):
            found = re.search(rb'"id":"([^"\\]{1,80})"', line.head)
            self._refuse(found.group(1).decode("utf-8", "replace") if found else "", "too_large", "over 4 MiB")
            return
        try:
            message = json.loads(line.decode("utf-8"))
            kind, message_id = message["t"], message["id"]
            if kind == "request" and not _is_request(message):
                self._refuse(message_id, "bad_request", "not a request")
                return
        except (ValueError, KeyError, TypeError):
            self._refuse("", "bad_request", "not a message of this protocol")
            return
        if kind == "request":
            self.pump.submit(message)
        elif kind == "cancel":
            self.pump.cancel(message_id, message.get("reason"))
        elif kind == "ping":
            self.send("pong", message_id, {})
        elif kind == "bye":
            self._stop.set()
            self.pump.stop_all("The runner said goodbye.")

    def _refuse(self, message_id, code, why):
        error = Failure(code, "The frame was refused: %s." % why).to_wire()
        self.send("result", message_id, {"ok": False, "error": error, "took_ms": 0})

    def _beat_forever(self):
        """Beats even while the main thread is busy, ends calls over their deadline, notices a dead runner."""
        beaten = time.monotonic()
        while not self._stop.wait(min(0.05, self._heartbeat)):
            self.pump.watch()
            now = time.monotonic()
            if self._lost is not None or now - beaten < self._heartbeat:
                continue
            beaten = now
            if now - self._heard > self._heartbeat * MISSED_BEATS:
                self._drop()
            else:
                self.send("ping", make_nonce()[:16], self.pump.status())

    def _drop(self):
        sock, self._sock = self._sock, None
        if sock is None:
            return
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        sock.close()


class _Lines:
    """The frames of a socket, one after the other, until it closes."""

    def __init__(self, sock):
        self._sock = sock
        self._reader = FrameReader()
        self._ready = []

    def __iter__(self):
        return self

    def __next__(self):
        while not self._ready:
            data = self._sock.recv(65536)
            if not data:
                raise StopIteration
            self._ready = self._reader.feed(data)
        return self._ready.pop(0)


def _is_request(message):
    deadline = message.get("deadline_ms", 1)
    return (
        isinstance(message["id"], str)
        and isinstance(message.get("command"), str)
        and isinstance(message.get("args"), dict)
        and isinstance(deadline, (int, float))
        and deadline > 0
    )


def _expect(line, kind):
    """The handshake message of that kind. Raises `Refused` when the runner says no."""
    message = json.loads(line.decode("utf-8")) if isinstance(line, bytes) else {}
    if message.get("t") == "reject":
        raise Refused("The runner refused this bridge: %s" % message.get("message"))
    if message.get("t") != kind:
        raise ValueError("expected %s, got %s" % (kind, message.get("t")))
    return message
