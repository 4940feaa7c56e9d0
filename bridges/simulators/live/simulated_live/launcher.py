"""Which clip plays in which track, and what is about to."""
from .enums import grid_of
from .slot import FOR_EVER

_STOP = object()


class Playing:
    """A slot that plays or records since a pulse."""

    def __init__(self, slot, since):
        self.slot = slot
        self.since = since


class Fired:
    """A slot, or the stop button, that waits for its pulse."""

    def __init__(self, slot, pulse, record_length):
        self.slot = slot
        self.pulse = pulse
        self.record_length = record_length

    def records(self):
        """Whether it will record when it begins."""
        return self.slot is not _STOP and self.slot._clip is None


class Launcher:
    """Launches wait for the grid while the transport plays; when it stands, a launch starts it."""

    def __init__(self, world):
        self.world = world

    def fire(self, slot, grid, record_length=FOR_EVER):
        """A slot is to be launched."""
        track, transport = slot._parent, self.world.transport
        if slot._clip is None and not track._armed():
            if slot.has_stop_button:
                self.stop(track)
            return
        if slot.is_recording:
            self.world.recorder.end_at(slot, transport.next_on(grid))
            return
        self._wait(track, Fired(slot, transport.next_on(grid), record_length))
        if transport.playing:
            self._settle()
        else:
            transport.start()

    def stop(self, track, quantized=True):
        """A track is to be stopped."""
        transport = self.world.transport
        grid = grid_of(self.world.song.clip_trigger_quantization, transport.bar()) if quantized else 0
        if track._playing is None and track._fired is None:
            return
        if not transport.playing:
            self._wait(track, None)
            self._play(track, None)
            return
        self._wait(track, Fired(_STOP, transport.next_on(grid), FOR_EVER))
        self._settle()

    def events(self):
        """(time, work) of what waits."""
        if not self.world.transport.playing:
            return []
        waiting = [track for track in self.world.song._tracks if track._fired is not None]
        time_of = self.world.transport.time_of
        return [(time_of(track._fired.pulse), lambda track=track: self._begin(track)) for track in waiting]

    def plays(self, clip):
        """Whether a clip plays."""
        if clip._arranged:
            at = self.world.transport.position()
            inside = clip._values["start_time"] <= at < clip._values["arranged_end"]
            return self.world.transport.playing and inside and clip._parent._follows
        playing = clip._parent._parent._playing
        return playing is not None and playing.slot is clip._parent

    def position_of(self, clip):
        """Where in itself a clip plays, in beats."""
        if not self.plays(clip) or clip._arranged:
            return clip.start_marker
        return wrapped(clip, self.world.transport.pulse() - clip._parent._parent._playing.since)

    def automate(self):
        """Envelopes of playing clips move their parameters."""
        for track in self.world.song._tracks:
            clip = track._playing.slot._clip if track._playing is not None else None
            if clip is not None and clip._envelopes and self.world.transport.playing:
                clip._automate(self.position_of(clip))

    def silence(self, slot):
        """A slot loses its clip."""
        track = slot._parent
        if track._playing is not None and track._playing.slot is slot:
            self._play(track, None)
        if track._fired is not None and track._fired.slot is slot:
            self._wait(track, None)

    def forget(self, tracks):
        """Tracks are deleted."""
        for track in tracks:
            track._fired = track._playing = None

    def transport_starts(self):
        """Clips that were launched begin from their start; what waited begins."""
        pulse = self.world.transport.pulse()
        for track in self.world.song._tracks:
            if track._playing is not None:
                track._playing.since = pulse
            if track._fired is not None:
                track._fired.pulse = pulse
        self._settle()

    def transport_stops(self):
        """What waited waits no longer."""
        for track in self.world.song._tracks:
            if track._fired is not None:
                self._wait(track, None)

    def back_to_arranger(self):
        """All tracks play the arrangement again."""
        for track in self.world.song._tracks:
            if track._playing is not None:
                self._play(track, None)
            track._follows = True
        self.world.song._values["back_to_arranger"] = False
        self.world.transport.cut()

    def recorded(self, slot):
        """A recording has ended; its clip plays on from its start."""
        if slot._parent._playing is not None and slot._parent._playing.slot is slot:
            slot._parent._playing.since = self.world.transport.pulse()
        self._tell(slot)

    def _settle(self):
        pulse = self.world.transport.pulse()
        for track in self.world.song._tracks:
            if track._fired is not None and track._fired.pulse <= pulse + 1e-9:
                self._begin(track)

    def _begin(self, track):
        fired = track._fired
        self._wait(track, None)
        if fired.slot is _STOP:
            self._play(track, None)
            return
        records = fired.records()
        if records:
            self.world.recorder.make_clip(fired.slot)
        self._play(track, Playing(fired.slot, fired.pulse))
        if records:
            self.world.recorder.begin(fired.slot, fired.pulse, fired.record_length)

    def _wait(self, track, fired):
        before, track._fired = track._fired, fired
        for one in (before, fired):
            if one is not None and one.slot is not _STOP:
                one.slot._put("is_triggered", one is fired)
        track._put("fired_slot_index", self._index(track, fired))

    def _play(self, track, playing):
        before = track._playing
        if before is not None and before.slot.is_recording:
            self.world.recorder.end(before.slot, self.world.transport.pulse())
        track._playing = playing
        track._follows = False
        self.world.song._put("back_to_arranger", True)
        self.world.transport.cut()
        track._put("playing_slot_index", -2 if playing is None else self._index(track, playing))
        for one in (before, playing):
            if one is not None:
                self._tell(one.slot)

    def _tell(self, slot):
        slot._notify("playing_status")
        if slot._clip is not None:
            slot._clip._notify("playing_status")

    def _index(self, track, one):
        if one is None:
            return -1
        return -2 if one.slot is _STOP else track._slots.index(one.slot)


def wrapped(clip, elapsed):
    """Where a clip is after so many beats."""
    at, start, end = clip.start_marker + elapsed, clip.loop_start, clip.loop_end
    return start + (at - start) % (end - start) if clip.looping and at >= end else at
