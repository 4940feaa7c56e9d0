"""The runner's end of a WebSocket, for tests: greets the bridge and exchanges messages in a thread of its own."""
import base64
import hashlib
import json
import os
import queue
import socket
import struct
import threading

from segue_core.handshake import is_proof, make_nonce, make_proof

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Runner:
    """Listens on a free port. `messages` fills with what the bridge says after its capabilities."""

    def __init__(self, key, heartbeat_ms=5000):
        self.key = key
        self.heartbeat_ms = heartbeat_ms
        self.messages = queue.Queue()
        self.greeted = 0
        self.hello = None
        self.capabilities = None
        self.pongs = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._sock = None
        threading.Thread(target=self._serve, daemon=True).start()

    def send(self, kind, message_id, **fields):
        """One message to the bridge."""
        message = {"t": kind, "id": message_id, "ts": 0, "from": "runner", "to": "td"}
        message.update(fields)
        self.send_frame(1, json.dumps(message, separators=(",", ":")).encode())

    def send_frame(self, kind, body):
        """One WebSocket frame."""
        long = ">BH" if len(body) < 65536 else ">BQ"
        size = bytes([len(body)]) if len(body) < 126 else struct.pack(long, 126 + (long == ">BQ"), len(body))
        self._sock.sendall(bytes([128 | kind]) + size + body)

    def drop(self):
        """The runner dies."""
        self._sock.shutdown(socket.SHUT_RDWR)

    def close(self):
        """Stops listening."""
        self._server.close()
        if self._sock is not None:
            self._sock.close()

    def _serve(self):
        while True:
            try:
                self._sock, _ = self._server.accept()
                with self._sock, self._sock.makefile("rb") as stream:
                    self._talk(stream)
            except (OSError, ValueError, struct.error):
                if self._server.fileno() < 0:
                    return

    def _talk(self, stream):
        lines = iter(lambda: stream.readline().strip(), b"")
        wanted = next(line for line in list(lines) if line.lower().startswith(b"sec-websocket-key:"))
        accept = base64.b64encode(hashlib.sha1(wanted.split(b":")[1].strip() + _GUID).digest()).decode()
        head = "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
        self._sock.sendall((head % accept).encode())
        while True:
            kind, body = _read(stream)
            if kind == 10:
                self.pongs.append(body)
            elif kind == 1:
                self._take(json.loads(body))

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
            self.messages.put(message)


def _read(stream):
    first, second = stream.read(2)
    length = second & 127
    if length == 126:
        length = struct.unpack(">H", stream.read(2))[0]
    elif length == 127:
        length = struct.unpack(">Q", stream.read(8))[0]
    mask = stream.read(4)
    body = stream.read(length)
    repeated = (mask * (length // 4 + 1))[:length]
    plain = int.from_bytes(body, "big") ^ int.from_bytes(repeated, "big") if length else 0
    return first & 15, plain.to_bytes(length, "big")


def new_key():
    """A bridge key."""
    return os.urandom(32)
