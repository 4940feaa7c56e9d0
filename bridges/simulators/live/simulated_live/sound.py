"""Sound files: reads and writes WAV, with the standard library only."""
import array
import os
import sys
import wave

_read = {}
_CODES = {1: "B", 2: "h", 4: "i"}


def duration_of(path):
    """Seconds of a file. Raises OSError or ValueError."""
    try:
        with wave.open(path, "rb") as file:
            return file.getnframes() / float(file.getframerate())
    except (wave.Error, EOFError) as error:
        raise ValueError(str(error))


def read(path):
    """(sample rate, left, right) with samples from -1 to 1; a file of one channel is on both sides."""
    key = (path, os.path.getmtime(path), os.path.getsize(path))
    if key not in _read:
        try:
            with wave.open(path, "rb") as file:
                rate, width, count = file.getframerate(), file.getsampwidth(), file.getnchannels()
                values = _numbers(file.readframes(file.getnframes()), width)
        except (wave.Error, EOFError) as error:
            raise ValueError(str(error))
        scale = 1.0 / (1 << (31 if width == 3 else 8 * width - 1))
        sides = [array.array("d", [value * scale for value in values[at::count]]) for at in range(min(2, count))]
        _read[key] = (rate, sides[0], sides[-1])
    return _read[key]


def _numbers(data, width):
    if width == 3:
        wide = bytearray(len(data) // 3 * 4)
        for byte in range(3):
            wide[byte + 1 :: 4] = data[byte::3]
        data, width = bytes(wide), 4
    values = array.array(_CODES[width])
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return array.array("h", [value - 128 for value in values]) if width == 1 else values


def write(path, rate, left, right, bits):
    """A stereo file of 16 or 24 bits; what is too loud is clipped."""
    code, top = ("i", (1 << 31) - 1) if bits == 24 else ("h", 32767)
    values = array.array(code, [0]) * (2 * len(left))
    for at, side in enumerate((left, right)):
        values[at::2] = array.array(code, [int(max(-1.0, min(1.0, value)) * top) for value in side])
    if sys.byteorder == "big":
        values.byteswap()
    data = values.tobytes()
    if bits == 24:
        packed = bytearray(len(data) // 4 * 3)
        for byte in range(3):
            packed[byte::3] = data[byte + 1 :: 4]
        data = bytes(packed)
    with wave.open(path, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(bits // 8)
        file.setframerate(rate)
        file.writeframes(data)
