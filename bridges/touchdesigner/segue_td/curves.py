"""From what was measured per frame to curves from 0 to 1, in the order of Segue's own analysis."""
from . import beats

_FLOOR = 1e-4
_FALL_BEATS = 1 / 3.0
# A frame is an onset when it is this much louder than the one before, as a share of the whole range.
_RISE = 0.35
bpm_of = beats.bpm_of


def draw(heard, rate, time, known):
    """(curves by name, ranges by name) of the values of `level`, `low`, `mid` and `high`."""
    ranges = {}
    frames = len(heard["level"])
    fall = 0.1 ** (1.0 / (rate * _FALL_BEATS * 60 / (bpm_of(time) or 120.0)))
    shown = {}
    for name, source in (("low", "low"), ("mid", "mid"), ("high", "high"), ("rms", "level")):
        stretched = _stretch(name, heard[source], known, ranges)
        shown[name] = (stretched, _release(stretched, fall))
    made = {name: curve for name, (_, curve) in shown.items()}
    hits = {name: _onsets(sharp) for name, (sharp, _) in shown.items()}
    made["kick"] = _release(_at(hits["low"], made["low"]), fall)
    made["snare"] = _release(_at(hits["mid"], made["mid"]), fall)
    made["onset"] = _release(_at(hits["rms"], made["rms"]), fall)
    made["onsetIndex"] = _counts(hits["rms"])
    places = [beats.place(time, (frame + 0.5) / rate) for frame in range(frames)]
    made["beat"] = [pulse for pulse, _ in places]
    made["bar"] = [phase for _, phase in places]
    return made, ranges


def _stretch(name, values, known, ranges):
    """The 10th percentile becomes 0 and the 95th 1; a range that is known and still near is kept."""
    active = sorted(value for value in values if value > _FLOOR)
    if not active:
        return [0.0] * len(values)
    low = max(_FLOOR, sorted(values)[int(len(values) * 0.1)])
    high = active[min(len(active) - 1, int(len(active) * 0.95))]
    found = {"low": low, "width": max(high - low, high * 0.125)}
    before = known.get(name)
    if before is not None and _akin(found, before):
        found = before
    ranges[name] = found
    return [min(1.0, max(0.0, (value - found["low"]) / found["width"])) for value in values]


def _akin(one, other):
    near = abs(one["low"] - other["low"]) <= one["width"] / 3
    return near and one["width"] <= other["width"] * 1.5 and other["width"] <= one["width"] * 1.5


def _release(values, fall):
    made = []
    for value in values:
        made.append(max(value, made[-1] * fall) if made else value)
    return made


def _onsets(values):
    rises = [value - before for before, value in zip([0.0] + values, values)]
    return [rise >= _RISE and (at == 0 or rises[at - 1] < rise) for at, rise in enumerate(rises)]


def _at(hits, values):
    return [value if hit else 0.0 for hit, value in zip(hits, values)]


def _counts(hits):
    made = []
    for hit in hits:
        made.append((made[-1] if made else 0.0) + (1.0 if hit else 0.0))
    return made
