"""notes.*: the notes of MIDI clips, in portions so that Live never stutters."""
import Live

from segue_core.failure import Failure
from segue_core.pump import WAIT

from . import refs
from .registry import SPECS, command

NOTES_A_STEP = 50
_ALL = (0, 128, -100000.0, 1100000.0)
# How many beats are read at once.
_READ_BEATS = 64.0


@command(SPECS["notes.get"])
def get(call, clip, span, pitch, pitches, **args):
    found = yield from _midi(clip)
    notes = yield from _read(found, pitch, min(pitches, 128 - pitch), args["from"], span)
    return {"notes": [_told(note) for note in notes]}


@command(SPECS["notes.set"])
def set_notes(call, clip, notes):
    found = yield from _midi(clip)
    old = yield from _read(found, *_ALL)
    before = [_spec(_told(note)) for note in old]
    whole = False
    try:
        if before:
            found.remove_notes_extended(*_ALL)
        yield from _add(found, notes)
        yield from _verify(found, notes)
        whole = True
    finally:
        if not whole:
            found.remove_notes_extended(*_ALL)
            found.add_new_notes(tuple(before))
    return {"count": len(notes)}


@command(SPECS["notes.add"])
def add(call, clip, notes):
    found = yield from _midi(clip)
    made = []
    whole = False
    try:
        yield from _add(found, notes, made)
        yield from _verify(found, notes)
        whole = True
    finally:
        if made and not whole:
            found.remove_notes_by_id(tuple(made))
    return {"count": len(notes)}


@command(SPECS["notes.remove"])
def remove(call, clip, span, pitch, pitches, **args):
    found = yield from _midi(clip)
    area = (pitch, min(pitches, 128 - pitch), args["from"], span)
    notes = yield from _read(found, *area)
    if notes:
        found.remove_notes_extended(*area)
    yield WAIT
    left = yield from _read(found, *area)
    if left:
        raise Failure("verify_failed", "%d of %d notes are still there." % (len(left), len(notes)), retryable=True)
    return {"count": len(notes)}


def _midi(ref):
    found = yield from refs.clip(ref)
    if not found.is_midi_clip:
        raise Failure("invalid_args", "%s is an audio clip: it has no notes." % found.name, "Choose a MIDI clip.")
    return found


def _read(clip, pitch, pitches, start, span):
    """All notes that begin in an area. What lies outside the loop is read in one go on either side."""
    first = min(max(start, min(clip.loop_start, clip.start_marker, 0.0)), start + span)
    last = min(start + span, max(clip.loop_end, clip.end_marker) + _READ_BEATS)
    notes = list(clip.get_notes_extended(pitch, pitches, start, first - start)) if first > start else []
    at = first
    while at < last:
        step = min(_READ_BEATS, last - at)
        notes += clip.get_notes_extended(pitch, pitches, at, step)
        at += step
        yield
    if last < start + span:
        notes += clip.get_notes_extended(pitch, pitches, max(last, start), start + span - max(last, start))
    return notes


def _add(clip, notes, made=None):
    for begin in range(0, len(notes), NOTES_A_STEP):
        ids = clip.add_new_notes(tuple(_spec(note) for note in notes[begin : begin + NOTES_A_STEP]))
        if made is not None:
            made.extend(ids or ())
        yield {"fraction": begin / float(len(notes)), "message": "Wrote %d notes" % begin}
    yield WAIT


def _verify(clip, notes):
    """Every note is there as it was given. Raises `verify_failed` naming the first that is not."""
    found = yield from _read(clip, *_ALL)
    kept = {_essence(_told(note)) for note in found}
    lost = [note for note in notes if _essence(note) not in kept]
    if lost:
        message = "Live kept %d of %d notes; not pitch %d at beat %g." % (
            len(notes) - len(lost),
            len(notes),
            lost[0]["pitch"],
            lost[0]["start"],
        )
        hint = "Notes of one pitch that overlap are shortened by Live. All is as before."
        raise Failure("verify_failed", message, hint)


def _spec(note):
    return Live.Clip.MidiNoteSpecification(
        pitch=int(note["pitch"]),
        start_time=note["start"],
        duration=note["duration"],
        velocity=note["velocity"],
        mute=note["mute"],
        probability=note["probability"],
        velocity_deviation=note["velocityDeviation"],
        release_velocity=note["releaseVelocity"],
    )


def _told(note):
    return {
        "pitch": note.pitch,
        "start": note.start_time,
        "duration": note.duration,
        "velocity": note.velocity,
        "mute": bool(note.mute),
        "probability": note.probability,
        "velocityDeviation": note.velocity_deviation,
        "releaseVelocity": note.release_velocity,
    }


def _essence(note):
    places = {"start": 3, "duration": 3, "velocity": 1, "probability": 3, "velocityDeviation": 1, "releaseVelocity": 1}
    return (int(note["pitch"]), bool(note["mute"])) + tuple(round(note[name], at) for name, at in places.items())
