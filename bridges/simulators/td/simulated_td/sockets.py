"""The WebSocket DAT as a client: a real socket, callbacks once per frame, no reconnect, no pong of its own."""
import base64
import os
import socket
import struct

from .dats import DAT


class WebSocketDAT(DAT):
    """Connects when `active` goes on. `poll` runs once per frame on the main thread."""

    def __init__(self, world, parent, kind, name):
        DAT.__init__(self, world, parent, kind, name)
        self._sock = None
        self._data = b""
        self._open = False
        self._parts = b""
        self.pongs = True

    def changed(self, par):
        if par != "active":
            return
        self._close()
        if self.par.active.eval():
            self._dial()

    def end(self):
        self._close()
        DAT.end(self)

    def _dial(self):
        host, port = self.par.netaddress.eval(), int(self.par.port.eval())
        name, _, path = host.partition("/")
        try:
            self._sock = socket.create_connection((name, port), 2)
        except OSError:
            self.world.defer(lambda: self._tell("onDisconnect"))
            return
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /%s HTTP/1.1" % path, "Host: %s:%d" % (name, port), "Upgrade: websocket"]
        lines += ["Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + key, "", ""]
        self._sock.sendall("\r\n".join(lines).encode())
        self._sock.setblocking(False)

    def poll(self):
        """Reads what has come and calls back."""
        if self._sock is None:
            return
        gone = False
        while True:
            try:
                data = self._sock.recv(1 << 20)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                gone = True
                break
            self._data += data
        if not self._open and b"\r\n\r\n" in self._data:
            head, self._data = self._data.split(b"\r\n\r\n", 1)
            self._open = b" 101 " in head
            if self._open:
                self._tell("onConnect")
        while self._sock is not None and self._open and self._take():
            pass
        if gone and self._sock is not None:
            self._lose()

    def _take(self):
        data = self._data
        if len(data) < 2:
            return False
        length, start = data[1] & 127, 2
        if length == 126:
            length, start = struct.unpack(">H", data[2:4])[0] if len(data) >= 4 else 1 << 62, 4
        elif length == 127:
            length, start = struct.unpack(">Q", data[2:10])[0] if len(data) >= 10 else 1 << 62, 10
        if len(data) < start + length:
            return False
        body, self._data = data[start : start + length], data[start + length :]
        kind = data[0] & 15
        if kind in (0, 1):
            self._parts += body
            if data[0] & 128:
                text, self._parts = self._parts.decode("utf-8", "replace"), b""
                self._tell("onReceiveText", 0, text)
        elif kind == 8:
            self._lose()
        elif kind == 9:
            self._tell("onReceivePing", body)
        return True

    def _lose(self):
        self._close()
        self._tell("onDisconnect")

    def _close(self):
        sock, self._sock = self._sock, None
        self._open, self._data, self._parts = False, b"", b""
        if sock is not None:
            sock.close()

    def _tell(self, name, *args):
        callbacks = self.par.callbacks.eval()
        if callbacks is not None:
            self.world.guarded(lambda: callbacks.call(name, self, *args))

    def sendText(self, text):
        return self._send(1, text.encode("utf-8"))

    def sendPong(self, body):
        return self._send(10, body)

    def _send(self, kind, body):
        if self._sock is None or not self._open:
            return -1
        length = len(body)
        if length < 126:
            size = bytes([128 | length])
        else:
            size = struct.pack(">BH", 254, length) if length < 65536 else struct.pack(">BQ", 255, length)
        self._sock.setblocking(True)
        try:
            # A mask of zeros is a mask as well.
            self._sock.sendall(bytes([128 | kind]) + size + bytes(4) + body)
        except OSError:
            return -1
        finally:
            self._sock.setblocking(False)
        return length
