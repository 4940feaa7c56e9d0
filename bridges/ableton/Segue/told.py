"""What is told about the things in a set."""
from . import live_set, refs
from .steps import color_of

MONITORING = ("in", "auto", "off")
_KINDS = {1: "instrument", 2: "audioEffect", 4: "midiEffect"}


def track(found):
    """A track. What it does not have is None."""
    song = live_set.song()
    kind, index = _kind_of(found, song)
    mixer = found.mixer_device
    armed = found.arm if kind in ("midi", "audio") and found.can_be_armed else None
    group = found.group_track if kind in ("midi", "audio", "group") else None
    return {
        "track": live_set.handle_of("track", found),
        "index": index,
        "name": found.name,
        "kind": kind,
        "color": color_of(found),
        "group": live_set.handle_of("track", group) if live_set.is_there(group) else None,
        "arm": armed,
        "mute": None if kind == "master" else bool(found.mute),
        "solo": None if kind == "master" else bool(found.solo),
        "monitoring": MONITORING[int(found.current_monitoring_state)] if kind in ("midi", "audio") else None,
        "volume": mixer.volume.value,
        "pan": mixer.panning.value,
        "sends": [send.value for send in mixer.sends],
    }


def scene(found, index=None):
    """A scene. Without a tempo of its own, `tempo` is None."""
    if index is None:
        index = refs.place_of(found, live_set.song().scenes)
    tempo = getattr(found, "tempo", -1.0)
    return {
        "scene": live_set.handle_of("scene", found),
        "index": index,
        "name": found.name,
        "color": color_of(found) if hasattr(found, "color") else None,
        "tempo": tempo if tempo > 0 and getattr(found, "tempo_enabled", True) else None,
    }


def clip(found, place=None):
    """A clip. `place` is what `refs.place_of_clip` says, when it is known already."""
    owner, row = place or refs.place_of_clip(found)
    scene_ = None if row is None else live_set.song().scenes[row]
    audio = bool(found.is_audio_clip)
    return {
        "clip": live_set.handle_of("clip", found),
        "track": live_set.handle_of("track", owner),
        "scene": None if scene_ is None else live_set.handle_of("scene", scene_),
        "name": found.name,
        "kind": "audio" if audio else "midi",
        "color": color_of(found),
        "start": found.start_time if row is None else None,
        "length": found.length,
        "looping": bool(found.looping),
        "muted": bool(found.muted),
        "state": _state_of(found),
        "file": (found.file_path or None) if audio else None,
    }


def device(found, owner, index):
    """A device at the top of a track's chain."""
    parameters = found.parameters
    return {
        "device": live_set.handle_of("device", found),
        "track": live_set.handle_of("track", owner),
        "index": index,
        "name": found.name,
        "className": found.class_name,
        "kind": _KINDS.get(int(found.type), "unknown"),
        "on": bool(parameters[0].value) if parameters else None,
    }


def parameter(found):
    """A parameter."""
    return {
        "name": found.name,
        "value": found.value,
        "min": found.min,
        "max": found.max,
        "text": found.str_for_value(found.value),
        "choices": [str(item) for item in found.value_items] if found.is_quantized else [],
        "enabled": bool(found.is_enabled),
    }


def locator(found):
    """A locator."""
    return {"locator": live_set.handle_of("locator", found), "name": found.name, "beats": found.time}


def _kind_of(found, song):
    if found == song.master_track:
        return "master", 0
    index = refs.place_of(found, song.tracks)
    if index is None:
        return "return", refs.place_of(found, song.return_tracks)
    if found.is_foldable:
        return "group", index
    return "midi" if found.has_midi_input else "audio", index


def _state_of(found):
    if found.is_recording:
        return "recording"
    if found.is_triggered:
        return "triggered"
    return "playing" if found.is_playing else "stopped"
