"""The person at Live: what happens without the script."""
import os

from .clip import Clip
from .new_set import new_set
from .slot import sound_clip


class User:
    """Acts also while a dialog is open. Listeners hear of it as of every other change."""

    def __init__(self, world):
        self.world = world

    def press_play(self):
        """The space bar."""
        self._act(self.world.song.start_playing)

    def press_stop(self):
        """The space bar again."""
        self._act(self.world.song.stop_playing)

    def set_tempo(self, bpm):
        """Turns the tempo."""
        self.turn(self.world.song, bpm, "tempo")

    def turn(self, thing, value, prop="value"):
        """Moves a knob, or any other property of anything."""
        self._act(lambda: setattr(thing, prop, value))

    def locate(self, beats):
        """Clicks into the ruler of the arrangement."""
        self.turn(self.world.song, beats, "current_song_time")

    def add_locator(self, beats, name):
        """Drops a locator."""
        song = self.world.song
        cue = song._cue(float(beats))
        song._set_cues(song._cues + [cue])
        self.rename(cue, name)

    def rename(self, thing, name):
        """Renames a track, scene, clip or device."""
        self.turn(thing, name, "name")

    def insert_track(self, kind, index=-1):
        """A new "midi" or "audio" track."""
        song = self.world.song
        make = song.create_midi_track if kind == "midi" else song.create_audio_track
        return self._act(lambda: make(index))

    def delete_track(self, index):
        """Deletes a track."""
        self._act(lambda: self.world.song.delete_track(index))

    def group(self, tracks, name=""):
        """Puts neighbouring tracks into a new group track."""
        song = self.world.song
        group = song._new("group")
        group._given = group._values["name"] = name
        at = song._tracks.index(tracks[0])
        for track in tracks:
            track._group = group
        song._set_tracks(song._tracks[:at] + [group] + song._tracks[at:], song._returns)
        return group

    def arm(self, track):
        """Arms a track, alone when the set says so."""
        song = self.world.song
        for other in song._tracks:
            if other is not track and song.exclusive_arm and other._armed():
                other._put("arm", False)
        track._put("arm", True)

    def launch(self, thing):
        """Presses the play button of a clip, slot or scene."""
        self._act(thing.fire)

    def notes(self, track, scene, length, notes):
        """A MIDI clip with notes (pitch, start, duration, velocity) in a slot."""
        clip = Clip(self.world, track._slots[scene], "midi", length)
        rows = [(pitch, float(start), float(lasts), float(velocity)) for pitch, start, lasts, velocity in notes]
        clip._notes = tuple(clip._numbered([row + (False, 1.0, 0.0, 64.0) for row in rows]))
        track._slots[scene]._put_clip(clip)
        return clip

    def drop_file(self, track, scene, path):
        """Drops a sound file into a slot."""
        slot = track._slots[scene]
        slot._put_clip(sound_clip(self.world, slot, path))
        return slot._clip

    def add_device(self, track, name):
        """Drops a device on a track, in every version; also a rack."""
        missing, self.world.missing = self.world.missing, set()
        try:
            return self._act(lambda: track.insert_device(name))
        finally:
            self.world.missing = missing

    def save(self, path):
        """Saves the set under a name. A file is not written."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.world.song._put("name", os.path.splitext(os.path.basename(path))[0])
        self.world.song._put("file_path", path)

    def open_set(self, fill=new_set):
        """Opens another set; scripts are disconnected and made again."""
        self.world.open(fill)

    def _act(self, work):
        self.world.acting += 1
        try:
            return work()
        finally:
            self.world.acting -= 1
