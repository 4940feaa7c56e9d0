"""What TouchDesigner tells by itself: its timeline, its project, and what its networks call an event."""
import json

import td

from . import place
from .registry import topic

# Seconds between two messages about the position: well over four a second.
_POSITION_SECONDS = 0.2
_LONGEST_NAME = 200
_MOST_BYTES = 60000
_watchers = []
_custom = []


def look():
    """Called once per frame: tells what has changed since."""
    for watcher in list(_watchers):
        watcher()


@topic("timeline", "Play, stop, tempo and position")
def timeline(publish):
    def now():
        time = place.timeline()
        whole = int(time.seconds) if time.play else time.frame
        state = (bool(time.play), time.tempo, time.rate, whole)
        facts = {"frame": time.frame, "seconds": time.seconds}
        return state, dict(facts, playing=state[0], tempo=state[1], rate=state[2])

    return _whenever(publish, now)


@topic("app.document", "The open project, its tempo and where it is")
def document(publish):
    last = [None]

    def look():
        found, before = document_fact(), last[0]
        if before is not None:
            moved = abs(found["sec"] - before["sec"])
            still = dict(found, **{name: before[name] for name in ("beats", "sec", "frame")}) == before
            if still and moved < (_POSITION_SECONDS if found["playing"] else 1e-6):
                return
        last[0] = found
        publish(found, "now")

    return watch(look)


def document_fact():
    """The open project in the shape of `app.document`. TouchDesigner does not say whether anything is unsaved."""
    time, name = place.timeline(), td.project.name
    return {
        "name": name[:400] or "Untitled",
        "path": "%s/%s" % (td.project.folder, name) if td.project.folder and name else None,
        "unsaved": None,
        "playing": bool(time.play),
        "tempo": float(time.tempo),
        "meter": {"num": int(time.signature1), "den": int(time.signature2)},
        "beats": time.seconds * time.tempo / 60.0,
        "sec": float(time.seconds),
        "frame": float(time.frame),
        "fps": float(time.rate),
        "facts": {"Frames": time.rangeEnd - time.rangeStart + 1},
    }


@topic("project", "Name and folder of the open project")
def project(publish):
    def now():
        state = (td.project.name, td.project.folder)
        return state, {"name": state[0], "folder": state[1]}

    return _whenever(publish, now)


@topic("custom", "Events of the project’s own, told by name")
def custom(publish):
    _custom.append(publish)
    return lambda: _custom.remove(publish)


def tell_event(name, value=None):
    """Tells whoever listens that something of this name happened; `value` is anything that JSON holds. True when somebody
    listens. Raises ValueError for what cannot be told.
    """
    name = str(name)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise ValueError("The name of an event has 1 to %d characters." % _LONGEST_NAME)
    try:
        text = json.dumps(value, allow_nan=False)
    except TypeError as error:
        raise ValueError("An event brings numbers, texts, lists and dictionaries only: %s" % error) from None
    if len(text.encode("utf-8")) > _MOST_BYTES:
        raise ValueError("An event brings at most %d bytes." % _MOST_BYTES)
    for publish in _custom:
        publish({"name": name, "value": json.loads(text)})
    return bool(_custom)


def watch(watcher):
    """Calls `watcher` now and at every frame; returns the way to stop."""
    _watchers.append(watcher)
    watcher()
    return lambda: _watchers.remove(watcher)


def _whenever(publish, now):
    """Publishes at once and after every change; returns the way to stop."""
    last = [None]

    def watcher():
        state, facts = now()
        if state != last[0]:
            last[0] = state
            publish(facts, "now")

    return watch(watcher)
