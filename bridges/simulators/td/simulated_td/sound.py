"""Sound files, read once: the mean of all channels of a WAV file of 16, 24 or 32 bits."""
import array
import sys
import wave

_read = {}
_SCALE = {2: 1 << 15, 3: 1 << 31, 4: 1 << 31}


def read(path):
    """(sample rate, samples from -1 to 1). Raises what `open` and `wave` raise."""
    if path not in _read:
        try:
            with wave.open(path, "rb") as file:
                width, count = file.getsampwidth(), file.getnchannels()
                if width not in _SCALE:
                    raise ValueError("only WAV files of 16, 24 or 32 bits are simulated")
                values = _numbers(file.readframes(file.getnframes()), width)
                scale = float(_SCALE[width] * count)
                mixed = [sum(values[at : at + count]) / scale for at in range(0, len(values), count)]
                _read[path] = (file.getframerate(), mixed)
        except wave.Error as error:
            raise ValueError(str(error))
    return _read[path]


def _numbers(data, width):
    if width == 3:
        # The three bytes become the upper ones of four.
        wide = bytearray(len(data) // 3 * 4)
        for byte in range(3):
            wide[byte + 1 :: 4] = data[byte::3]
        data = bytes(wide)
    values = array.array("h" if width == 2 else "i")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values
