"""What can be made, copied and deleted in a set."""
from . import facts
from .cue import CuePoint
from .errors import LimitationError, no_signature
from .scene import Scene
from .slot import ClipSlot, copy_of
from .track import Track


class SongEdits:
    """Part of Song."""

    def create_midi_track(self, index=-1):
        """A new MIDI track; -1 is at the end."""
        return self._create("midi", index)

    def create_audio_track(self, index=-1):
        """A new audio track; -1 is at the end."""
        return self._create("audio", index)

    def create_return_track(self):
        """A new return track."""
        self._world.check_change()
        self._limit("returns", len(self._returns))
        track = Track(self._world, self, "return")
        self._set_tracks(self._tracks, self._returns + [track])
        return track

    def create_scene(self, index):
        """A new scene; -1 is at the end."""
        self._world.check_change()
        self._limit("scenes", len(self._scenes))
        at = self._place_of(index, len(self._scenes))
        fresh = [ClipSlot(self._world, track) for track in self._tracks]
        self._put_scene(at, Scene(self._world, self), fresh)
        return self._scenes[at]

    def delete_track(self, index):
        """Deletes a track; a group with what is in it."""
        self._world.check_change()
        track = self._tracks[self._known(index, self._tracks)]
        gone = [track] + [one for one in self._tracks if one._group is track]
        if len(gone) == len(self._tracks):
            raise RuntimeError(facts.text("last_track"))
        self._world.launcher.forget(gone)
        self._set_tracks([one for one in self._tracks if one not in gone], self._returns)

    def delete_return_track(self, index):
        """Deletes a return track."""
        self._world.check_change()
        at = self._known(index, self._returns)
        self._set_tracks(self._tracks, self._returns[:at] + self._returns[at + 1 :])

    def delete_scene(self, index):
        """Deletes a scene with its clips."""
        self._world.check_change()
        at = self._known(index, self._scenes)
        if len(self._scenes) == 1:
            raise RuntimeError(facts.text("last_scene"))
        for track in self._tracks:
            self._world.launcher.silence(track._slots[at])
        self._drop_scene(at)

    def duplicate_track(self, index):
        """Copies a track with its clips and devices."""
        self._world.check_change()
        self._limit("tracks", len(self._tracks))
        source = self._tracks[self._known(index, self._tracks)]
        track = self._new(source._kind)
        kept = ("name", "color", "mute", "current_monitoring_state")
        track._values.update({name: value for name, value in source._values.items() if name in kept})
        track._given, track._group = source._given, source._group
        track._devices = [type(one)(self._world, track, one._title, one._made_of) for one in source._devices]
        for slot, other in zip(track._slots, source._slots):
            slot._clip = None if other._clip is None else copy_of(other._clip, slot)
        self._set_tracks(self._tracks[: index + 1] + [track] + self._tracks[index + 1 :], self._returns)

    def duplicate_scene(self, index):
        """Copies a scene with its clips."""
        self.create_scene(index + 1)
        for track in self._tracks:
            if track._slots[index]._clip is not None:
                track._slots[index].duplicate_clip_to(track._slots[index + 1])

    def set_or_delete_cue(self):
        """A locator at the present time comes or goes."""
        self._world.check_change()
        at = self.current_song_time
        here = [cue for cue in self._cues if abs(cue._values["time"] - at) < 1e-6]
        self._set_cues([cue for cue in self._cues if cue not in here] if here else self._cues + [self._cue(at)])

    def _cue(self, at):
        cue = CuePoint(self._world, self)
        cue._values.update(time=at, name=str(len(self._cues) + 1))
        return cue

    def _set_cues(self, cues):
        old, self._cues = self._cues, cues
        for cue in old + cues:
            cue._alive = cue in cues
        self._world.undo.note(lambda: self._set_cues(old))
        self._notify("cue_points")

    def _create(self, kind, index):
        self._world.check_change()
        if index is not None and (isinstance(index, bool) or not isinstance(index, int)):
            raise no_signature("Song", "create_%s_track" % kind, self, index)
        self._limit("tracks", len(self._tracks))
        at = self._place_of(index, len(self._tracks))
        track = self._new(kind)
        self._set_tracks(self._tracks[:at] + [track] + self._tracks[at:], self._returns)
        self._view._put("selected_track", track)
        return track

    def _new(self, kind):
        track = Track(self._world, self, kind)
        track._fill(len(self._scenes))
        return track

    def _place_of(self, index, count):
        if index is None or index == -1:
            return count
        if not 0 <= index <= count:
            raise IndexError(facts.text("index"))
        return index

    def _known(self, index, things):
        if not 0 <= index < len(things):
            raise IndexError(facts.text("index"))
        return index

    def _limit(self, what, count):
        if count >= facts.limits(self._world.edition).get(what, 1 << 30):
            raise LimitationError(facts.text("limitation"))

    def _set_tracks(self, tracks, returns):
        before, here = self._tracks + self._returns, tracks + returns
        old = (self._tracks, self._returns)
        for track in before:
            if track not in here:
                track._die()
        for track in here:
            if not track._alive:
                track._revive()
        self._tracks, self._returns = list(tracks), list(returns)
        for track in self._everything():
            track._mixer._follow(self._returns if track._kind != "master" else [])
        for track in here:
            if not track._given:
                track._put("name", self._default_name(track))
        self._world.undo.note(lambda: self._set_tracks(*old))
        self._world.transport.cut()
        self._notify("tracks", "visible_tracks", "return_tracks")

    def _drop_scene(self, at):
        scene = self._scenes.pop(at)
        scene._die()
        slots = [track._slots.pop(at) for track in self._tracks]
        for slot in slots:
            slot._die()
        self._scenes_changed(lambda: self._put_scene(at, scene, slots))

    def _put_scene(self, at, scene, slots):
        scene._alive = True
        self._scenes.insert(at, scene)
        for track, slot in zip(self._tracks, slots):
            slot._revive()
            track._slots.insert(at, slot)
        self._scenes_changed(lambda: self._drop_scene(at))

    def _scenes_changed(self, inverse):
        self._world.undo.note(inverse)
        for track in self._tracks:
            track._notify("clip_slots")
        self._notify("scenes")
