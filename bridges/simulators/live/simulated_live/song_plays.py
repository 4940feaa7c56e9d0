"""The transport of a set."""
from collections import namedtuple

from .errors import no_signature

BeatTime = namedtuple("BeatTime", "bars beats sub_division ticks")


class SongPlays:
    """Part of Song."""

    @property
    def is_playing(self):
        return self._world.transport.playing

    @is_playing.setter
    def is_playing(self, play):
        self._world.check_change()
        (self._world.transport.start if play else self._world.transport.stop)()

    @property
    def current_song_time(self):
        return self._world.transport.position()

    @current_song_time.setter
    def current_song_time(self, beats):
        self._world.check_change()
        if isinstance(beats, bool) or not isinstance(beats, (int, float)):
            raise no_signature("None", "None", self, beats)
        self._world.transport.locate(max(0.0, float(beats)))

    @property
    def start_time(self):
        return self._world.transport.marker

    @start_time.setter
    def start_time(self, beats):
        self._world.check_change()
        self._world.transport.marker = max(0.0, float(beats))
        self._notify("start_time")

    def start_playing(self):
        """Plays from the marker."""
        self._world.check_change()
        self._world.transport.start()

    def continue_playing(self):
        """Plays from where it stopped."""
        self._world.check_change()
        self._world.transport.start(self._world.transport.position())

    def play_selection(self):
        """Plays what is selected, here as from the marker."""
        self.start_playing()

    def stop_playing(self):
        """Stops."""
        self._world.check_change()
        self._world.transport.stop()

    def stop_all_clips(self, quantized=True):
        """Stops the clips of all tracks; the transport goes on."""
        self._world.check_change()
        for track in self._tracks:
            self._world.launcher.stop(track, quantized)

    def jump_by(self, beats):
        """Goes forward or back."""
        self.current_song_time = self.current_song_time + beats

    scrub_by = jump_by

    def jump_to_next_cue(self):
        """Goes to the next locator."""
        self._jump([cue for cue in self.cue_points if cue._values["time"] > self.current_song_time + 1e-6][:1])

    def jump_to_prev_cue(self):
        """Goes to the locator before."""
        self._jump([cue for cue in self.cue_points if cue._values["time"] < self.current_song_time - 1e-6][-1:])

    def is_cue_point_selected(self):
        """Whether there is a locator here."""
        return any(abs(cue._values["time"] - self.current_song_time) < 1e-6 for cue in self._cues)

    def get_current_beats_song_time(self):
        """The time in bars, beats, sixteenths and ticks, from 1."""
        beats, bar = self.current_song_time, self._world.transport.bar()
        part = beats % 1
        return BeatTime(int(beats // bar) + 1, int(beats % bar) + 1, int(part * 4) + 1, int(part * 4 % 1 * 60) + 1)

    def tap_tempo(self):
        """One tap; a single one changes nothing."""
        self._world.check_change()

    def re_enable_automation(self):
        """All parameters follow their automation again."""
        self._world.check_change()
        for track in self._everything():
            mixer = track._mixer
            knobs = [knob for device in track._devices for knob in device._parameters]
            for knob in knobs + [mixer._volume, mixer._panning] + mixer._sends:
                knob.re_enable_automation()

    def trigger_session_record(self, record_length=None):
        """Starts or ends recording in the first empty slot of all armed tracks."""
        self._world.check_change()
        self._world.recorder.trigger(record_length)

    def _jump(self, cues):
        for cue in cues:
            cue.jump()

    def _after_tempo(self):
        self._world.transport.retime()

    def _after_record_mode(self):
        self._world.recorder.arrangement()

    def _after_back_to_arranger(self):
        if not self.back_to_arranger:
            self._world.launcher.back_to_arranger()
