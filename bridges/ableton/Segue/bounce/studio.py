"""Sets a set up for a bounce, and takes everything down again whatever happened."""
from segue_core.pump import WAIT

from .. import live_set
from ..steps import PATIENCE_TICKS, until
from . import files, temps
from .before import Before

# Samplers load on their first sound.
_WARM_UP_SECONDS = 0.4


class Studio:
    """`prepare`, then a take, then `wind_up`; `leave` when there is no time for that."""

    def __init__(self, plan):
        self.plan = plan
        self.song = plan.song
        self.temps = []
        self.fired = []
        self._before = Before(self.song)
        self._keeps_playing = plan.session and plan.scene is None
        self._down = False

    def prepare(self):
        """Everything up to the moment when it can be recorded."""
        yield from temps.delete(self.song, temps.orphans(self.song))
        if not self._keeps_playing:
            self.song.stop_playing()
            yield from until(lambda: not self.song.is_playing, "it plays on")
        self._before.quieten()
        self._before.disarm()
        if self.plan.warm_up and not self.plan.session:
            yield from self._warm_up()
        for source in self.plan.tracks:
            temp = yield from temps.create(self.song, source, self.plan.is_master(source))
            self.temps.append(temp)
        for temp in self.temps:
            yield from temps.connect(temp, self.plan.is_master(temp.source))

    def stop(self):
        """Ends playing and recording."""
        song = self.song
        for track in self.fired:
            if live_set.is_there(track):
                track.stop_all_clips()
        if not self._keeps_playing:
            song.stop_playing()
        song.record_mode = False
        for temp in self.temps:
            if live_set.is_there(temp.track):
                temp.track.stop_all_clips()
                temp.track.arm = False

    def wind_up(self):
        """Leaves the set as it was. Waits for dialogs and for files, for deleting them early hurts Live."""
        while live_set.dialog() is not None:
            yield WAIT
        if not live_set.is_there(self.song):
            return ["The set was closed."]
        self.stop()
        for temp in self.temps:
            yield from files.finish(temp)
        # Also those that were made but not yet told.
        yield from temps.delete(self.song, [one.track for one in self.temps] + temps.orphans(self.song))
        self._down = True
        left = self._before.restore()
        yield WAIT
        return left

    def leave(self):
        """There is no time: nothing records or plays on, and what is left goes with the next bounce."""
        if self._down or not live_set.is_there(self.song):
            return
        for step in (self.stop, self._before.restore):
            try:
                step()
            except (RuntimeError, ValueError, TypeError):
                pass

    def _warm_up(self):
        song = self.song
        song.current_song_time = self.plan.start
        song.start_playing()
        beats = _WARM_UP_SECONDS * song.tempo / 60.0
        for _ in range(PATIENCE_TICKS):
            if song.current_song_time >= self.plan.start + beats:
                break
            yield WAIT
        song.stop_playing()
        yield from until(lambda: not song.is_playing, "it plays on")
