"""The set of the program when no file is given: a beat, a bass, and a loop when there is a sound for it."""
from .new_set import new_set


def demo_set(wav=None):
    """What `World.open` needs to open it. `wav` is a sound file for a clip of the third track."""

    def fill(world):
        song = new_set(world)
        user = world.user
        drums, bass, loop = song._tracks[:3]
        for track, name, device in ((drums, "Drums", "Drum Rack"), (bass, "Bass", "Operator"), (loop, "Loop", None)):
            track._given = track._values["name"] = name
            if device:
                user.add_device(track, device)
        kicks = [(36, beat, 0.25, 110) for beat in range(4)]
        hats = [(42, beat + 0.5, 0.25, 80) for beat in range(4)]
        user.notes(drums, 0, 4, kicks + hats + [(38, 1, 0.25, 90), (38, 3, 0.25, 90)])
        user.notes(bass, 0, 4, [(33, 0, 0.75, 100), (33, 1.5, 0.5, 90), (36, 2, 1, 100), (31, 3, 0.5, 90)])
        if wav:
            user.drop_file(loop, 0, wav)
        for at, name in enumerate(("Intro", "Drop")):
            song._scenes[at]._values["name"] = name
            cue = song._cue(at * 16.0)
            cue._values["name"] = name
            song._cues.append(cue)
        return song

    return fill
