"""The set that a fresh Live opens."""
from . import facts
from .scene import Scene
from .song import Song
from .track import Track


def new_set(world):
    """What `facts.json` says of the default set."""
    made_of = facts.behaviour("default_set")
    song = Song(world)
    world.song = song
    song._master = Track(world, song, "master")
    song._values["tempo"] = float(made_of["tempo"])
    world.transport.retime()
    song._scenes = [Scene(world, song) for _ in range(made_of["scenes"])]
    tracks = [song._new(kind) for kind in made_of["tracks"]]
    returns = [Track(world, song, "return") for _ in made_of["returns"]]
    for name, track in zip(made_of["returns"], returns):
        track._given = track._values["name"] = name
    song._master._values["name"] = song._default_name(song._master)
    song._set_tracks(tracks, returns)
    song._view._values.update(selected_track=tracks[0], selected_scene=song._scenes[0])
    return song
