"""locator.*: named places of the arrangement."""
from segue_core.failure import Failure
from segue_core.pump import WAIT

from . import live_set, refs, told
from .registry import SPECS, command
from .steps import put, until, write
from .transport import go_to

# Beats. Live tells the time of a locator with less than full precision.
SAME_PLACE = 1e-3


@command(SPECS["locator.list"])
def list_locators(call):
    return {"locators": [told.locator(cue) for cue in refs.locators_in_order()]}


@command(SPECS["locator.set"])
def set_locator(call, at, name):
    song = live_set.song()
    found = locator_at(song, at)
    if found is None:
        found = yield from make(song, at)
    yield from write(put(found, "name", name or None, "Name"))
    return told.locator(found)


@command(SPECS["locator.delete"])
def delete(call, locator):
    song = live_set.song()
    found = refs.locator(locator)
    name = found.name
    yield from remove(song, found)
    return {"name": name}


@command(SPECS["locator.jump"])
def jump(call, locator):
    found = refs.locator(locator)
    found.jump()
    return told.locator(found)


def is_at(cue, beats):
    """Whether a locator lies at a position."""
    return abs(cue.time - beats) < SAME_PLACE


def locator_at(song, beats):
    """The locator at a position; None when there is none."""
    return next((cue for cue in song.cue_points if is_at(cue, beats)), None)


def make(song, beats):
    """Makes a locator where none is. Its name is Live's own."""
    yield from _toggle(song, beats)
    yield from until(lambda: locator_at(song, beats) is not None, "the locator is not there")
    return locator_at(song, beats)


def remove(song, cue):
    """Deletes a locator."""
    name = cue.name
    yield from _toggle(song, cue.time)
    yield from until(lambda: not live_set.is_there(cue), "%s is still there" % (name or "the locator"))


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
