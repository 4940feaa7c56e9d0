"""A small synthesiser: drums with a sharp beginning, and tones."""
import array
import math

KICK, SNARE = (35, 36), (37, 38, 39, 40)
_RELEASE = 0.02
_voices = {}


def voice(pitch, seconds, velocity, drums, rate):
    """The samples of one note, from -1 to 1."""
    key = (pitch, 0.0 if drums else round(seconds, 4), round(velocity), drums, rate)
    if key not in _voices:
        make = _drum if drums else _tone
        _voices[key] = array.array("d", make(pitch, seconds, velocity / 127.0, rate))
    return _voices[key]


def _drum(pitch, _seconds, level, rate):
    if pitch in KICK:
        # The phase is the integral of a pitch that falls from 160 Hz to 50 Hz; the first sample is already loud.
        times = [index / float(rate) for index in range(int(0.25 * rate))]
        phases = [2 * math.pi * (50 * t + 110 * 0.03 * (1 - math.exp(-t / 0.03))) for t in times]
        return [0.5 * level * math.exp(-t * 14) * math.cos(phase) for t, phase in zip(times, phases)]
    length, decay = (0.18, 22) if pitch in SNARE else (0.06, 70)
    return [
        0.25 * level * math.exp(-index / float(rate) * decay) * noise
        for index, noise in enumerate(_noise(pitch, int(length * rate)))
    ]


def _noise(seed, count):
    state = seed * 2654435761 & 0xFFFFFFFF
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        yield state / 2147483648.0 - 1.0


def _tone(pitch, seconds, level, rate):
    step = 2 * math.pi * 440.0 * 2 ** ((pitch - 69) / 12.0) / rate
    count, release = int(seconds * rate), int(_RELEASE * rate)
    for index in range(count + release):
        rise = min(1.0, index / (0.005 * rate))
        fall = 1.0 if index < count else 1.0 - (index - count) / float(release)
        yield 0.12 * level * rise * fall * (math.sin(step * index) + 0.3 * math.sin(2 * step * index))
