"""The runner's end of the line, for tests: greets the bridge and exchanges messages when it is polled."""
import json
import os
import select
import socket

from segue_core.frames import FrameReader
from segue_core.handshake import is_proof, make_nonce, make_proof


class Runner:
    """Listens on a free port. `messages` fills with what the bridge says after its capabilities."""

    def __init__(self, key=None, heartbeat_ms=5000):
        self.key = key or os.urandom(32)
        self.heartbeat_ms = heartbeat_ms
        self.messages = []
        self.greeted = 0
        self.hello = None
        self.capabilities = None
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = "tcp:127.0.0.1:%d" % self._server.getsockname()[1]
        self._sock = None
        self._reader = None

    def poll(self):
        """Takes connections and what has come in. Never waits."""
        while True:
            watched = [one for one in (self._server, self._sock) if one is not None]
            ready, _, _ = select.select(watched, [], [], 0)
            if not ready:
                return
            # What the old connection still has to say comes before the new one.
            if self._sock in ready:
                self._read()
            else:
                self.drop()
                self._sock, _ = self._server.accept()
                self._reader = FrameReader()

    def send(self, kind, message_id, **fields):
        """One message to the bridge."""
        message = {"t": kind, "id": message_id, "ts": 0, "from": "runner", "to": "live"}
        message.update(fields)
        self._sock.sendall(json.dumps(message).encode("utf-8") + b"\n")

    def drop(self):
        """The runner dies."""
        if self._sock is not None:
            self._sock.close()
            self._sock = None

    def close(self):
        """Stops listening."""
        self.drop()
        self._server.close()

    def _read(self):
        try:
            data = self._sock.recv(1 << 20)
        except OSError:
            data = b""
        if not data:
            self.drop()
            return
        for line in self._reader.feed(data):
            self._take(json.loads(line.decode("utf-8")))

    def _take(self, message):
        if message["t"] == "hello":
            self.hello = message
            self._nonces = (message["nonce"], make_nonce())
            proof = make_proof(self.key, "runner", *self._nonces)
            self.send("challenge", message["id"], nonce=self._nonces[1], proof=proof)
        elif message["t"] == "prove":
            if is_proof(self.key, "bridge", self._nonces, message["proof"]):
                welcome = {"protocol": "1.0", "heartbeat_ms": self.heartbeat_ms, "runner": {"version": "0"}}
                self.send("welcome", message["id"], resume="new", **welcome)
        elif message["t"] == "capabilities":
            self.capabilities = message
            self.greeted += 1
        else:
            self.messages.append(message)
