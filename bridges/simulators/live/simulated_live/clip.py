"""A clip: notes or a sound file, in a slot or in the arrangement."""
import os

from . import facts
from .clip_envelopes import ClipEnvelopes
from .clip_notes import ClipNotes
from .colours import snap
from .model import LiveObject, Prop


class Clip(ClipNotes, ClipEnvelopes, LiveObject):
    """Times are beats. Of a sound file that is not warped they are seconds."""

    name = Prop(str, "")
    color = Prop(int, 0)
    color_index = Prop(int, 0)
    muted = Prop(bool, False)
    looping = Prop(bool, True)
    loop_start = Prop(float, 0.0)
    loop_end = Prop(float, 4.0)
    start_marker = Prop(float, 0.0)
    end_marker = Prop(float, 4.0)
    signature_numerator = Prop(int, 4)
    signature_denominator = Prop(int, 4)
    launch_mode = Prop(int, 0)
    launch_quantization = Prop(int, 0)
    legato = Prop(bool, False)
    velocity_amount = Prop(float, 0.0)
    gain = Prop(float, 0.4)
    warping = Prop(bool, True)
    warp_mode = Prop(int, 0)
    ram_mode = Prop(bool, False)
    pitch_coarse = Prop(int, 0)
    pitch_fine = Prop(float, 0.0)
    is_recording = Prop(bool, False, writable=False)
    is_overdubbing = Prop(bool, False, writable=False)
    start_time = Prop(float, 0.0, writable=False)

    _observable = ("playing_status", "playing_position", "notes", "end_time", "has_envelopes", "file_path")
    _of_sounds = ("gain", "warping", "warp_mode", "ram_mode", "pitch_coarse", "pitch_fine")
    _of_sounds += ("file_path", "sample_length")

    def __init__(self, world, parent, kind, length, arranged=False):
        LiveObject.__init__(self, world, parent)
        self._kind = kind
        self._arranged = arranged
        self._notes = ()
        self._ids = 0
        self._path = ""
        self._seconds = 0.0
        self._bpm = world.transport.bpm
        self._envelopes = {}
        self._values.update(loop_end=float(length), end_marker=float(length))

    def __getattribute__(self, name):
        if name[0] != "_" and name in type(self)._of_sounds and self._kind == "midi" and self._alive:
            raise RuntimeError(facts.text("not_an_audio_clip"))
        return LiveObject.__getattribute__(self, name)

    @property
    def is_midi_clip(self):
        return self._kind == "midi"

    @property
    def is_audio_clip(self):
        return self._kind == "audio"

    @property
    def is_arrangement_clip(self):
        return self._arranged

    @property
    def is_session_clip(self):
        return not self._arranged

    @property
    def length(self):
        if self.looping:
            return self.loop_end - self.loop_start
        return self.end_marker - self.start_marker

    @property
    def end_time(self):
        return self._values["arranged_end"] if self._arranged else self.loop_end

    @property
    def position(self):
        return self.loop_start

    @position.setter
    def position(self, at):
        length = self.loop_end - self.loop_start
        for name, value in sorted([("loop_start", at), ("loop_end", at + length)], reverse=at < self.loop_start):
            setattr(self, name, value)

    @property
    def is_playing(self):
        return self._world.launcher.plays(self)

    @property
    def is_triggered(self):
        return not self._arranged and self._parent.is_triggered

    @property
    def will_record_on_start(self):
        return False

    @property
    def playing_position(self):
        return self._world.launcher.position_of(self)

    @property
    def file_path(self):
        return self._path

    @property
    def sample_length(self):
        return int(self._seconds * self._world.sample_rate)

    def fire(self):
        """Launches it, on its grid."""
        self._session_only("fire")
        self._parent.fire()

    def stop(self):
        """Stops it, on the grid."""
        self._session_only("stop")
        self._parent.stop()

    def duplicate_loop(self):
        """Makes the loop twice as long, with its notes."""
        self._world.check_change()
        length = self.length
        copied = [(values[0], values[1] + length) + values[2:] for _, values in self._notes]
        self._set_notes(self._notes + tuple(self._numbered(copied)))
        self._write("loop_end", self.loop_end + length)
        self._write("end_marker", max(self.end_marker, self.loop_end))

    def _session_only(self, what):
        if self._arranged:
            raise RuntimeError(facts.text("arrangement_clip_launch") % what)

    def _check_color(self, colour):
        return snap(colour)

    def _check_loop_end(self, end):
        if end <= self.loop_start:
            raise RuntimeError(facts.text("loop_end_before_start"))
        return end

    def _check_loop_start(self, start):
        if start >= self.loop_end:
            raise RuntimeError(facts.text("loop_start_after_end"))
        return start

    def _changed_sound(self):
        self._world.transport.cut()

    _after_muted = _after_looping = _after_loop_start = _after_loop_end = _after_start_marker = _changed_sound
    _after_end_marker = _after_gain = _after_warping = _after_pitch_coarse = _after_pitch_fine = _changed_sound

    def _load(self, path, seconds):
        self._path, self._seconds = path, seconds
        if not self._values.get("name"):
            self._values["name"] = os.path.splitext(os.path.basename(path))[0]

    def _ready(self):
        return self._kind == "midi" or bool(self._path) and not self._values.get("is_recording", False)

    def _die(self):
        self._world.recorder.clip_dies(self)
        LiveObject._die(self)
