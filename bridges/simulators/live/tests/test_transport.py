"""Beats, launches on the grid, loops and locators."""
import unittest

from studio import LiveCase


class TransportTest(LiveCase):
    def test_beats_follow_the_tempo(self):
        self.song.start_playing()
        self.world.advance(2.0)
        self.assertAlmostEqual(self.song.current_song_time, 4.0)
        self.song.tempo = 60.0
        self.world.advance(2.0)
        self.assertAlmostEqual(self.song.current_song_time, 6.0)
        told = self.song.get_current_beats_song_time()
        self.assertEqual((told.bars, told.beats), (2, 3))

    def test_it_starts_at_the_marker_and_continues_where_it_stopped(self):
        self.song.current_song_time = 8.0
        self.song.start_playing()
        self.world.advance(1.0)
        self.song.stop_playing()
        self.assertAlmostEqual(self.song.current_song_time, 10.0)
        self.song.continue_playing()
        self.world.advance(0.5)
        self.assertAlmostEqual(self.song.current_song_time, 11.0)
        self.song.stop_playing()
        self.song.start_playing()
        self.assertAlmostEqual(self.song.current_song_time, 8.0)

    def test_the_loop_jumps_back(self):
        self.song.loop, self.song.loop_start, self.song.loop_length = True, 4.0, 4.0
        self.song.start_playing()
        self.world.advance(5.0)
        self.assertAlmostEqual(self.song.current_song_time, 6.0)

    def test_locators_are_jumped_to(self):
        for beat in (4.0, 12.0):
            self.song.current_song_time = beat
            self.song.set_or_delete_cue()
        self.song.current_song_time = 0.0
        self.song.jump_to_next_cue()
        self.assertEqual(self.song.current_song_time, 4.0)
        self.song.cue_points[1].jump()
        self.assertEqual(self.song.current_song_time, 12.0)
        self.song.set_or_delete_cue()
        self.assertEqual([cue.time for cue in self.song.cue_points], [4.0])

    def test_listeners_hear_time_and_play(self):
        heard = []
        self.song.add_is_playing_listener(lambda: heard.append(self.song.is_playing))
        beats = []
        self.song.add_current_song_time_listener(lambda: beats.append(int(self.song.current_song_time)))
        self.world.user.press_play()
        self.world.advance(2.0)
        self.world.user.press_stop()
        self.assertEqual(heard, [True, False])
        self.assertLessEqual({0, 1, 2, 3}, set(beats))


class LaunchTest(LiveCase):
    def test_a_launch_waits_for_the_bar(self):
        self.drums()
        track, slot = self.song.tracks[0], self.song.tracks[0].clip_slots[0]
        heard = []
        slot.add_playing_status_listener(lambda: heard.append((round(self.world.now, 6), slot.playing_status)))
        self.song.start_playing()
        self.world.advance(0.3)
        slot.fire()
        self.assertEqual((slot.is_triggered, slot.is_playing, track.fired_slot_index), (True, False, 0))
        self.world.advance(2.0)
        self.assertEqual((slot.is_triggered, slot.is_playing, track.playing_slot_index), (False, True, 0))
        self.assertEqual(heard, [(2.0, 1)])

    def test_without_quantisation_it_is_at_once(self):
        self.drums()
        slot = self.song.tracks[0].clip_slots[0]
        self.song.clip_trigger_quantization = 0
        self.song.start_playing()
        self.world.advance(0.3)
        slot.fire()
        self.assertTrue(slot.is_playing)

    def test_a_launch_starts_the_transport(self):
        self.drums()
        slot = self.song.tracks[0].clip_slots[0]
        slot.fire()
        self.assertTrue(self.song.is_playing and slot.is_playing)
        self.world.advance(0.25)
        self.assertAlmostEqual(slot.clip.playing_position, 0.5)
        self.world.advance(2.0)
        self.assertAlmostEqual(slot.clip.playing_position, 0.5)

    def test_stopping_waits_as_well(self):
        self.drums()
        track = self.song.tracks[0]
        track.clip_slots[0].fire()
        self.world.advance(0.5)
        track.stop_all_clips()
        self.assertEqual((track.fired_slot_index, track.clip_slots[0].is_playing), (-2, True))
        self.world.advance(1.5)
        self.assertFalse(track.clip_slots[0].is_playing)

    def test_scenes_launch_their_row_and_stop_the_rest(self):
        self.drums(0, slot=0)
        self.drums(1, slot=1)
        self.song.scenes[0].fire()
        self.world.advance(0.5)
        self.song.scenes[1].fire()
        self.world.advance(2.0)
        self.assertEqual([track.playing_slot_index for track in self.song.tracks][:2], [-2, 1])


if __name__ == "__main__":
    unittest.main()
