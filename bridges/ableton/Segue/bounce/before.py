"""How a set was before a bounce."""
from .. import live_set

_SETTINGS = (
    "metronome",
    "loop",
    "punch_in",
    "punch_out",
    "record_mode",
    "session_record",
    "arrangement_overdub",
    "clip_trigger_quantization",
)


class Before:
    """Remembers what a bounce changes, and puts it back as far as Live lets it."""

    def __init__(self, song):
        self._song = song
        self._settings = {name: getattr(song, name) for name in _SETTINGS if hasattr(song, name)}
        self._armed = [track for track in song.tracks if track.can_be_armed and track.arm]
        self._position = song.current_song_time
        self._follows = not song.back_to_arranger
        self._selected = (song.view.selected_track, song.view.selected_scene)

    def disarm(self):
        """Armed tracks would record as well."""
        for track in self._armed:
            track.arm = False

    def quieten(self):
        """Nothing but the music sounds, and nothing jumps."""
        for name in _SETTINGS[:5]:
            if name in self._settings:
                setattr(self._song, name, False)

    def restore(self):
        """Puts everything back. Returns words for what could not be."""
        left = []
        for name, value in self._settings.items():
            _put(self._song, name, value, left)
        for track in self._armed:
            if live_set.is_there(track):
                _put(track, "arm", True, left)
        if not self._song.is_playing:
            _put(self._song, "current_song_time", self._position, left)
        if self._follows and self._song.back_to_arranger:
            _put(self._song, "back_to_arranger", False, left)
        for name, thing in zip(("selected_track", "selected_scene"), self._selected):
            if live_set.is_there(thing):
                _put(self._song.view, name, thing, left)
        return left


def _put(thing, name, value, left):
    try:
        if getattr(thing, name) != value:
            setattr(thing, name, value)
    except (RuntimeError, ValueError, TypeError, AttributeError) as error:
        left.append("%s could not be put back: %s" % (name, error))
