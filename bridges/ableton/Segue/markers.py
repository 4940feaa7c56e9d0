"""markers.*: locators in seconds. Those that Segue set are noted in the set itself; a person's own stay as they are."""
import json

from segue_core.failure import verify

from . import live_set, locator, refs
from .listening import Flag, Listeners
from .registry import SPECS, command, topic
from .steps import put, write
from .topics import watch

_KEY = "segue_markers"


@command(SPECS["markers.list"])
def list_markers(call):
    return _fact()


@command(SPECS["markers.set"])
def set_markers(call, markers):
    song = live_set.song()
    wanted = _places(call, markers, song.tempo)
    for cue in _ours():
        if all(not locator.is_at(cue, beats) for beats, _ in wanted):
            yield from locator.remove(song, cue)
            _note(_ours())
    for beats, name in wanted:
        cue = locator.locator_at(song, beats)
        if cue is not None and cue not in _ours():
            call.warn("“%s” is left out: “%s” is there already." % (name, cue.name))
            continue
        if cue is None:
            cue = yield from locator.make(song, beats)
        yield from _name(cue, name)
    return _fact()


@topic("markers", "The locators, in seconds at the present tempo")
def markers_topic(publish):
    listeners, flag = Listeners(), Flag()

    def watcher():
        if not flag.lower():
            return
        listeners.clear()
        song = live_set.song()
        for name in ("cue_points", "tempo"):
            listeners.add(song, name, flag.raise_)
        for cue in song.cue_points:
            for name in ("name", "time"):
                listeners.add(cue, name, flag.raise_)
        publish(_fact(), "now")

    return watch(watcher, listeners)


def _places(call, markers, tempo):
    """Beats and names, first to last. Live has one locator at a place."""
    places = []
    for sec, name in sorted((one["sec"], one["name"]) for one in markers):
        beats = sec * tempo / 60.0
        if places and abs(places[-1][0] - beats) < locator.SAME_PLACE:
            call.warn("“%s” is left out: “%s” is at the same place." % (name, places[-1][1]))
        else:
            places.append((beats, name))
    return places


def _name(cue, name):
    """Names a locator and notes it as ours: before, so that nothing of ours is ever taken for a person's."""
    others = [one for one in _ours() if one != cue]
    _note(others, (cue.time, cue.name), (cue.time, name))
    yield from write(put(cue, "name", name, "Name"))
    _note(others, (cue.time, name))


def _note(cues, *more):
    rows = [[cue.time, cue.name] for cue in cues] + [list(one) for one in more]
    live_set.song().set_data(_KEY, json.dumps(rows))
    verify("The note of Segue’s locators", rows, _noted())


def _noted():
    try:
        return json.loads(live_set.song().get_data(_KEY, "[]"))
    except (TypeError, ValueError):
        return []


def _ours():
    """Locators that are as Segue left them. One that a person renamed or moved is theirs."""
    noted = _noted()
    return [
        cue
        for cue in refs.locators_in_order()
        if any(locator.is_at(cue, beats) and cue.name == name for beats, name in noted)
    ]


def _fact():
    ours, tempo = _ours(), live_set.song().tempo
    rows = [
        {"name": cue.name, "sec": cue.time * 60.0 / tempo, "beats": cue.time, "ours": cue in ours}
        for cue in refs.locators_in_order()
    ]
    return {"markers": rows}
