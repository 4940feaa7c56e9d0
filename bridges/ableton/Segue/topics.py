"""What Live tells by itself. Listeners only note; `look`, called at every tick, reads and publishes."""
import os

from . import live_set, refs, told
from .listening import Flag, Listeners
from .registry import topic

# Song time between two messages about the position: well over four a second.
_POSITION_SECONDS = 0.2
# The file of a set is asked for its time once in so many ticks.
_SAVED_TICKS = 200
_LANDED_BEATS = 0.1
_watchers = []


def look(log):
    """Tells what has changed since the last tick. A topic that fails is told to `log` once and looks no more."""
    for watcher in list(_watchers):
        try:
            watcher()
        except Exception as error:  # the others, and every command, go on
            _watchers.remove(watcher)
            log("Segue: a topic ended: %s: %s" % (type(error).__name__, error))


def forget():
    """The set is gone, and with it everything that was listened to."""
    del _watchers[:]


def watch(watcher, listeners=None):
    """Calls `watcher` at every tick from now on; returns the way to stop."""
    _watchers.append(watcher)

    def stop():
        if watcher in _watchers:
            _watchers.remove(watcher)
        if listeners is not None:
            listeners.clear()

    return stop


def seconds(song):
    """Position in seconds; exact as long as the tempo does not change on the way."""
    return song.current_song_time * 60.0 / song.tempo


def document():
    """The open set in the shape of `app.document`. Live does not say whether there is anything unsaved."""
    song = live_set.song()
    path = live_set.path()
    name = live_set.name() or (os.path.splitext(os.path.basename(path))[0] if path else "Untitled")
    return {
        "name": name[:400],
        "path": path,
        "unsaved": None,
        "playing": bool(song.is_playing),
        "tempo": song.tempo,
        "meter": {"num": song.signature_numerator, "den": song.signature_denominator},
        "beats": song.current_song_time,
        "sec": seconds(song),
        "frame": None,
        "fps": None,
        "facts": {"Tracks": len(song.tracks), "Scenes": len(song.scenes)},
    }


@topic("app.document", "The open set, its tempo and where it is")
def document_topic(publish):
    told_last = {}

    def watcher():
        now = document()
        last = told_last.get("now")
        if last is not None:
            moved = abs(now["sec"] - last["sec"])
            still = dict(now, beats=last["beats"], sec=last["sec"]) == last
            if still and moved < (_POSITION_SECONDS if now["playing"] else 1e-6):
                return
        told_last["now"] = now
        publish(now, "now")

    return watch(watcher)


@topic("transport", "Play and stop, loop and metronome")
def transport(publish):
    def tell(song):
        loop = {"on": bool(song.loop), "start": song.loop_start, "length": song.loop_length}
        now = {"playing": bool(song.is_playing), "loop": loop, "metronome": bool(song.metronome)}
        publish(dict(now, beats=song.current_song_time), "now")

    return _of_song(("is_playing", "loop", "loop_start", "loop_length", "metronome"), tell)


@topic("tempo", "Tempo and time signature")
def tempo(publish):
    def tell(song):
        meter = {"num": song.signature_numerator, "den": song.signature_denominator}
        publish({"bpm": song.tempo, "meter": meter}, "now")

    return _of_song(("tempo", "signature_numerator", "signature_denominator"), tell)


@topic("beat", "Every beat while it plays")
def beat(publish):
    last = [None]

    def watcher():
        song = live_set.song()
        now = int(song.current_song_time) if song.is_playing else None
        if now != last[0] and now is not None:
            bar = song.signature_numerator * 4.0 / song.signature_denominator
            publish({"beat": now, "bar": int(now // bar), "beatInBar": int(now % bar), "bpm": song.tempo})
        last[0] = now

    return watch(watcher)


@topic("tracks", "Tracks that come, go, move or get another name")
def tracks(publish):
    listeners, flag = Listeners(), Flag()

    def watcher():
        if not flag.lower():
            return
        listeners.clear()
        song = live_set.song()
        for name in ("tracks", "return_tracks"):
            listeners.add(song, name, flag.raise_)
        rows = []
        for track in refs.tracks():
            listeners.add(track, "name", flag.raise_)
            rows.append({"track": live_set.handle_of("track", track), "name": track.name})
        publish({"tracks": rows}, "now")

    return watch(watcher, listeners)


@topic("clip.launched", "Session clips that begin to play")
def clip_launched(publish):
    listeners, structure = Listeners(), Flag()
    playing = {}

    def attach():
        listeners.clear()
        song = live_set.song()
        for name in ("tracks", "scenes"):
            listeners.add(song, name, structure.raise_)
        known = {}
        for track in song.tracks:
            flag, last = playing.get(track._live_ptr, (Flag(), track.playing_slot_index))
            known[track._live_ptr] = (flag, last)
            listeners.add(track, "playing_slot_index", flag.raise_)
        playing.clear()
        playing.update(known)

    def watcher():
        if structure.lower():
            attach()
        for track in live_set.song().tracks:
            flag, last = playing.get(track._live_ptr, (None, None))
            if flag is None or not flag.lower():
                continue
            row = track.playing_slot_index
            playing[track._live_ptr] = (flag, row)
            if row >= 0 and row != last and track.clip_slots[row].has_clip:
                publish(told.clip(track.clip_slots[row].clip, (track, row)))

    return watch(watcher, listeners)


@topic("locator.passed", "Locators that the position passes while it plays")
def locator_passed(publish):
    last = [None]

    def watcher():
        song = live_set.song()
        if not song.is_playing:
            last[0] = None
            return
        now = song.current_song_time
        # After a start or a jump, what lies where it landed counts as passed.
        landed = last[0] is None or now < last[0]
        since = now - _LANDED_BEATS if landed else last[0]
        for cue in refs.locators_in_order():
            if since < cue.time <= now:
                publish(told.locator(cue))
        last[0] = now

    return watch(watcher)


@topic("set.saved", "The set was saved, as far as its name or its file shows it")
def set_saved(publish):
    last = [_saved_facts()]
    ticks = [0]

    def watcher():
        ticks[0] += 1
        if ticks[0] % _SAVED_TICKS and (live_set.path(), live_set.name()) == last[0][:2]:
            return
        now = _saved_facts()
        if now != last[0] and now[0] is not None:
            publish({"path": now[0], "name": now[1]}, "now")
        last[0] = now

    return watch(watcher)


def _saved_facts():
    path = live_set.path()
    try:
        changed = os.stat(path).st_mtime if path else None
    except OSError:
        changed = None
    return path, live_set.name(), changed


def _of_song(names, tell):
    """Tells at once and whenever one of the properties of the song changes."""
    listeners, flag = Listeners(), Flag()
    song = live_set.song()
    for name in names:
        listeners.add(song, name, flag.raise_)

    def watcher():
        if flag.lower():
            tell(live_set.song())

    return watch(watcher, listeners)
