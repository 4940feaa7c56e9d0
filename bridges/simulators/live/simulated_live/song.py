"""A Live Set."""
from . import facts
from .model import LiveObject, Prop, Vector
from .song_edits import SongEdits
from .song_plays import SongPlays
from .song_view import SongView


class Song(SongPlays, SongEdits, LiveObject):
    """Times are beats."""

    tempo = Prop(float, 120.0)
    signature_numerator = Prop(int, 4)
    signature_denominator = Prop(int, 4)
    metronome = Prop(bool, False)
    loop = Prop(bool, False)
    loop_start = Prop(float, 0.0)
    loop_length = Prop(float, 16.0)
    record_mode = Prop(bool, False)
    session_record = Prop(bool, False)
    session_record_status = Prop(int, 0, writable=False)
    arrangement_overdub = Prop(bool, False)
    session_automation_record = Prop(bool, False)
    back_to_arranger = Prop(bool, False)
    clip_trigger_quantization = Prop(int, 4)
    midi_recording_quantization = Prop(int, 0)
    groove_amount = Prop(float, 1.0)
    swing_amount = Prop(float, 0.0)
    nudge_down = Prop(bool, False)
    nudge_up = Prop(bool, False)
    punch_in = Prop(bool, False)
    punch_out = Prop(bool, False)
    root_note = Prop(int, 0)
    scale_name = Prop(str, "Major")
    is_ableton_link_enabled = Prop(bool, False)
    exclusive_arm = Prop(bool, True, writable=False)
    exclusive_solo = Prop(bool, True, writable=False)
    count_in_duration = Prop(int, 0, writable=False)
    is_counting_in = Prop(bool, False, writable=False)
    file_path = Prop(str, "", writable=False)
    name = Prop(str, "", writable=False)

    _observable = ("tracks", "return_tracks", "visible_tracks", "scenes", "cue_points")
    _observable += ("current_song_time", "is_playing", "song_length", "start_time")

    def __init__(self, world):
        LiveObject.__init__(self, world)
        self._tracks = []
        self._returns = []
        self._scenes = []
        self._cues = []
        self._master = None
        self._view = SongView(world, self)

    @property
    def tracks(self):
        return Vector(self._tracks)

    @property
    def visible_tracks(self):
        return Vector(track for track in self._tracks if track.is_visible)

    @property
    def return_tracks(self):
        return Vector(self._returns)

    @property
    def master_track(self):
        return self._master

    @property
    def scenes(self):
        return Vector(self._scenes)

    @property
    def cue_points(self):
        return Vector(sorted(self._cues, key=lambda cue: cue._values["time"]))

    @property
    def view(self):
        return self._view

    @property
    def can_undo(self):
        return bool(self._world.undo.steps)

    @property
    def can_redo(self):
        return bool(self._world.undo.undone)

    @property
    def last_event_time(self):
        clips = [clip for track in self._tracks for clip in track._arranged]
        return max([clip._values["arranged_end"] for clip in clips] + [0.0])

    @property
    def song_length(self):
        return self.last_event_time + self._world.transport.bar() * 4

    def begin_undo_step(self):
        """What follows is one step. Not counted: a second one ends the first."""
        self._world.undo.begin()

    def end_undo_step(self):
        """Ends the step."""
        self._world.undo.end()

    def undo(self):
        """Takes back the last step."""
        self._world.check_change()
        self._world.undo.undo()

    def redo(self):
        """Does it again."""
        self._world.check_change()
        self._world.undo.redo()

    def get_data(self, key, default_value):
        """What a script stored in the set."""
        return self._world.data.get(key, default_value)

    def set_data(self, key, value):
        """Stores something in the set."""
        self._world.data[key] = value

    def _check_tempo(self, tempo):
        low, high = facts.behaviour("tempo_range")
        if not low <= tempo <= high:
            raise RuntimeError(facts.text("tempo_range"))
        return tempo

    def _check_signature_numerator(self, numerator):
        if not 1 <= numerator <= 99:
            raise RuntimeError(facts.text("signature"))
        return numerator

    def _check_signature_denominator(self, denominator):
        if denominator not in (1, 2, 4, 8, 16):
            raise RuntimeError(facts.text("signature"))
        return denominator

    def _check_clip_trigger_quantization(self, quantization):
        if not 0 <= quantization <= 13:
            raise RuntimeError(facts.text("value_out_of_range"))
        return quantization

    def _default_name(self, track):
        kinds = {"midi": "MIDI", "audio": "Audio", "group": "Group"}
        if track._kind in kinds:
            at = self._tracks.index(track) + 1 if track in self._tracks else len(self._tracks) + 1
            return "%d-%s" % (at, kinds[track._kind])
        if track._kind == "return":
            return "%s-Return" % chr(65 + self._returns.index(track))
        return "Master" if self._world.version[0] < 12 else "Main"

    def _everything(self):
        return self._tracks + self._returns + [self._master]

    def _die(self):
        for part in self._everything() + self._scenes + self._cues + [self._view]:
            part._die()
        LiveObject._die(self)
