"""scene.*: the rows of the session."""
from segue_core.failure import Failure

from . import live_set, refs, told
from .registry import SPECS, command
from .steps import put, set_color, until, write


@command(SPECS["scene.create"])
def create(call, name, index):
    song = live_set.song()
    before = len(song.scenes)
    if index is not None and index > before:
        raise Failure("invalid_args", "The set has %d scenes." % before, "Leave the place empty.")
    song.create_scene(-1 if index is None else index)
    yield from until(lambda: len(song.scenes) > before, "the new scene is not there")
    made = song.scenes[before if index is None else index]
    yield from write(put(made, "name", name or None, "Name"))
    return told.scene(made)


@command(SPECS["scene.delete"])
def delete(call, scene):
    found = refs.scene(scene)
    song = live_set.song()
    name = found.name
    song.delete_scene(refs.place_of(found, song.scenes))
    yield from until(lambda: not live_set.is_there(found), "the scene is still there")
    return {"name": name}


@command(SPECS["scene.set"])
def set_scene(call, scene, name, color, tempo):
    found = refs.scene(scene)
    if tempo is not None and not hasattr(found, "tempo"):
        raise Failure("not_available", "Scenes of this Live have no tempo.", "Write it into the name: 120 BPM.")
    changes = put(found, "name", name, "Name") + put(found, "tempo", tempo, "Tempo")
    if tempo is not None and hasattr(found, "tempo_enabled"):
        changes += put(found, "tempo_enabled", True, "Whether the scene has a tempo")
    yield from write(changes)
    set_color(found, color)
    return told.scene(found)


@command(SPECS["scene.fire"])
def fire(call, scene):
    found = refs.scene(scene)
    found.fire()
    return told.scene(found)
