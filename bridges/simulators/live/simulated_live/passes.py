"""How a clip runs through itself: once from its start, then round its loop."""


def passes_of(sound, first, last, scale=1.0):
    """(elapsed, local, length) of each pass that is heard between two elapsed times, in units of the clip.

    `scale` is how many units a beat has. In the session, elapsed counts from the launch; of an arranged sound it is
    the time of the song.
    """
    origin = 0.0
    if sound.arranged is not None:
        origin = sound.arranged[0] * scale
        last = min(last, sound.arranged[1] * scale)
    elapsed, local, end = origin, sound.start, sound.end
    while elapsed < last:
        length = end - local
        if length <= 0:
            return
        if elapsed + length > first:
            yield elapsed, local, min(length, last - elapsed)
        elapsed += length
        if sound.loop is None:
            return
        local, end = sound.loop
