"""Clips of a set's file."""
import os

from .clip import Clip
from .sound import duration_of


def value_of(node, path, default=None):
    """The `Value` below a node."""
    found = node.find(path) if node is not None else None
    return default if found is None else found.get("Value", default)


def clip_of(world, parent, node, folder, arranged):
    """A clip from its element. A sound file that is not there is silent."""
    kind = "midi" if node.tag == "MidiClip" else "audio"
    number = lambda path, default=0.0: float(value_of(node, path, default))
    start, end = number("CurrentStart"), number("CurrentEnd", 4)
    loop_start, loop_end = number("Loop/LoopStart"), number("Loop/LoopEnd", end - start)
    clip = Clip(world, parent, kind, max(loop_end, 1e-3), arranged)
    looping = value_of(node, "Loop/LoopOn", "true") == "true"
    clip._values.update(
        name=value_of(node, "Name", ""),
        loop_start=loop_start,
        looping=looping,
        start_marker=loop_start + number("Loop/StartRelative"),
        end_marker=number("Loop/OutMarker", loop_end) if looping else loop_end,
        muted=value_of(node, "Disabled", "false") == "true",
        warping=kind == "audio" and value_of(node, "IsWarped", "true") == "true",
    )
    if arranged:
        clip._values.update(start_time=start, arranged_end=end)
    if kind == "midi":
        clip._notes = tuple(clip._numbered(_notes(node)))
    else:
        _file(clip, node, folder)
    return clip


def _notes(node):
    for key in node.findall("Notes/KeyTracks/KeyTrack"):
        pitch = int(value_of(key, "MidiKey", 60))
        for event in key.findall("Notes/MidiNoteEvent"):
            timing = (float(event.get("Time")), float(event.get("Duration")), float(event.get("Velocity", 100)))
            yield (pitch,) + timing + (event.get("IsEnabled", "true") == "false", 1.0, 0.0, 64.0)


def _file(clip, node, folder):
    reference = node.find("SampleRef/FileRef")
    relative = value_of(reference, "RelativePath", "")
    told = (value_of(reference, "Path", ""), os.path.join(folder, relative) if relative else "")
    path = next((path for path in told if path and os.path.isfile(path)), None)
    if path is None:
        return
    try:
        clip._load(path, duration_of(path))
    except (OSError, ValueError):
        return
    clip._bpm = _bpm(node) or clip._bpm


def _bpm(node):
    """The tempo that the first two warp markers stretch from."""
    nodes = node.findall("WarpMarkers/WarpMarker")
    markers = [(float(one.get("SecTime")), float(one.get("BeatTime"))) for one in nodes]
    if len(markers) < 2 or markers[1][0] <= markers[0][0]:
        return None
    return (markers[1][1] - markers[0][1]) * 60.0 / (markers[1][0] - markers[0][0])
