"""markers.*: named frames of the timeline."""
from segue_core.failure import Failure, verify

from .document import scene
from .edit import edits, reads
from .names import require_name
from .rate import per_second

_OWNED = "segue"


@edits("markers.set")
def set_markers(call, markers):
    current = scene()
    wanted = [(require_name(one["name"]), _frame_of(one, current)) for one in markers]
    for old in [one for one in current.timeline_markers if one.get(_OWNED)]:
        current.timeline_markers.remove(old)
    for name, frame in wanted:
        made = current.timeline_markers.new(name, frame=frame)
        made[_OWNED] = True
    ours = sorted((one.frame, one.name) for one in current.timeline_markers if one.get(_OWNED))
    verify("markers", sorted((frame, name) for name, frame in wanted), ours)
    return markers_fact()


@reads("markers.list")
def list_markers(call):
    return markers_fact()


def _frame_of(marker, current):
    if marker["frame"] is not None:
        return marker["frame"]
    if marker["sec"] is None:
        message = "“%s” has neither a frame nor seconds." % marker["name"]
        raise Failure("invalid_args", message, "Fill in one of the two.")
    return current.frame_start + round(marker["sec"] * per_second(current.render))


def markers_fact():
    """All markers, first to last."""
    current = scene()
    rate = per_second(current.render)
    found = [(one.frame, one.name, bool(one.get(_OWNED))) for one in current.timeline_markers]
    rows = [
        {"name": name, "frame": frame, "sec": round((frame - current.frame_start) / rate, 6), "ours": ours}
        for frame, name, ours in sorted(found)
    ]
    return {"markers": rows}
