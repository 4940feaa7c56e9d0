"""Musical time: where in its beat and bar a moment lies."""

QUIET_BPM = 120.0


def bpm_of(time):
    """The tempo at the start, or None when it is not known."""
    if time.get("bpm"):
        return time["bpm"]
    points = time.get("tempoMap") or []
    return points[0]["bpm"] if points else None


def place(time, second):
    """(share of the beat, share of the bar) at a second of the sound. In 7/8 a beat is an eighth."""
    beat = _beat(time, second + time.get("offsetSec", 0.0))
    start, numerator, denominator = _meter(time, beat)
    pulse = (beat - start) * denominator / 4.0
    return pulse % 1.0, pulse / numerator % 1.0


def bar_seconds(time):
    """How long the first bar lasts."""
    _, numerator, denominator = _meter(time, 0.0)
    return numerator * 4.0 / denominator * 60.0 / (bpm_of(time) or QUIET_BPM)


def _meter(time, beat):
    found = (0.0, 4, 4)
    for point in time.get("meter") or []:
        if point["beat"] <= beat:
            found = (point["beat"], point["numerator"], point["denominator"])
    return found


def _beat(time, second):
    """Between two known points the tempo is taken as steady."""
    points = time.get("tempoMap") or [{"beat": 0.0, "sec": 0.0, "bpm": bpm_of(time) or QUIET_BPM}]
    at = max([index for index, point in enumerate(points) if point["sec"] <= second] + [0])
    point = points[at]
    if at + 1 < len(points):
        following = points[at + 1]
        seconds = following["sec"] - point["sec"]
        if seconds > 0:
            return point["beat"] + (second - point["sec"]) * (following["beat"] - point["beat"]) / seconds
    return point["beat"] + (second - point["sec"]) * point["bpm"] / 60.0
