"""What this Blender tells by itself: what is open and where it is, and what was saved, opened and rendered."""
import os

import bpy
from bpy.app.handlers import persistent

from segue_core.registry import topic

from . import objects
from .document import scene
from .marker import markers_fact
from .rate import per_second
from .timeline import is_playing, seconds

# Seconds between two messages about the position while it plays: well over four a second.
_POSITION_SECONDS = 0.2
_publishers = {}
_told = {}
_rendering = {}


def _keep(name):
    """Starts a topic: its publisher is kept until nobody listens."""

    def start(publish):
        _publishers[name] = publish
        _told.pop(name, None)
        return lambda: _publishers.pop(name, None)

    return start


for _name, _title in (
    ("app.document", "The open file"),
    ("markers", "The markers of the timeline"),
    ("file.saved", "A file was saved"),
    ("file.opened", "A file was opened"),
    ("render.finished", "A render has ended"),
):
    topic(_name, _title)(_keep(_name))


def tick():
    """Tells what is open, and its markers, when that has changed. The main loop calls it; it costs some microseconds."""
    for name, look in (("app.document", document_fact), ("markers", markers_fact)):
        publish = _publishers.get(name)
        found = None if publish is None or scene() is None else look()
        if found is not None and _is_news(found, _told.get(name)):
            _told[name] = found
            publish(found, key="now")


def _is_news(found, before):
    """While it plays, a position is news when it is some way on from the last one."""
    if before is None or not found.get("playing"):
        return found != before
    goes_on = dict(found, sec=before["sec"], frame=before["frame"]) == before
    return not goes_on or abs(found["sec"] - before["sec"]) >= _POSITION_SECONDS


def document_fact():
    """What is open, and where it is in time."""
    current = scene()
    path = bpy.data.filepath
    rate = per_second(current.render)
    return {
        "name": os.path.basename(path) or "Untitled",
        "path": path or None,
        "unsaved": bpy.data.is_dirty,
        "playing": is_playing(),
        "tempo": None,
        "meter": None,
        "beats": None,
        "sec": seconds(),
        "frame": current.frame_current,
        "fps": round(rate, 6),
        "facts": {
            "Objects": len(current.objects),
            "Frames": current.frame_end - current.frame_start + 1,
        },
    }


def _tell(name, data):
    publish = _publishers.get(name)
    if publish is not None:
        publish(data)


def _file(path):
    path = path if isinstance(path, str) and path else bpy.data.filepath
    return {"name": os.path.basename(path), "path": path or None}


@persistent
def _saved(path, _=None):
    """4.0 says which file; before, a copy goes by the name of what is open."""
    _tell("file.saved", dict(_file(path), unsaved=bpy.data.is_dirty))


@persistent
def _opened(path, _=None):
    objects.forget()
    _tell("file.opened", _file(path))


@persistent
def _undone(*_):
    objects.forget()


@persistent
def _render_begins(*_):
    _rendering["frames"] = 0


@persistent
def _frame_done(*_):
    _rendering["frames"] = _rendering.get("frames", 0) + 1


def _ended(whole):
    @persistent
    def tell(current, _=None):
        """May come from a thread of the render; publishing is safe there."""
        facts = {"scene": current.name, "whole": whole, "frames": _rendering.get("frames", 0)}
        _tell("render.finished", facts)

    return tell


def listen():
    """Hears what Blender does. Handlers outlive the loading of a file."""
    handlers = bpy.app.handlers
    handlers.save_post.append(_saved)
    handlers.load_post.append(_opened)
    handlers.undo_post.append(_undone)
    handlers.redo_post.append(_undone)
    handlers.render_init.append(_render_begins)
    handlers.render_post.append(_frame_done)
    handlers.render_complete.append(_ended(True))
    handlers.render_cancel.append(_ended(False))


listen()
