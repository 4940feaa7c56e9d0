"""The clock of a set: beats = time · tempo / 60, events at their exact moments, loops and locating."""


class Transport:
    """`pulse` counts beats while it plays and never jumps; the position does when it loops or is moved."""

    def __init__(self, world):
        self.world = world
        self.playing = False
        self.marker = 0.0
        self.bpm = 120.0
        self._pulse = 0.0
        self._position = 0.0
        self._since = 0.0

    def bar(self):
        """Beats of a bar."""
        song = self.world.song
        return song.signature_numerator * 4.0 / song.signature_denominator

    def pulse(self):
        """Beats that have been played."""
        return self._pulse + self._elapsed()

    def position(self):
        """The time of the song in beats."""
        return self._position + self._elapsed()

    def time_of(self, pulse):
        """When so many beats will have been played."""
        return self._since + (pulse - self._pulse) * 60.0 / self.bpm

    def next_on(self, grid):
        """The pulse of the next line of a grid of the song; now when it is on one."""
        pulse, position = self.pulse(), self.position()
        if grid <= 0:
            return pulse
        beyond = position % grid
        return pulse if min(beyond, grid - beyond) < 1e-6 else pulse + grid - beyond

    def start(self, position=None):
        """Plays; with a count-in only when armed tracks are about to record."""
        world, song = self.world, self.world.song
        if self.playing or song.is_counting_in:
            return
        self._anchor()
        self._position = self.marker if position is None else position
        bars = (0, 1, 2, 4)[song.count_in_duration]
        if bars and world.recorder.is_about_to():
            song._put("is_counting_in", True)
            world.later(bars * self.bar() * 60.0 / song.tempo, self._counted)
        else:
            self._go()

    def stop(self):
        """Stops; what is being recorded ends here."""
        song = self.world.song
        song._put("is_counting_in", False)
        self.world.launcher.transport_stops()
        if not self.playing:
            return
        self._anchor()
        self.world.recorder.stop_all()
        self.playing = False
        self.cut()
        song._notify("is_playing", "current_song_time")

    def locate(self, beats):
        """Goes somewhere in the song."""
        self._anchor()
        self._position = beats
        if not self.playing:
            self.marker = beats
        self.world.recorder.located()
        self.cut()
        self.world.song._notify("current_song_time")

    def retime(self):
        """The tempo has changed."""
        self._anchor()
        self.bpm = self.world.song.tempo
        self.cut()

    def cut(self):
        """What sounds from here on is something else."""
        self.world.tape.cut()

    def run(self, until):
        """Lets time pass, with everything that happens on the way."""
        world = self.world
        while True:
            events = world.events() + self._wraps()
            when, work = min(events, key=lambda event: event[0], default=(until + 1, None))
            if when > until:
                break
            world.now = max(world.now, when)
            work()
        world.now = until

    def _wraps(self):
        song = self.world.song
        if not self.playing or not song.loop:
            return []
        left = song.loop_start + song.loop_length - self.position()
        return [(self.time_of(self.pulse() + left), self._wrap)] if left >= -1e-9 else []

    def _wrap(self):
        marker = self.marker
        self.locate(self.world.song.loop_start)
        self.marker = marker

    def _counted(self):
        if self.world.song.is_counting_in:
            self.world.song._put("is_counting_in", False)
            self._go()

    def _go(self):
        self._anchor()
        self.playing = True
        self.bpm = self.world.song.tempo
        self.world.launcher.transport_starts()
        self.world.recorder.arrangement()
        self.cut()
        self.world.song._notify("is_playing")

    def _elapsed(self):
        return (self.world.now - self._since) * self.bpm / 60.0 if self.playing else 0.0

    def _anchor(self):
        elapsed = self._elapsed()
        self._pulse += elapsed
        self._position += elapsed
        self._since = self.world.now
