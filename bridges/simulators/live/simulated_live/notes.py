"""MIDI notes."""
import math

from .errors import no_signature
from .guard import Guarded

_FIELDS = ("pitch", "start_time", "duration", "velocity", "mute", "probability", "velocity_deviation")
_FIELDS += ("release_velocity",)


class MidiNoteSpecification(Guarded):
    """A note that is to be added. Keyword arguments, as Live takes them."""

    def __init__(
        self,
        pitch,
        start_time,
        duration,
        velocity=100.0,
        mute=False,
        probability=1.0,
        velocity_deviation=0.0,
        release_velocity=64.0,
    ):
        for value in (pitch, start_time, duration, velocity, probability, velocity_deviation, release_velocity):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                raise no_signature("MidiNoteSpecification", "__init__", self, value)
        if not isinstance(pitch, int):
            raise no_signature("MidiNoteSpecification", "__init__", self, pitch)
        self.pitch = pitch
        self.start_time = float(start_time)
        self.duration = float(duration)
        self.velocity = float(velocity)
        self.mute = bool(mute)
        self.probability = float(probability)
        self.velocity_deviation = float(velocity_deviation)
        self.release_velocity = float(release_velocity)


class MidiNote(Guarded):
    """A note of a clip: a copy, which `apply_note_modifications` writes back."""

    def __init__(self, note_id, values):
        self.note_id = note_id
        for field, value in zip(_FIELDS, values):
            setattr(self, field, value)


def values_of(note):
    """The fields of either, as a tuple."""
    return tuple(getattr(note, field) for field in _FIELDS)
