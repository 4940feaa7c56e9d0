"""locator.*: named places of the arrangement."""
from segue_core.failure import Failure
from segue_core.pump import WAIT

from . import live_set, refs, told
from .registry import SPECS, command
from .steps import put, until, write
from .transport import go_to

_SAME_PLACE = 1e-3


@command(SPECS["locator.list"])
def list_locators(call):
    return {"locators": [told.locator(cue) for cue in refs.locators_in_order()]}


@command(SPECS["locator.set"])
def set_locator(call, at, name):
    song = live_set.song()
    found = _at(song, at)
    if found is None:
        yield from _toggle(song, at)
        yield from until(lambda: _at(song, at) is not None, "the locator is not there")
        found = _at(song, at)
    yield from write(put(found, "name", name or None, "Name"))
    return told.locator(found)


@command(SPECS["locator.delete"])
def delete(call, locator):
    song = live_set.song()
    found = refs.locator(locator)
    name = found.name
    yield from _toggle(song, found.time)
    yield from until(lambda: not live_set.is_there(found), "%s is still there" % (name or "the locator"))
    return {"name": name}


@command(SPECS["locator.jump"])
def jump(call, locator):
    found = refs.locator(locator)
    found.jump()
    return told.locator(found)


def _at(song, beats):
    return next((cue for cue in song.cue_points if abs(cue.time - beats) < _SAME_PLACE), None)


def _toggle(song, beats):
    """Live makes and deletes locators only where it stands; afterwards it stands where it stood."""
    if song.is_playing:
        raise Failure("app_busy", "Locators are set while Live is stopped.", "Stop Live first.", retryable=True)
    before = song.current_song_time
    try:
        yield from go_to(song, beats)
        song.set_or_delete_cue()
        yield WAIT
    finally:
        song.current_song_time = before
