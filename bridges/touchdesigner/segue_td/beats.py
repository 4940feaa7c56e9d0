"""Musical time: where in its beat and bar a moment lies."""

_QUIET_BPM = 120.0


def bpm_of(time):
    """The tempo at the start, or None when it is not known."""
    if time.get("bpm"):
        return time["bpm"]
    points = time.get("tempoMap") or []
    return points[0]["bpm"] if points else None


def place(time, second):
    """(share of the beat, share of the bar) at a second of the sound."""
    beat = _beat(time, second + time.get("offsetSec", 0.0))
    start, numerator, denominator = 0.0, 4, 4
    for point in time.get("meter") or []:
        if point["beat"] <= beat:
            start, numerator, denominator = point["beat"], point["numerator"], point["denominator"]
    pulse = (beat - start) * denominator / 4.0
    return pulse % 1.0, pulse / numerator % 1.0


def _beat(time, second):
    """Between two known points the tempo is taken as steady."""
    points = time.get("tempoMap") or [{"beat": 0.0, "sec": 0.0, "bpm": bpm_of(time) or _QUIET_BPM}]
    at = max([index for index, point in enumerate(points) if point["sec"] <= second] + [0])
    point = points[at]
    if at + 1 < len(points):
        following = points[at + 1]
        seconds = following["sec"] - point["sec"]
        if seconds > 0:
            return point["beat"] + (second - point["sec"]) * (following["beat"] - point["beat"]) / seconds
    return point["beat"] + (second - point["sec"]) * point["bpm"] / 60.0
