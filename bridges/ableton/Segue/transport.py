"""transport.*: playing and stopping."""
from segue_core.failure import verify
from segue_core.pump import WAIT

from . import live_set
from .registry import SPECS, command
from .steps import TOLERANCE, put, until, write

# While it plays, a position is right when it is no further on than this.
_MOVED_BEATS = 8.0


@command(SPECS["transport.play"])
def play(call, **args):
    song = live_set.song()
    if args["from"] is not None:
        yield from go_to(song, args["from"])
    song.start_playing()
    yield from until(lambda: song.is_playing, "it does not play")
    return _now(song)


@command(SPECS["transport.continue"])
def go_on(call):
    song = live_set.song()
    song.continue_playing()
    yield from until(lambda: song.is_playing, "it does not play")
    return _now(song)


@command(SPECS["transport.stop"])
def stop(call, clips):
    song = live_set.song()
    if clips:
        song.stop_all_clips()
    song.stop_playing()
    yield from until(lambda: not song.is_playing, "it plays on")
    return _now(song)


@command(SPECS["transport.locate"])
def locate(call, to):
    song = live_set.song()
    yield from go_to(song, to)
    return _now(song)


@command(SPECS["transport.loop"])
def loop(call, on, start, length):
    song = live_set.song()
    changes = put(song, "loop_start", start, "Loop start") + put(song, "loop_length", length, "Loop length")
    yield from write(changes + put(song, "loop", on, "Loop"))
    return {"on": bool(song.loop), "start": song.loop_start, "length": song.loop_length}


@command(SPECS["transport.metronome"])
def metronome(call, on):
    song = live_set.song()
    yield from write(put(song, "metronome", on, "Metronome"))
    return {"on": bool(song.metronome)}


def go_to(song, beats):
    """Moves the position and reads it back."""
    song.current_song_time = beats
    yield WAIT
    moved = song.current_song_time - beats
    if not (song.is_playing and 0 <= moved < _MOVED_BEATS):
        verify("Position", beats, song.current_song_time, TOLERANCE * max(1.0, beats))


def _now(song):
    return {"playing": bool(song.is_playing), "beats": song.current_song_time}
