"""From what was measured per frame to the curves of docs/curves.md, in their order, from 0 to 1.

TouchDesigner measures one level per frame and band, not every few milliseconds: a hit has the frame it falls on.
`centroid` weighs the three bands, and `loudness` is the plain level of the last bar.
"""
import math

from . import beats, shapes

_FLOOR = 1e-4
_FALL_BEATS = 1 / 3.0
_AHEAD_SECONDS = 0.09
_STEPS = 4096
# Where the weight of a band lies, in octaves above 60 Hz.
_OCTAVES = {"low": 0.0, "mid": 3.7, "high": 7.0}


def draw(heard, rate, time, known):
    """(curves by name, ranges by name) of the values of `level`, `low`, `mid` and `high`."""
    stretch = shapes.Stretch(known)
    bpm = beats.bpm_of(time) or beats.QUIET_BPM
    fall = 0.1 ** (bpm / (rate * _FALL_BEATS * 60))
    ahead = max(1, int(round(_AHEAD_SECONDS * rate)))
    made, hits = {}, {}
    for name, source in (("low", "low"), ("mid", "mid"), ("high", "high"), ("rms", "level")):
        held = stretch.run(name, heard[source], _FLOOR, 0.125)
        hits[name] = shapes.onsets(held)
        made[name] = shapes.release(shapes.reach(held, hits[name], ahead), fall)
    for name, source in (("kick", "low"), ("snare", "mid"), ("onset", "rms")):
        made[name] = shapes.release(shapes.only(hits[source], made[source]), fall)
    made["onsetIndex"] = shapes.counts(hits["rms"])
    made["centroid"] = stretch.run("centroid", _brightness(heard), 0.0, 0.15)
    places = [beats.place(time, (frame + 0.5) / rate) for frame in range(len(heard["level"]))]
    made["beat"] = [pulse for pulse, _ in places]
    made["bar"] = [phase for _, phase in places]
    bar = max(1, int(round(beats.bar_seconds(time) * rate)))
    made["loudness"] = stretch.run("loudness", _loudness(heard["level"], bar), 0.0, 0.1)
    return {name: [round(value * _STEPS) / _STEPS for value in values] for name, values in made.items()}, stretch.ranges


def _brightness(heard):
    made = []
    for at in range(len(heard["level"])):
        weight = sum(heard[name][at] for name in _OCTAVES)
        sum_of = sum(heard[name][at] * octave for name, octave in _OCTAVES.items())
        made.append(sum_of / weight if weight > _FLOOR else 0.0)
    return made


def _loudness(levels, bar):
    """Decibels above -70 of the mean power of the bar that ends at each frame."""
    made = []
    for at in range(len(levels)):
        part = levels[max(0, at + 1 - bar) : at + 1]
        power = sum(value * value for value in part) / len(part)
        made.append(70 + 10 * math.log10(power) if power > 1e-7 else 0.0)
    return made
