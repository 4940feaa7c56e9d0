"""WebSocket framing of a client (RFC 6455), for hosts that bring none of their own. Text frames only."""
import base64
import hashlib
import os

from .frames import MAX_FRAME, TooLarge

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 §1.3
_MAX_ANSWER = 8192
_HEAD = 256
_CONTINUATION, _TEXT, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x8, 0x9, 0xA


class WebSocketCodec:
    """`opening` is what to send first; frames may be sent once `ready`."""

    def __init__(self, host, path):
        key = base64.b64encode(os.urandom(16))
        self._accept = base64.b64encode(hashlib.sha1(key + _GUID).digest()).lower()
        lines = ["GET %s HTTP/1.1" % path, "Host: %s" % host, "Connection: Upgrade", "Upgrade: websocket"]
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: %s" % key.decode("ascii"), "", ""]
        self.opening = "\r\n".join(lines).encode("ascii")
        self.ready = False
        self._data = bytearray()
        self._parts = []
        self._size = 0
        self._head = None
        self._skip = 0
        self._skip_ends = False
        self._replies = []

    def encode(self, frame):
        """One text message."""
        return _encode(_TEXT, frame)

    def replies(self):
        """Pongs that are due."""
        replies, self._replies = b"".join(self._replies), []
        return replies

    def feed(self, data):
        """Returns the messages that `data` completes. Raises OSError when the other side closes or breaks rules."""
        self._data += data
        if not self.ready and not self._take_answer():
            return []
        messages = []
        while self._take_frame(messages):
            pass
        return messages

    def _take_answer(self):
        end = self._data.find(b"\r\n\r\n")
        if end < 0:
            if len(self._data) > _MAX_ANSWER:
                raise OSError("The answer to the WebSocket request has no end.")
            return False
        lines = bytes(self._data[:end]).lower().split(b"\r\n")
        if b" 101" not in lines[0] or b"sec-websocket-accept: " + self._accept not in lines:
            raise OSError("No WebSocket here: %s" % lines[0].decode("latin-1"))
        del self._data[: end + 4]
        self.ready = True
        return True

    def _take_frame(self, messages):
        data = self._data
        if self._skip:
            skipped = min(self._skip, len(data))
            del data[:skipped]
            self._skip -= skipped
            if self._skip or not self._skip_ends:
                return not self._skip and bool(data)
            messages.append(self._message(b""))
            return True
        if len(data) < 2:
            return False
        last, kind, length, start = data[0] & 0x80, data[0] & 0x0F, data[1] & 0x7F, 2
        if data[1] & 0x80 or data[0] & 0x70:
            raise OSError("A WebSocket frame that no server may send.")
        if length >= 126:
            start = 4 if length == 126 else 10
            if len(data) < start:
                return False
            length = int.from_bytes(data[2:start], "big")
        if kind in (_TEXT, _CONTINUATION) and self._size + length > MAX_FRAME:
            return self._begin_skipping(start, length, bool(last), kind)
        if len(data) < start + length:
            return False
        body = bytes(data[start : start + length])
        del data[: start + length]
        self._handle(kind, body, last, messages)
        return True

    def _handle(self, kind, body, last, messages):
        if kind == _CLOSE:
            raise OSError("The runner closed the WebSocket.")
        if kind == _PING:
            self._replies.append(_encode(_PONG, body))
        elif kind in (_TEXT, _CONTINUATION):
            if last:
                messages.append(self._message(body))
            else:
                self._parts.append(body)
                self._size += len(body)
        elif kind != _PONG:
            raise OSError("A WebSocket frame of kind %d." % kind)

    def _begin_skipping(self, start, length, last, kind):
        """Lets the rest of an oversize message pass without keeping it; waits for enough to say which one it was."""
        if len(self._data) < min(start + length, start + _HEAD) and self._head is None and kind == _TEXT:
            return False
        if self._head is None:
            self._head = (b"".join(self._parts) + bytes(self._data[start : start + _HEAD]))[:_HEAD]
        del self._data[:start]
        self._parts, self._size = [], MAX_FRAME
        self._skip, self._skip_ends = length, last
        return True

    def _message(self, body):
        parts, head = self._parts, self._head
        self._parts, self._size, self._head = [], 0, None
        return TooLarge(head) if head is not None else b"".join(parts) + body


def _encode(kind, body):
    length = len(body)
    if length < 126:
        size = bytes([0x80 | length])
    elif length < 65536:
        size = b"\xfe" + length.to_bytes(2, "big")
    else:
        size = b"\xff" + length.to_bytes(8, "big")
    mask = os.urandom(4)
    return bytes([0x80 | kind]) + size + mask + _masked(body, mask)


def _masked(body, mask):
    """XOR with the repeated mask, as one big number: a loop over bytes would take a second for a large frame."""
    if not body:
        return b""
    repeated = (mask * (len(body) // 4 + 1))[: len(body)]
    return (int.from_bytes(body, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(body), "big")
