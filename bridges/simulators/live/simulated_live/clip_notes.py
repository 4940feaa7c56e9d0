"""The notes of a clip and what can be done to them."""
from . import facts
from .errors import no_signature
from .model import Vector
from .notes import MidiNote, MidiNoteSpecification, values_of


class ClipNotes:
    """Part of Clip. Notes are kept as (id, values) in an immutable tuple, so that what sounds can refer to it."""

    def add_new_notes(self, notes):
        """Adds specifications; the ids of the new notes."""
        self._midi_only()
        self._world.check_change()
        notes = tuple(notes)
        for note in notes:
            if not isinstance(note, MidiNoteSpecification):
                raise no_signature("Clip", "add_new_notes", self, note)
            if not 0 <= note.pitch <= 127 or not 0 < note.velocity <= 127 or note.duration <= 0:
                raise RuntimeError(facts.text("invalid_note"))
        made = tuple(self._numbered([values_of(note) for note in notes]))
        self._set_notes(self._notes + made)
        return Vector(note_id for note_id, _ in made)

    def get_notes_extended(self, from_pitch, pitch_span, from_time, time_span):
        """Copies of the notes that start in a range."""
        self._midi_only()
        found = [one for one in self._notes if _within(one[1], from_pitch, pitch_span, from_time, time_span)]
        return Vector(MidiNote(*one) for one in sorted(found, key=lambda one: (one[1][1], one[1][0])))

    def get_all_notes_extended(self):
        """Copies of all notes."""
        return self.get_notes_extended(0, 128, -1e9, 2e9)

    def get_notes_by_id(self, note_ids):
        """Copies of some notes."""
        self._midi_only()
        wanted = set(note_ids)
        return Vector(MidiNote(*one) for one in self._notes if one[0] in wanted)

    def remove_notes_extended(self, from_pitch, pitch_span, from_time, time_span):
        """Removes the notes that start in a range."""
        self._midi_only()
        self._world.check_change()
        keep = [one for one in self._notes if not _within(one[1], from_pitch, pitch_span, from_time, time_span)]
        self._set_notes(tuple(keep))

    def remove_notes_by_id(self, note_ids):
        """Removes some notes."""
        self._midi_only()
        self._world.check_change()
        gone = set(note_ids)
        self._must_know(gone)
        self._set_notes(tuple(one for one in self._notes if one[0] not in gone))

    def apply_note_modifications(self, notes):
        """Writes changed copies back."""
        self._midi_only()
        self._world.check_change()
        changed = {note.note_id: values_of(note) for note in notes}
        self._must_know(set(changed))
        self._set_notes(tuple((note_id, changed.get(note_id, values)) for note_id, values in self._notes))

    def _must_know(self, note_ids):
        if not note_ids <= {note_id for note_id, _ in self._notes}:
            raise RuntimeError(facts.text("unknown_note"))

    def _numbered(self, rows):
        for values in rows:
            self._ids += 1
            yield self._ids, values

    def _set_notes(self, notes):
        old, self._notes = self._notes, notes
        self._world.undo.note(lambda: self._set_notes(old))
        self._world.transport.cut()
        self._notify("notes")

    def _midi_only(self):
        if self._kind != "midi":
            raise RuntimeError(facts.text("not_a_midi_clip"))


def _within(values, from_pitch, pitch_span, from_time, time_span):
    pitch, start = values[0], values[1]
    return from_pitch <= pitch < from_pitch + pitch_span and from_time <= start < from_time + time_span
