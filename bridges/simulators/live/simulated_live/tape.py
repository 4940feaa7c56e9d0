"""What sounds when, remembered while something records, so that it can be rendered when the recording ends."""
from .sounding import ClipSound


class Piece:
    """One track plays something unchanged for a while. `at` is in beats, `start` and `end` in seconds of the world."""

    def __init__(self, track, start, bpm, at, sounds):
        self.track = track
        self.start = start
        self.end = None
        self.bpm = bpm
        self.at = at
        self.sounds = sounds
        self.gains = track._gains()
        self.group = track._group
        self.group_gains = (1.0, 1.0) if track._group is None else track._group._gains()
        self.to_master = track._to_master()


class Tape:
    """Keeps pieces only while there is a recording that will want them."""

    def __init__(self, world):
        self.world = world
        self.pieces = []
        self.masters = []
        self._open = []

    def cut(self):
        """Something has changed: what sounded until now ends, what sounds from now begins."""
        world = self.world
        for piece in self._open:
            piece.end = world.now
            if piece.end > piece.start:
                self.pieces.append(piece)
        self._open = []
        if not world.recorder.wants_tape():
            self.pieces, self.masters = [], []
            return
        self.masters.append((world.now, world.song._master._gains()))
        if world.transport.playing:
            self._open = [piece for piece in map(self._piece, world.song._tracks) if piece is not None]

    def _piece(self, track):
        transport = self.world.transport
        if not track._sounds():
            return None
        if track._playing is not None:
            clip = track._playing.slot._clip
            if clip is None or not clip._ready():
                return None
            at, sounds = transport.pulse() - track._playing.since, [ClipSound(clip, track)]
        elif track._follows:
            at, sounds = transport.position(), [ClipSound(clip, track) for clip in track._arranged if clip._ready()]
        else:
            return None
        return Piece(track, self.world.now, transport.bpm, at, sounds) if sounds else None
