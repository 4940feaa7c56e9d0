"""A cell of the session: a track's place in a scene."""
from . import facts
from .clip import Clip
from .enums import grid_of
from .errors import no_signature
from .model import LiveObject, Prop
from .sound import duration_of

FOR_EVER = 1.8e308
CLIPS_OWN = -2147483648


class ClipSlot(LiveObject):
    """`is_playing` and `is_recording` have no listener."""

    has_stop_button = Prop(bool, True)
    is_triggered = Prop(bool, False, writable=False)

    _observable = ("has_clip", "playing_status", "controls_other_clips")

    def __init__(self, world, track):
        LiveObject.__init__(self, world, track)
        self._clip = None

    @property
    def has_clip(self):
        return self._clip is not None

    @property
    def clip(self):
        return self._clip

    @property
    def is_playing(self):
        playing = self._parent._playing
        return playing is not None and playing.slot is self

    @property
    def is_recording(self):
        return self.is_playing and self._clip is not None and self._clip._values.get("is_recording", False)

    @property
    def playing_status(self):
        return 2 if self.is_recording else 1 if self.is_playing else 0

    @property
    def is_group_slot(self):
        return self._parent._kind == "group"

    @property
    def controls_other_clips(self):
        return self.is_group_slot and any(slot._clip for slot in self._inner())

    @property
    def will_record_on_start(self):
        return self._clip is None and self._parent._armed()

    def create_clip(self, length):
        """An empty MIDI clip of so many beats."""
        self._world.check_change()
        if isinstance(length, bool) or not isinstance(length, (int, float)):
            raise no_signature("ClipSlot", "create_clip", self, length)
        if self._parent._kind != "midi":
            raise RuntimeError(facts.text("create_clip_on_audio"))
        if self._clip is not None:
            raise RuntimeError(facts.text("create_clip_occupied"))
        if length <= 0:
            raise RuntimeError(facts.text("create_clip_length"))
        self._put_clip(Clip(self._world, self, "midi", length))
        return self._clip

    def create_audio_clip(self, path):
        """A clip of a sound file."""
        self._world.check_change()
        if not isinstance(path, str):
            raise no_signature("ClipSlot", "create_audio_clip", self, path)
        if self._parent._kind != "audio":
            raise RuntimeError(facts.text("create_audio_clip_on_midi"))
        if self._clip is not None:
            raise RuntimeError(facts.text("create_clip_occupied"))
        self._put_clip(sound_clip(self._world, self, path))
        return self._clip

    def delete_clip(self):
        """Removes the clip."""
        self._world.check_change()
        if self._clip is None:
            raise RuntimeError(facts.text("no_clip"))
        self._world.launcher.silence(self)
        self._put_clip(None)

    def duplicate_clip_to(self, target_clip_slot):
        """Copies the clip over what is there."""
        self._world.check_change()
        if not isinstance(target_clip_slot, ClipSlot):
            raise no_signature("ClipSlot", "duplicate_clip_to", self, target_clip_slot)
        if self._clip is None or target_clip_slot._parent._kind != self._parent._kind:
            raise RuntimeError(facts.text("no_clip"))
        if target_clip_slot._clip is not None:
            target_clip_slot.delete_clip()
        target_clip_slot._put_clip(copy_of(self._clip, target_clip_slot))

    def fire(self, record_length=FOR_EVER, launch_quantization=CLIPS_OWN, force_legato=False):
        """Launches the clip, or records when the track is armed, or stops the track."""
        self._world.check_change()
        if self._clip is not None and record_length != FOR_EVER:
            raise RuntimeError(facts.text("record_length_with_clip"))
        if self._parent._kind == "group":
            for slot in self._inner():
                slot.fire(launch_quantization=launch_quantization)
            return
        given = launch_quantization
        if given == CLIPS_OWN:
            given = self._parent._parent.clip_trigger_quantization
        self._world.launcher.fire(self, grid_of(given, self._world.transport.bar()), record_length)

    def stop(self):
        """Stops the track, on the grid."""
        self._world.check_change()
        self._world.launcher.stop(self._parent)

    def set_fire_button_state(self, state):
        """The button goes down or up."""
        if state:
            self.fire()

    def _inner(self):
        song, row = self._parent._parent, self._parent._slots.index(self)
        return [track._slots[row] for track in song._tracks if track._group is self._parent]

    def _put_clip(self, clip):
        old, self._clip = self._clip, clip
        if old is not None:
            old._die()
        if clip is not None:
            clip._alive = True
        self._world.undo.note(lambda: self._put_clip(old))
        self._world.transport.cut()
        self._notify("has_clip")

    def _die(self):
        if self._clip is not None:
            self._clip._die()
        LiveObject._die(self)

    def _revive(self):
        self._alive = True
        if self._clip is not None:
            self._clip._alive = True


def sound_clip(world, parent, path, arranged=False):
    """A clip of a sound file that is there and can be read."""
    try:
        seconds = duration_of(path)
    except (OSError, ValueError):
        raise RuntimeError(facts.text("unreadable_file"))
    clip = Clip(world, parent, "audio", seconds * world.transport.bpm / 60, arranged)
    clip._load(path, seconds)
    return clip


def copy_of(clip, parent, arranged=False):
    """A clip with the same content somewhere else."""
    made = Clip(clip._world, parent, clip._kind, 1.0, arranged)
    made._values.update({name: value for name, value in clip._values.items() if name != "is_recording"})
    made._notes, made._ids = clip._notes, clip._ids
    made._path, made._seconds, made._bpm = clip._path, clip._seconds, clip._bpm
    return made
