"""A set with music in it, for tests of bouncing."""
import wave

from studio import StudioCase


class BounceCase(StudioCase):
    """Two tracks that sound in the session and in the arrangement; what a bounce changes is set to something odd."""

    def prepare(self):
        song, user = self.song, self.world.user
        user.add_device(song.tracks[0], "Drum Rack")
        user.rename(song.tracks[0], "Drums")
        user.notes(song.tracks[0], 0, 4, [(36, beat, 0.25, 110) for beat in range(4)])
        user.add_device(song.tracks[1], "Operator")
        user.notes(song.tracks[1], 0, 4, [(48, 0, 4, 90)])
        for track in song.tracks[:2]:
            track.duplicate_clip_to_arrangement(track.clip_slots[0].clip, 0)
            track.duplicate_clip_to_arrangement(track.clip_slots[0].clip, 4)
        song.metronome = True
        song.loop = True
        song.loop_length = 2.0
        song.tracks[3].arm = True
        song.current_song_time = 6.0
        self.world.advance(0.1)

    def setUp(self):
        super().setUp()
        self.out = self.at("out")
        self.before = self.state()

    def state(self):
        """The whole set as a person sees it."""
        found = self.call("set.snapshot", arrangement=True)
        song = self.song
        found["rest"] = (song.clip_trigger_quantization, song.record_mode, song.back_to_arranger)
        found["rest"] += (song.view.selected_track.name, song.view.selected_scene.name)
        return found

    def bounce(self, **args):
        return self.call("bounce.realtime", out=self.out, **args)

    def loudness(self, path, start=0.0, end=None):
        """The highest sample of a piece of a file, 0 to 1."""
        with wave.open(path) as file:
            rate, width, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
            data = file.readframes(file.getnframes())
        block = width * channels
        piece = data[int(start * rate) * block : None if end is None else int(end * rate) * block]
        values = [int.from_bytes(piece[at : at + width], "little", signed=True) for at in range(0, len(piece), block)]
        return max(abs(value) for value in values) / float(1 << (8 * width - 1))
