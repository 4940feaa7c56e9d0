"""Opens a set from its file: tempo, meter, tracks, clips with notes or files, scenes, locators.

Plug-ins cannot be simulated: a MIDI track with notes gets drums when it holds a Drum Rack or its name speaks of
drums, and a tone otherwise.
"""
import gzip
import io
import math
import os
import re
import xml.etree.ElementTree as xml

from .als_clips import clip_of, value_of
from .device import Device
from .facts import device
from .new_set import new_set
from .scene import Scene
from .track import Track

_KINDS = {"MidiTrack": "midi", "AudioTrack": "audio", "GroupTrack": "group"}
_DRUMS = re.compile(r"drum|kick|snare|clap|hat|perc|beat", re.IGNORECASE)
_LARGEST = 256 * 1024 * 1024


def set_of(path):
    """What `World.open` needs to open that file. Raises OSError or ValueError when it is none."""
    path = os.path.abspath(path)
    live = _parse(path).find("LiveSet")

    def fill(world):
        song = new_set(world)
        song._values.update(name=os.path.splitext(os.path.basename(path))[0], file_path=path)
        main = live.find("MainTrack") if live.find("MainTrack") is not None else live.find("MasterTrack")
        _time(world, song, main)
        song._scenes = _scenes(world, song, live)
        tracks, ids, nodes = [], {}, live.find("Tracks")
        for node in [node for node in nodes if node.tag in _KINDS]:
            tracks.append(_track(world, song, node, ids, os.path.dirname(path)))
        returns = [_named(Track(world, song, "return"), node) for node in nodes if node.tag == "ReturnTrack"]
        song._set_tracks(tracks, returns)
        song._cues = _cues(song, live)
        song._view._values.update(selected_track=(tracks + [None])[0], selected_scene=song._scenes[0])
        return song

    return fill


def _parse(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        if data[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(_LARGEST)
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise ValueError("not a Live Set")
        root = xml.fromstring(data)
    except (EOFError, OSError, xml.ParseError) as error:
        raise ValueError("not a Live Set: %s" % error)
    if root.tag != "Ableton" or root.find("LiveSet/Tracks") is None:
        raise ValueError("not a Live Set")
    return root


def _time(world, song, main):
    mixer = "DeviceChain/Mixer/%s/Manual"
    song._values["tempo"] = float(value_of(main, mixer % "Tempo", 120))
    meter = int(float(value_of(main, mixer % "TimeSignature", 201)))
    song._values.update(signature_numerator=meter % 99 + 1, signature_denominator=2 ** (meter // 99))
    world.transport.retime()


def _scenes(world, song, live):
    nodes = live.findall("Scenes/Scene") or live.findall("SceneNames/Scene")
    scenes = []
    for node in nodes or [None] * 8:
        scene = Scene(world, song)
        scene._values["name"] = "" if node is None else value_of(node, "Name", node.get("Value", ""))
        scenes.append(scene)
    return scenes


def _named(track, node):
    track._given = value_of(node, "Name/UserName", "") or value_of(node, "Name/EffectiveName", "")
    track._values["name"] = track._given
    mixer = node.find("DeviceChain/Mixer")
    track._values["mute"] = value_of(mixer, "Speaker/Manual", "true") == "false"
    gain = float(value_of(mixer, "Volume/Manual", 1.0))
    track._mixer._volume._values["value"] = 0.0 if gain <= 0 else max(0.0, min(1.0, 0.85 + math.log10(gain) / 2))
    track._mixer._panning._values["value"] = max(-1.0, min(1.0, float(value_of(mixer, "Pan/Manual", 0.0))))
    return track


def _track(world, song, node, ids, folder):
    track = _named(song._new(_KINDS[node.tag]), node)
    ids[node.get("Id")] = track
    track._group = ids.get(value_of(node, "TrackGroupId", "-1"))
    sequencer = node.find("DeviceChain/MainSequencer")
    if track._kind == "group" or sequencer is None:
        return track
    for at, slot in enumerate(sequencer.findall("ClipSlotList/ClipSlot")):
        found = [child for child in slot.findall("ClipSlot/Value/*") if child.tag in ("MidiClip", "AudioClip")]
        if found and at < len(track._slots):
            track._slots[at]._clip = clip_of(world, track._slots[at], found[0], folder, False)
    arranged = sequencer.findall("ClipTimeable/ArrangerAutomation/Events/MidiClip")
    arranged += sequencer.findall("Sample/ArrangerAutomation/Events/AudioClip")
    track._arranged = [clip_of(world, track, clip, folder, True) for clip in arranged]
    if track._kind == "midi" and node.find(".//MidiNoteEvent") is not None:
        drums = node.find(".//DrumGroupDevice") is not None or _DRUMS.search(track._given)
        title = "Drum Rack" if drums else "Operator"
        track._devices = [Device(world, track, title, device(title))]
    return track


def _cues(song, live):
    cues = []
    for node in live.findall("Locators/Locators/Locator"):
        cue = song._cue(float(value_of(node, "Time", 0)))
        cue._values["name"] = value_of(node, "Name", "")
        cues.append(cue)
    return cues
