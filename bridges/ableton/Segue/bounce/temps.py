"""The tracks that record a bounce."""
import Live

from segue_core.failure import Failure

from .. import live_set, refs, routing
from ..steps import put, until, write

SUFFIX = " [Segue temp]"
_OFF = 2
_POST_MIXER = "Post Mixer"


class Temp:
    """One temporary track. `source` is what it records, `clip` what it has recorded."""

    def __init__(self, track, source):
        self.track = track
        self.source = source
        self.clip = None


def create(song, source, is_master):
    """A generator whose value is a `Temp` that waits to record a source."""
    track = song.create_audio_track(-1)
    # Before anything else: by its name it is found again, whatever happens.
    track.name = ("Mix" if is_master else source.name) + SUFFIX
    yield from until(lambda: refs.place_of(track, song.tracks) is not None, "the track for recording is not there")
    return Temp(track, source)


def connect(temp, is_master):
    """Takes the sound of its source, makes none of its own, and is armed."""
    track = temp.track
    types = list(track.available_input_routing_types)
    wanted = routing.of_category(types, "resampling") if is_master else routing.of_track(types, temp.source)
    if wanted is None:
        message = "%s has no sound that could be recorded." % temp.source.name
        raise Failure("not_available", message, "Choose tracks with an instrument or with audio.")
    yield from routing.connect(track, "input", wanted)
    if not is_master:
        channel = _after_mixer(track)
        if channel is not None:
            yield from routing.connect(track, "input", wanted, channel)
    yield from write([(track, "current_monitoring_state", _OFF, "Monitoring")] + put(track, "arm", True, "Arm"))


def orphans(song):
    """Tracks that an earlier bounce had to leave."""
    return [track for track in song.tracks if track.name.endswith(SUFFIX)]


def delete(song, tracks):
    """Deletes tracks, the last first. A generator; whatever Live refuses is tried again for a while."""
    for track in reversed([one for one in song.tracks if one in tracks]):

        def is_gone():
            try:
                if live_set.is_there(track):
                    song.delete_track(refs.place_of(track, song.tracks))
            except (RuntimeError, Live.Base.LimitationError):
                return False
            return not live_set.is_there(track)

        yield from until(is_gone, "the temporary track %s cannot be deleted" % track.name)


def _after_mixer(track):
    """The channel behind the fader. Its name is in Live's language; it is the last of three."""
    names = [one.display_name for one in track.available_input_routing_channels]
    if _POST_MIXER in names:
        return _POST_MIXER
    return names[-1] if len(names) == 3 else None
