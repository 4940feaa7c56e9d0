"""tempo.set and meter.set."""
from . import live_set
from .registry import SPECS, command
from .steps import put, write


@command(SPECS["tempo.set"])
def set_tempo(call, bpm):
    song = live_set.song()
    yield from write(put(song, "tempo", bpm, "Tempo"))
    return {"bpm": song.tempo}


@command(SPECS["meter.set"])
def set_meter(call, num, den):
    song = live_set.song()
    changes = put(song, "signature_numerator", num, "Beats per bar")
    yield from write(changes + put(song, "signature_denominator", den, "Note value"))
    return {"num": song.signature_numerator, "den": song.signature_denominator}
