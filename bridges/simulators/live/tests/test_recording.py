"""Recordings: their length, their sound, and when their files are there."""
import os
import unittest
import wave

from studio import Live, LiveCase, loudest, onsets, samples

CATEGORY = Live.Track.RoutingTypeCategory


class RecordingCase(LiveCase):
    def record(self, track, beats):
        """Records so many beats into the first empty slot, with all clips of the first scene launched along."""
        self.song.clip_trigger_quantization = 0
        slot = next(slot for slot in track.clip_slots if not slot.has_clip)
        slot.fire(float(beats))
        for other in self.song.tracks:
            if other.clip_slots[0].has_clip and other is not track:
                other.clip_slots[0].fire()
        self.assertTrue(self.world.until(lambda: slot.clip.is_recording is False, 60))
        self.assertTrue(self.world.until(lambda: slot.clip.file_path, 5))
        return slot.clip.file_path


class LengthTest(RecordingCase):
    def test_the_length_follows_the_beats_and_the_tempo(self):
        self.song.tempo = 100.0
        path = self.record(self.resample(), 8)
        with wave.open(path) as file:
            self.assertEqual((file.getnframes(), file.getframerate()), (int(8 * 0.6 * 44100), 44100))
            self.assertEqual((file.getsampwidth(), file.getnchannels()), (3, 2))
        self.assertEqual(os.path.basename(os.path.dirname(path)), "Recorded")

    def test_the_file_comes_after_a_while(self):
        slot = self.resample().clip_slots[0]
        slot.fire(2.0)
        clip = slot.clip
        self.assertEqual((slot.is_recording, clip.is_recording, slot.playing_status), (True, True, 2))
        states = []
        clip.add_is_recording_listener(lambda: states.append((round(self.world.now, 4), clip.is_recording)))
        self.world.advance(1.01)
        self.assertEqual((states, clip.file_path, slot.is_recording), ([(1.0, False)], "", False))
        self.world.advance(1.0)
        self.assertTrue(os.path.isfile(clip.file_path))
        self.assertEqual(clip.length, 2.0)

    def test_a_launch_of_the_recording_slot_ends_it_on_the_grid(self):
        slot = self.resample().clip_slots[0]
        slot.fire()
        self.world.advance(2.5)
        slot.fire()
        self.assertTrue(slot.is_recording)
        self.world.advance(3.0)
        self.assertEqual((slot.is_recording, slot.clip.length), (False, 8.0))

    def test_a_midi_track_records_an_empty_clip(self):
        track = self.song.tracks[0]
        track.arm = True
        track.clip_slots[0].fire(4.0)
        self.world.advance(2.0)
        clip = track.clip_slots[0].clip
        self.assertEqual((clip.is_midi_clip, clip.is_recording, clip.length), (True, False, 4.0))


class SoundTest(RecordingCase):
    def test_kicks_are_on_the_beats(self):
        self.song.tempo = 97.0
        self.drums()
        found = onsets(self.record(self.resample(), 16))
        self.assertEqual(len(found), 16)
        for beat, second in enumerate(found):
            self.assertAlmostEqual(second, beat * 60 / 97.0, delta=0.01)

    def test_mute_solo_and_volume_are_heard(self):
        self.drums(0)
        self.drums(1)
        tracks = self.song.tracks
        both = loudest(self.record(self.resample(), 4))
        tracks[1].mute = True
        one = loudest(self.record(tracks[2], 4))
        self.assertAlmostEqual(both, 2 * one, delta=0.01)
        tracks[1].mute = False
        tracks[1].solo = True
        tracks[1].mixer_device.volume.value = 0.7
        self.assertAlmostEqual(loudest(self.record(tracks[2], 4)), one * 10 ** (-6 / 20.0), delta=0.01)
        tracks[1].mixer_device.volume.value = 0.0
        self.assertLess(loudest(self.record(tracks[2], 4)), 1e-6)

    def test_the_master_fader_is_heard(self):
        self.drums()
        full = loudest(self.record(self.resample(), 4))
        self.song.master_track.mixer_device.volume.value = 0.7
        self.assertAlmostEqual(loudest(self.record(self.song.tracks[2], 4)), full * 10 ** (-6 / 20.0), delta=0.01)

    def test_post_mixer_hears_one_track_behind_its_fader(self):
        self.drums(0)
        self.drums(1, beats=2)
        tracks = self.song.tracks
        tracks[0].mixer_device.volume.value = 0.7
        loud = loudest(self.record(self.arm(2, CATEGORY.track, tracks[0], "Post Mixer"), 4))
        tracks[2].arm = False
        before = loudest(self.record(self.arm(3, CATEGORY.track, tracks[0], "Post FX"), 4))
        self.assertAlmostEqual(loud, before * 10 ** (-6 / 20.0), delta=0.01)

    def test_a_group_is_the_sum_of_its_tracks(self):
        self.drums(0)
        self.drums(1)
        group = self.world.user.group(list(self.song.tracks[:2]), "Beat")
        group.mixer_device.volume.value = 0.7
        heard = loudest(self.record(self.arm(3, CATEGORY.track, group, "Post Mixer"), 4))
        group.mute = True
        self.assertGreater(heard, 0.3)
        self.assertLess(loudest(self.record(self.song.tracks[3], 4)), 1e-6)

    def test_a_midi_track_without_an_instrument_and_no_input_are_silent(self):
        self.world.user.notes(self.song.tracks[0], 0, 4, [(60, 0, 4, 100)])
        self.assertLess(loudest(self.record(self.resample(), 4)), 1e-6)
        self.drums(1)
        self.assertLess(loudest(self.record(self.arm(3, CATEGORY.none), 4)), 1e-6)

    def test_a_recording_plays_on_as_a_loop_and_can_be_recorded(self):
        self.drums()
        self.record(self.resample(2), 4)
        self.song.tracks[2].arm = False
        self.song.tracks[0].clip_slots[0].stop()
        self.world.advance(4.0)
        path = self.record(self.arm(3, CATEGORY.track, self.song.tracks[2], "Post Mixer"), 4)
        self.assertEqual(len(onsets(path)), 4)

    def test_tempo_changes_are_followed(self):
        self.drums()
        track = self.resample()
        self.song.clip_trigger_quantization = 0
        track.clip_slots[0].fire(8.0)
        self.song.tracks[0].clip_slots[0].fire()
        self.world.advance(2.0)
        self.song.tempo = 60.0
        self.assertTrue(self.world.until(lambda: track.clip_slots[0].clip.file_path))
        found = onsets(track.clip_slots[0].clip.file_path)
        self.assertEqual(len(found), 8)
        for second, wanted in zip(found, [0, 0.5, 1, 1.5, 2, 3, 4, 5]):
            self.assertAlmostEqual(second, wanted, delta=0.01)

    def test_a_sound_file_that_is_not_warped_keeps_its_speed(self):
        self.drums()
        path = self.record(self.resample(2), 4)
        self.song.stop_playing()
        self.song.stop_all_clips(False)
        self.song.tempo = 150.0
        clip = self.song.tracks[3].clip_slots[0].create_audio_clip(path)
        clip.warping, clip.looping = False, False
        clip.end_marker = 2.0
        self.song.tracks[0].mute = True
        found = onsets(self.record(self.song.tracks[2], 8))
        self.assertEqual([round(second, 2) for second in found], [0.0, 0.5, 1.0, 1.5])

    def test_a_warped_sound_file_keeps_to_the_beat(self):
        self.drums()
        path = self.record(self.resample(2), 4)
        self.song.stop_playing()
        self.song.stop_all_clips(False)
        self.song.tracks[0].mute = True
        self.song.tracks[3].clip_slots[0].create_audio_clip(path)
        self.song.tempo = 150.0
        found = onsets(self.record(self.song.tracks[2], 8))
        self.assertEqual([round(second, 2) for second in found], [round(beat * 0.4, 2) for beat in range(8)])


class ArrangementTest(LiveCase):
    def test_the_record_button_records_what_the_arrangement_plays(self):
        clip = self.drums()
        track, target = self.song.tracks[0], self.resample()
        track.duplicate_clip_to_arrangement(clip, 4.0)
        self.song.current_song_time = 2.0
        self.song.record_mode = True
        self.song.start_playing()
        self.world.advance(4.0)
        self.song.stop_playing()
        self.song.record_mode = False
        recorded = target.arrangement_clips[0]
        self.assertEqual((recorded.start_time, recorded.end_time), (2.0, 10.0))
        self.assertTrue(self.world.until(lambda: recorded.file_path, 3))
        self.assertEqual([round(second, 2) for second in onsets(recorded.file_path)], [1.0, 1.5, 2.0, 2.5])
        self.assertEqual(len(samples(recorded.file_path)), 4 * 44100)


if __name__ == "__main__":
    unittest.main()
