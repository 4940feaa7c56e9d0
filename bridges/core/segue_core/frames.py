"""Framing: one JSON object per line, UTF-8, bounded. Files travel by path, never in a frame."""
import json
import sys
from json.encoder import c_encode_basestring, c_make_encoder

MAX_FRAME = 4 * 1024 * 1024
_HEAD = 256
# What Python takes from 3.11 on; before, a number of a million digits took minutes.
_MAX_DIGITS = 4300


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


_encoder = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)
# Half a surrogate pair has no bytes in UTF-8, only an escape.
_ascii_encoder = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def _writer(encoder):
    """What `encoder.encode` does for objects; the module makes this anew for every one of them, which costs more."""
    if c_make_encoder is None or c_encode_basestring is None:
        return encoder.encode
    marks = (None, ":", ",", False, False, False)
    write = c_make_encoder(None, encoder.default, c_encode_basestring, *marks)
    return lambda value: "".join(write(value, 0))


_write = _writer(_encoder)


def encode_json(value):
    """A value as a frame without its end. JSON escapes newlines, so there is none in it."""
    try:
        return _write(value).encode("utf-8")
    except UnicodeEncodeError:
        return _ascii_encoder.encode(value).encode("ascii")


def decode_json(frame):
    """The value in a frame, bytes or text. Raises ValueError or RecursionError for what is not JSON."""
    text = frame.decode("utf-8") if isinstance(frame, bytes) else frame
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        end = -1
    # Blanks around the value are rare, and so is what is no JSON: both are looked at once more.
    return value if end == len(text) else _decoder.decode(text)


def _refuse(name):
    raise ValueError("%s is not JSON" % name)


def _integer(digits):
    if len(digits) > _MAX_DIGITS:
        raise ValueError("a number of %d digits" % len(digits))
    return int(digits)


# Python would read NaN and Infinity, which JSON does not have.
_decoder = json.JSONDecoder(parse_constant=_refuse, parse_int=_integer if sys.version_info < (3, 11) else None)


_scan = _decoder.scan_once


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
