"""A track of any kind: MIDI, audio, group, return or master."""
from . import facts
from .colours import snap
from .enums import MonitoringState
from .heard import Heard
from .mixer import MixerDevice
from .model import LiveObject, Prop, Vector
from .routed import Routed
from .slot import ClipSlot
from .track_edits import TrackEdits


class Track(Routed, TrackEdits, Heard, LiveObject):
    """Holds slots, arrangement clips, devices and a mixer."""

    monitoring_states = MonitoringState

    color = Prop(int, 0xFF94A6)
    color_index = Prop(int, 0)
    name = Prop(str, "")
    arm = Prop(bool, False)
    mute = Prop(bool, False)
    solo = Prop(bool, False)
    fold_state = Prop(bool, False)
    current_monitoring_state = Prop(int, 1)
    implicit_arm = Prop(bool, False)
    is_frozen = Prop(bool, False, writable=False)
    playing_slot_index = Prop(int, -1, writable=False)
    fired_slot_index = Prop(int, -1, writable=False)
    output_meter_level = Prop(float, 0.0, writable=False)
    output_meter_left = Prop(float, 0.0, writable=False)
    output_meter_right = Prop(float, 0.0, writable=False)

    _observable = ("clip_slots", "arrangement_clips", "devices", "muted_via_solo") + Routed.observable

    def __init__(self, world, song, kind):
        LiveObject.__init__(self, world, song)
        self._kind = kind
        self._given = ""
        self._group = None
        self._devices = []
        self._slots = []
        self._arranged = []
        self._playing = None
        self._fired = None
        self._follows = True
        self._mixer = MixerDevice(world, self)
        self._input = self._output = None

    def __getattribute__(self, name):
        if name == "arm" and self._alive and self._kind not in ("midi", "audio"):
            raise RuntimeError(facts.text("no_arm"))
        if name in ("mute", "solo") and self._alive and self._kind == "master":
            raise RuntimeError(facts.text("no_mute") % name)
        return LiveObject.__getattribute__(self, name)

    @property
    def clip_slots(self):
        return Vector(self._slots)

    @property
    def arrangement_clips(self):
        if self._kind in ("group", "return", "master"):
            raise RuntimeError(facts.text("no_arrangement_clips"))
        return Vector(sorted(self._arranged, key=lambda clip: clip._values.get("start_time", 0.0)))

    @property
    def devices(self):
        return Vector(self._devices)

    @property
    def mixer_device(self):
        return self._mixer

    @property
    def group_track(self):
        return self._group

    @property
    def is_grouped(self):
        return self._group is not None

    @property
    def is_foldable(self):
        return self._kind == "group"

    @property
    def is_visible(self):
        return self._group is None or not self._group._values.get("fold_state", False)

    @property
    def can_be_armed(self):
        return self._kind in ("midi", "audio")

    @property
    def can_be_frozen(self):
        return self.can_be_armed

    @property
    def has_midi_input(self):
        return self._kind == "midi"

    @property
    def has_midi_output(self):
        return self._kind == "midi" and not self._instrument()

    @property
    def has_audio_input(self):
        return self._kind != "midi"

    @property
    def has_audio_output(self):
        return self._kind != "midi" or self._instrument() is not None

    @property
    def muted_via_solo(self):
        return not self._audible() and not self._values.get("mute", False)

    def _fill(self, count):
        """One slot per scene."""
        while len(self._slots) < count:
            self._slots.append(ClipSlot(self._world, self))

    def _instrument(self):
        return next((one for one in self._devices if one._made_of["type"] == 1 and one.is_active), None)

    def _armed(self):
        return self._values.get("arm", False)

    def _check_name(self, name):
        self._given = name
        return name or self._parent._default_name(self)

    def _check_color(self, colour):
        return snap(colour)

    def _check_fold_state(self, fold):
        if self._kind != "group":
            raise RuntimeError(facts.text("no_fold"))
        return fold

    def _check_current_monitoring_state(self, state):
        if self._kind not in ("midi", "audio") or state not in (0, 1, 2):
            raise RuntimeError(facts.text("no_monitoring"))
        return state

    def _after_mute(self):
        self._world.transport.cut()

    def _after_solo(self):
        self._world.transport.cut()
        for track in self._parent._tracks:
            track._notify("muted_via_solo")

    def _die(self):
        for part in self._slots + self._arranged + self._devices:
            part._die()
        self._mixer._set_alive(False)
        LiveObject._die(self)

    def _revive(self):
        self._alive = True
        self._mixer._set_alive(True)
        for slot in self._slots:
            slot._revive()
        for clip in self._arranged:
            clip._alive = True
        for device in self._devices:
            device._set_alive(True)
