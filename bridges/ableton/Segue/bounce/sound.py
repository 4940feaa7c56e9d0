"""WAV and AIFF files as Live records them: their length, and a range of them as a file of its own."""
import hashlib
import os
import struct

LEAST_BYTES = 44
_STEP_BYTES = 1 << 20


class Sound:
    """Where the samples of a file are. Raises `ValueError` when it is none of the two kinds."""

    def __init__(self, file):
        file.seek(0)
        kind, _, form = struct.unpack("<4sI4s", file.read(12))
        self.big = kind == b"FORM" and form in (b"AIFF", b"AIFC")
        if not self.big and not (kind == b"RIFF" and form == b"WAVE"):
            raise ValueError("neither WAV nor AIFF")
        self.form = form
        self.head = []
        self.start = None
        for name, start, size in _chunks(file, self.big):
            if name in (b"data", b"SSND"):
                self.start, self.size = (start, size) if name == b"data" else (start + 8, size - 8)
            elif name in (b"fmt ", b"COMM", b"FVER"):
                file.seek(start)
                self.head.append((name, file.read(size)))
        formats = dict(self.head)
        if self.start is None or not {b"fmt ", b"COMM"} & set(formats):
            raise ValueError("no samples")
        if self.big:
            channels, _, bits = struct.unpack(">hLh", formats[b"COMM"][:8])
            self.rate, self.block = _extended(formats[b"COMM"][8:18]), channels * ((bits + 7) // 8)
        else:
            self.rate, self.block = struct.unpack("<4xI4xH", formats[b"fmt "][:14])
        self.frames = self.size // self.block


class Copied:
    """What came of a copy."""

    def __init__(self, path, sha256, frames, rate):
        self.bytes = os.path.getsize(path)
        self.sha256 = sha256
        self.rate = rate
        self.seconds = frames / float(rate)


def copy_range(source, path, span):
    """Writes `span` = (offset, seconds or None for the rest) of a sound beside `path` and moves it there.

    A generator, one portion a step; its value is a `Copied`. Raises OSError.
    """
    with open(source, "rb") as file:
        try:
            sound = Sound(file)
        except (ValueError, struct.error) as error:
            raise OSError("no sound file: %s" % error)
        first = min(sound.frames, int(round(span[0] * sound.rate)))
        count = sound.frames - first
        if span[1] is not None:
            count = min(count, int(round(span[1] * sound.rate)))
        digest = hashlib.sha256()
        part = path + ".part"
        try:
            with open(part, "wb") as made:
                for data in _parts(file, sound, first, count):
                    made.write(data)
                    digest.update(data)
                    yield
            os.replace(part, path)
        finally:
            if os.path.exists(part):
                os.remove(part)
    return Copied(path, digest.hexdigest(), count, sound.rate)


def _parts(file, sound, first, count):
    size = count * sound.block
    order = ">" if sound.big else "<"
    head = b""
    for name, data in sound.head:
        if name == b"COMM":
            data = data[:2] + struct.pack(">L", count) + data[6:]
        head += struct.pack(order + "4sI", name, len(data)) + data + b"\0" * (len(data) % 2)
    samples = struct.pack(">4sIII", b"SSND", size + 8, 0, 0) if sound.big else struct.pack("<4sI", b"data", size)
    whole = 4 + len(head) + len(samples) + size + size % 2
    yield struct.pack(order + "4sI4s", b"FORM" if sound.big else b"RIFF", whole, sound.form) + head + samples
    file.seek(sound.start + first * sound.block)
    left = size
    while left > 0:
        data = file.read(min(left, _STEP_BYTES))
        if not data:
            raise OSError("the file ends early")
        left -= len(data)
        yield data
    if size % 2:
        yield b"\0"


def _chunks(file, big):
    end = file.seek(0, os.SEEK_END)
    at = 12
    while at + 8 <= end:
        file.seek(at)
        name, size = struct.unpack(">4sI" if big else "<4sI", file.read(8))
        size = min(size, end - at - 8)
        yield name, at + 8, size
        at += 8 + size + size % 2


def _extended(data):
    """A number of 80 bits, as AIFF keeps its sample rate."""
    exponent, mantissa = struct.unpack(">HQ", data)
    return int(round(mantissa * 2.0 ** ((exponent & 0x7FFF) - 16383 - 63)))
