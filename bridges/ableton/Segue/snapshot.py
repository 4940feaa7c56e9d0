"""set.snapshot: what is in the open set, looked at in small steps."""
from . import live_set, refs, told
from .registry import SPECS, command

# Between two looks at the clock.
_SLOTS_A_STEP = 16


@command(SPECS["set.snapshot"])
def snapshot(call, clips, arrangement):
    song = live_set.song()
    found = {
        "name": live_set.name(),
        "path": live_set.path(),
        "tempo": song.tempo,
        "meter": {"num": song.signature_numerator, "den": song.signature_denominator},
        "playing": bool(song.is_playing),
        "beats": song.current_song_time,
        "lengthBeats": song.last_event_time,
        "loop": {"on": bool(song.loop), "start": song.loop_start, "length": song.loop_length},
        "metronome": bool(song.metronome),
        "locators": [told.locator(cue) for cue in refs.locators_in_order()],
    }
    found["tracks"] = yield from _each(refs.tracks(), told.track)
    found["scenes"] = yield from _each(song.scenes, told.scene)
    found["clips"] = []
    for track in song.tracks:
        if clips:
            found["clips"] += yield from _session_clips(track)
        if arrangement and live_set.is_there(track) and not track.is_foldable:
            found["clips"] += yield from _each(track.arrangement_clips, told.clip)
    return found


def _each(things, tell):
    facts = []
    for thing in things:
        if live_set.is_there(thing):
            facts.append(tell(thing))
        yield
    return facts


def _session_clips(track):
    facts = []
    if not live_set.is_there(track):
        return facts
    for row, slot in enumerate(track.clip_slots):
        if live_set.is_there(slot) and slot.has_clip:
            facts.append(told.clip(slot.clip, (track, row)))
            yield
        elif row % _SLOTS_A_STEP == 0:
            yield
    return facts
