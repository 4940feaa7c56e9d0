"""What TouchDesigner tells by itself: its timeline and its project."""
import td

from . import place
from .registry import topic

_watchers = []


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

    return _watch(publish, now)


@topic("project", "Name and folder of the open project")
def project(publish):
    def now():
        state = (td.project.name, td.project.folder)
        return state, {"name": state[0], "folder": state[1]}

    return _watch(publish, now)


def _watch(publish, now):
    """Publishes at once and after every change; returns the way to stop."""
    last = [None]

    def watcher():
        state, facts = now()
        if state != last[0]:
            last[0] = state
            publish(facts, "now")

    _watchers.append(watcher)
    watcher()
    return lambda: _watchers.remove(watcher)
