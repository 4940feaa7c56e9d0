"""Small operations on curves: stretching, hits, and how they fall."""

# A frame is a hit when it is this much louder than the one before, as a share of the whole range.
_RISE = 0.35


class Stretch:
    """The 10th percentile becomes 0 and the 95th 1; a range that is known and still near is kept."""

    def __init__(self, known):
        self._known = known
        self.ranges = {}

    def run(self, name, values, floor, span):
        """The stretched values; `floor` counts as silence, and a range narrower than `span` of its top stays low."""
        active = sorted(value for value in values if value > floor)
        if not active:
            return [0.0] * len(values)
        low = max(floor, sorted(values)[int(len(values) * 0.1)])
        high = active[min(len(active) - 1, int(len(active) * 0.95))]
        found = {"low": low, "width": max(high - low, high * span, 1e-9)}
        before = self._known.get(name)
        if before is not None and _akin(found, before):
            found = before
        self.ranges[name] = found
        return [min(1.0, max(0.0, (value - found["low"]) / found["width"])) for value in values]


def _akin(one, other):
    near = abs(one["low"] - other["low"]) <= one["width"] / 3
    return near and one["width"] <= other["width"] * 1.5 and other["width"] <= one["width"] * 1.5


def onsets(values):
    """Whether a hit begins, per frame."""
    rises = [value - before for before, value in zip([0.0] + values, values)]
    return [rise >= _RISE and (at == 0 or rises[at - 1] < rise) for at, rise in enumerate(rises)]


def reach(values, hits, ahead):
    """On the frame of a hit, the height that the curve has within so many frames after, or until the next hit."""
    made = list(values)
    for at in [at for at, hit in enumerate(hits) if hit]:
        end = next((later for later in range(at + 1, at + ahead) if later < len(hits) and hits[later]), at + ahead)
        made[at] = max(values[at:end])
    return made


def release(values, fall):
    """Falls no faster than by the factor `fall` per frame."""
    made = []
    for value in values:
        made.append(max(value, made[-1] * fall) if made else value)
    return made


def only(hits, values):
    """The values at hits, zero between them."""
    return [value if hit else 0.0 for hit, value in zip(hits, values)]


def counts(hits):
    """How many hits there were so far."""
    made, count = [], 0.0
    for hit in hits:
        count += 1.0 if hit else 0.0
        made.append(count)
    return made
