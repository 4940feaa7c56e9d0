"""Records a range of the arrangement, or what the session plays."""
from segue_core.failure import Failure
from segue_core.pump import WAIT

from ..steps import until
from ..transport import go_to

_NO_QUANTISATION = 0
# Recorded beyond the range, so that nothing of it is missing; cut off afterwards.
_TAIL_SECONDS = 0.4
# A count-in of four slow bars.
_COUNT_IN_TICKS = 12000
_STEADY_BPM = 0.01


class Take:
    """What was seen while it recorded: whether the tempo changed, and so how long the range is."""

    def __init__(self, song):
        self.tempo = song.tempo
        self._low = self._high = song.tempo

    def look(self, song):
        """Called at every tick."""
        self._low, self._high = min(self._low, song.tempo), max(self._high, song.tempo)

    def seconds(self, beats):
        """Length of so many beats; None when the tempo changed."""
        return beats * 60.0 / self.tempo if self._high - self._low < _STEADY_BPM else None


def record(studio):
    """A generator whose value is the take. Every `Temp` has its clip afterwards."""
    if studio.plan.session:
        return (yield from _session(studio))
    return (yield from _arrangement(studio))


def _arrangement(studio):
    song, plan = studio.song, studio.plan
    if song.back_to_arranger:
        song.back_to_arranger = False
        plan.warnings.append("Session clips had taken over tracks; the arrangement plays them again.")
    yield from go_to(song, plan.start)
    song.record_mode = True
    song.start_playing()
    yield from _counted_in(song)
    take = Take(song)
    end = plan.end + _TAIL_SECONDS * take.tempo / 60.0
    yield from _follow(song, plan.start, plan.beats, take, lambda: song.current_song_time >= end)
    for temp in studio.temps:
        clips = list(temp.track.arrangement_clips)
        if len(clips) != 1:
            raise _disturbed("somebody moved the position")
        temp.clip = clips[0]
    return take


def _session(studio):
    song, plan = studio.song, studio.plan
    song.clip_trigger_quantization = _NO_QUANTISATION
    slots = [temp.track.clip_slots[plan.scene or 0] for temp in studio.temps]
    for slot in slots:
        slot.fire(plan.beats)
    if plan.scene is not None:
        recorders = [temp.track for temp in studio.temps]
        for track in song.tracks:
            if track not in recorders and track.clip_slots[plan.scene].has_clip:
                studio.fired.append(track)
                track.clip_slots[plan.scene].fire()
    yield from _counted_in(song)
    yield from until(lambda: all(slot.has_clip for slot in slots), "nothing is recorded")
    for temp, slot in zip(studio.temps, slots):
        temp.clip = slot.clip
    take = Take(song)
    clips = [temp.clip for temp in studio.temps]

    def is_done():
        return not any(clip.is_recording for clip in clips)

    yield from _follow(song, song.current_song_time, plan.beats, take, is_done)
    return take


def _counted_in(song):
    """Waits until it plays; a count-in that the person has set comes first."""
    yield from until(lambda: song.is_playing or song.is_counting_in, "it does not play")
    yield from until(lambda: song.is_playing and not song.is_counting_in, "the count-in does not end", _COUNT_IN_TICKS)


def _follow(song, start, beats, take, done):
    """Tells how far it is until it is done. Raises `app_busy` when somebody stops or moves Live."""
    last = start
    while not done():
        now = song.current_song_time
        if not song.is_playing:
            raise _disturbed("somebody stopped Live")
        if now < last - 1e-6:
            raise _disturbed("somebody moved the position")
        last = now
        take.look(song)
        fraction = min(1.0, max(0.0, (now - start) / beats))
        yield {"fraction": fraction, "message": "Beat %d of %d" % (int(fraction * beats), int(beats))}
        yield WAIT
    take.look(song)


def _disturbed(what):
    return Failure("app_busy", "The recording is spoilt: %s." % what, "Leave Live alone and try again.", True)
