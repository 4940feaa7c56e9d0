"""mixer.*: the main track, and the returns."""
from segue_core.failure import Failure

from . import live_set, told
from .registry import SPECS, command
from .steps import put, write


@command(SPECS["mixer.get"])
def get(call):
    return _now()


@command(SPECS["mixer.set"])
def set_mixer(call, volume, pan, cueVolume, crossfader):
    mixer = live_set.song().master_track.mixer_device
    changes = put(mixer.volume, "value", volume, "Volume") + put(mixer.panning, "value", pan, "Pan")
    for name, value, title in (("cue_volume", cueVolume, "Cue volume"), ("crossfader", crossfader, "Crossfader")):
        if value is not None:
            if not hasattr(mixer, name):
                raise Failure("not_available", "%s cannot be reached in this Live." % title)
            changes += put(getattr(mixer, name), "value", value, title)
    yield from write(changes)
    return _now()


def _now():
    song = live_set.song()
    mixer = song.master_track.mixer_device
    return {
        "volume": mixer.volume.value,
        "pan": mixer.panning.value,
        "cueVolume": mixer.cue_volume.value if hasattr(mixer, "cue_volume") else None,
        "crossfader": mixer.crossfader.value if hasattr(mixer, "crossfader") else None,
        "returns": [told.track(track) for track in song.return_tracks],
    }
