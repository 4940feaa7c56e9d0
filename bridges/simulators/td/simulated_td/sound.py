"""Sound files, read once: the mean of all channels of a 16 bit WAV file."""
import array
import sys
import wave

_read = {}


def read(path):
    """(sample rate, samples from -1 to 1). Raises what `open` and `wave` raise."""
    if path not in _read:
        try:
            with wave.open(path, "rb") as file:
                if file.getsampwidth() != 2:
                    raise ValueError("only 16 bit WAV files are simulated")
                values = array.array("h")
                values.frombytes(file.readframes(file.getnframes()))
                if sys.byteorder == "big":
                    values.byteswap()
                count = file.getnchannels()
                mixed = [sum(values[at : at + count]) / (32768.0 * count) for at in range(0, len(values), count)]
                _read[path] = (file.getframerate(), mixed)
        except wave.Error as error:
            raise ValueError(str(error))
    return _read[path]
