"""Framing: one JSON object per line, UTF-8, bounded. Files travel by path, never in a frame."""
import json

MAX_FRAME = 4 * 1024 * 1024
_HEAD = 256


class TooLarge:
    """Stands for a line over the limit, which was dropped. `head` is how it began."""

    def __init__(self, head):
        self.head = head


class FrameReader:
    """Cuts a byte stream into lines without ever holding more than one frame."""

    def __init__(self, limit=MAX_FRAME):
        self._limit = limit
        self._parts = []
        self._size = 0
        self._head = None

    def feed(self, data):
        """Returns the lines that `data` completes, in order; `TooLarge` where one was over the limit."""
        lines = []
        start = 0
        while True:
            end = data.find(b"\n", start)
            self._keep(data[start : len(data) if end < 0 else end])
            if end < 0:
                return lines
            lines.append(TooLarge(self._head) if self._head is not None else b"".join(self._parts))
            self._parts, self._size, self._head = [], 0, None
            start = end + 1

    def _keep(self, piece):
        self._size += len(piece)
        if self._head is not None:
            return
        self._parts.append(piece)
        if self._size > self._limit:
            self._head = b"".join(self._parts)[:_HEAD]
            self._parts = []


def encode_json(message):
    """One message as a frame without its end. JSON escapes newlines, so there is none in it."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def encode(message):
    """One message as a line."""
    return encode_json(message) + b"\n"


class LineCodec:
    """Frames as lines: TCP, Unix sockets, named pipes, standard streams."""

    opening = b""
    ready = True

    def __init__(self):
        self.feed = FrameReader().feed

    def encode(self, frame):
        """The bytes of one frame."""
        return frame + b"\n"

    def replies(self):
        """Bytes that the framing itself has to answer."""
        return b""
