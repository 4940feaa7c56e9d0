"""Plays a sound file: at its own speed, or stretched to the beat (which changes its pitch, as repitching does)."""
import array
import math

from .sound import read


def add_file(left, right, sound, at, local, span, unit, gains, rate):
    """Adds one pass that begins at frame `at` with position `local` of the clip; only frames in `span` are written.

    `unit` is how many frames a unit of the clip lasts.
    """
    file_rate, one, other = read(sound.path)
    if sound.warped:
        per_local = file_rate * 60.0 / sound.bpm
        step = per_local / unit
    else:
        per_local = float(file_rate)
        step = file_rate / float(rate) * 2 ** (sound.pitch / 12.0)
    first, last = int(math.ceil(span[0] - 1e-6)), int(math.ceil(span[1] - 1e-6))
    position = local * per_local + (first - at) * step
    if position < 0:
        skip = int(math.ceil(-position / step))
        first, position = first + skip, position + skip * step
    last = min(last, first + int((len(one) - 2 - position) / step))
    if last <= first:
        return
    places = [position + step * index for index in range(last - first)]
    for side, samples, gain in ((left, one, gains[0]), (right, other, gains[1])):
        factor = gain * sound.gain
        added = [old + factor * _between(samples, place) for old, place in zip(side[first:last], places)]
        side[first:last] = array.array("d", added)


def _between(samples, place):
    index = int(place)
    return samples[index] + (samples[index + 1] - samples[index]) * (place - index)
