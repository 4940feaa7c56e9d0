"""Renders what a tape remembers: samples of all pieces, at their exact places."""
import array

from .passes import passes_of
from .sampler import add_file
from .synth import voice

_QUIET = 1e-5


def render(tape, start, frames, rate, source, point):
    """(left, right). `point` is "master" (all tracks), "silence", or where in the chain of `source` to listen."""
    left, right = array.array("d", bytes(8 * frames)), array.array("d", bytes(8 * frames))
    for piece in [piece for piece in tape.pieces if _wanted(piece, source, point)]:
        first = max(0, int(round((piece.start - start) * rate)))
        last = min(frames, int(round((piece.end - start) * rate)))
        gains = _gains(piece, source, point)
        if last > first and max(gains) > _QUIET:
            origin = (piece.start - start) * rate
            for sound in [sound for sound in piece.sounds if not sound.muted]:
                _add(left, right, sound, piece, origin, (first, last), gains, rate)
    if point == "master":
        _master(tape.masters, left, right, start, rate)
    return left, right


def _wanted(piece, source, point):
    if point == "master":
        return piece.to_master
    return point != "silence" and (piece.track is source or piece.group is source)


def _gains(piece, source, point):
    if point == "master" or piece.group is source and piece.group is not None:
        return [own * group for own, group in zip(piece.gains, piece.group_gains)]
    return piece.gains if point == "Post Mixer" else (1.0, 1.0)


def _add(left, right, sound, piece, origin, window, gains, rate):
    per_beat = rate * 60.0 / piece.bpm
    # What is not warped counts in seconds.
    unit = rate if sound.path and not sound.warped else per_beat
    scale = per_beat / unit
    now = piece.at * scale
    for elapsed, local, length in passes_of(sound, now, now + (window[1] - origin) / unit, scale):
        at = origin + (elapsed - now) * unit
        if sound.path:
            span = (max(window[0], at), min(window[1], at + length * unit))
            add_file(left, right, sound, at, local, span, unit, gains, rate)
            continue
        for begin, duration, pitch, velocity in sound.notes:
            if local <= begin < local + length:
                lasts = min(duration, local + length - begin) * 60.0 / piece.bpm
                samples = voice(pitch, lasts, velocity, sound.drums, rate)
                _mix(left, right, samples, int(round(at + (begin - local) * unit)), window, gains)


def _mix(left, right, samples, at, window, gains):
    first, last = max(at, window[0]), min(at + len(samples), window[1])
    if last <= first:
        return
    part = samples[first - at : last - at]
    for side, gain in ((left, gains[0]), (right, gains[1])):
        side[first:last] = array.array("d", [old + gain * new for old, new in zip(side[first:last], part)])


def _master(masters, left, right, start, rate):
    for index, (since, gains) in enumerate(masters):
        until = masters[index + 1][0] if index + 1 < len(masters) else None
        first = max(0, int(round((since - start) * rate)))
        last = len(left) if until is None else min(len(left), int(round((until - start) * rate)))
        for side, gain in zip((left, right), gains):
            if last > first and gain != 1.0:
                side[first:last] = array.array("d", [gain * value for value in side[first:last]])
