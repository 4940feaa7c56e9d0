"""What can go wrong with Live."""
import os
import unittest

from studio import Live, LiveCase
from ableton.v2.control_surface import ControlSurface


class DialogTest(LiveCase):
    def test_an_open_dialog_refuses_every_change(self):
        track = self.song.tracks[0]
        slot, app = track.clip_slots[0], Live.Application.get_application()
        heard = []
        app.add_open_dialog_count_listener(lambda: heard.append(app.open_dialog_count))
        self.world.faults.open_dialog("Save?")
        changes = (
            lambda: setattr(self.song, "tempo", 90.0),
            lambda: setattr(track, "mute", True),
            lambda: setattr(track.mixer_device.volume, "value", 0.1),
            lambda: slot.create_clip(4.0),
            lambda: self.song.create_midi_track(-1),
            self.song.start_playing,
        )
        for change in changes:
            with self.assertRaises(RuntimeError):
                change()
        self.assertEqual((self.song.tempo, app.current_dialog_message), (120.0, "Save?"))
        app.press_current_dialog_button(0)
        self.song.tempo = 90.0
        self.assertEqual((heard, self.song.tempo), ([1, 0], 90.0))


class ReloadTest(LiveCase):
    def test_another_set_ends_the_script_and_makes_it_again(self):
        made, ended = [], []

        class Surface(ControlSurface):
            def __init__(self, c_instance):
                ControlSurface.__init__(self, c_instance)
                made.append(self.song)

            def disconnect(self):
                ended.append(self.song.tempo)
                ControlSurface.disconnect(self)

        self.world.scripts.add(Surface)
        track = self.song.tracks[0]
        self.world.user.open_set()
        self.assertEqual((len(made), ended), (2, [120.0]))
        self.assertTrue(self.song == None and track == None)  # noqa: E711
        self.assertIs(made[1], self.world.song)
        for touch in (lambda: track.name, lambda: made[0].tempo, lambda: made[0].add_tempo_listener(print)):
            with self.assertRaises(TypeError):
                touch()


class StallTest(LiveCase):
    def test_a_stalled_main_thread_calls_nobody_while_the_sound_goes_on(self):
        ticks = []
        Live.Base.Timer(callback=lambda: ticks.append(self.world.now), interval=10, repeat=True).start()
        self.song.start_playing()
        self.world.faults.stall(2.0)
        self.world.advance(1.99)
        self.assertEqual(ticks, [])
        self.world.advance(0.5)
        self.assertGreater(len(ticks), 40)
        self.assertAlmostEqual(self.song.current_song_time, 4.98)


class FilesTest(LiveCase):
    def recorded(self, beats=2.0):
        slot = self.resample().clip_slots[0]
        slot.fire(beats)
        self.world.until(lambda: not slot.clip.is_recording)
        return slot

    def test_files_may_come_late(self):
        self.world.faults.late(3.0)
        clip = self.recorded().clip
        self.world.advance(2.9)
        self.assertEqual(clip.file_path, "")
        self.world.advance(0.2)
        self.assertTrue(os.path.isfile(clip.file_path))

    def test_files_may_be_locked_for_a_while(self):
        self.world.faults.lock()
        clip = self.recorded().clip
        self.world.advance(1.2)
        with self.assertRaises(OSError):
            open(clip.file_path, "rb")
        self.world.faults.unlock()
        self.world.advance(0.2)
        with open(clip.file_path, "rb") as file:
            self.assertEqual(file.read(4), b"RIFF")

    def test_deleting_a_track_before_its_file_is_final_is_a_serious_error(self):
        self.recorded()
        self.song.delete_track(2)
        self.assertEqual(len(self.world.serious_errors), 1)

    def test_deleting_it_afterwards_is_none(self):
        clip = self.recorded().clip
        self.world.until(lambda: clip.file_path)
        self.song.delete_track(2)
        self.assertEqual(self.world.serious_errors, [])

    def test_deleting_a_track_that_records_is_one_as_well(self):
        self.resample().clip_slots[0].fire(8.0)
        self.song.delete_track(2)
        self.assertEqual(len(self.world.serious_errors), 1)


class EditionTest(LiveCase):
    edition = "Lite"

    def test_small_editions_have_limits(self):
        for _ in range(4):
            self.song.create_audio_track(-1)
        with self.assertRaises(Live.Base.LimitationError):
            self.song.create_midi_track(-1)
        for _ in range(8):
            self.song.create_scene(-1)
        with self.assertRaises(Live.Base.LimitationError):
            self.song.create_scene(-1)


class OlderLiveTest(LiveCase):
    version = (11, 3, 43)

    def test_what_came_later_is_missing(self):
        track = self.song.tracks[2]
        for thing, name in (
            (track, "create_audio_clip"),
            (track, "insert_device"),
            (track.clip_slots[0], "create_audio_clip"),
            (self.song, "name"),
            (self.song, "file_path"),
            (self.song, "add_name_listener"),
        ):
            self.assertFalse(hasattr(thing, name), name)
        self.assertEqual(Live.Application.get_application().get_major_version(), 11)
        self.assertEqual(self.song.master_track.name, "Master")


class PersonTest(LiveCase):
    def test_a_disabled_parameter_refuses(self):
        parameter = self.song.tracks[0].insert_device("Operator").parameters[1]
        self.world.faults.disable(parameter)
        with self.assertRaisesRegex(RuntimeError, "parameter is disabled"):
            parameter.value = 0.1
        self.world.faults.enable(parameter)
        parameter.value = 0.1
        self.assertEqual(parameter.value, 0.1)

    def test_names_of_routings_may_be_foreign_while_categories_stay(self):
        self.world.faults.language("German")
        kinds = self.song.tracks[2].available_input_routing_types
        self.assertNotIn("Resampling", [kind.display_name for kind in kinds])
        self.assertIn(Live.Track.RoutingTypeCategory.resampling, [kind.category for kind in kinds])

    def test_a_count_in_delays_a_recording(self):
        self.world.faults.count_in(1)
        slot = self.resample().clip_slots[0]
        slot.fire(4.0)
        self.assertEqual((self.song.is_counting_in, self.song.is_playing, slot.has_clip), (True, False, False))
        self.world.advance(1.9)
        self.assertFalse(slot.has_clip)
        self.world.advance(0.2)
        self.assertEqual((self.song.is_counting_in, slot.is_recording), (False, True))
        self.world.advance(2.0)
        self.assertEqual((slot.is_recording, slot.clip.length), (False, 4.0))

    def test_arming_alone_is_for_persons_only(self):
        self.resample(2)
        self.resample(3)
        self.assertTrue(self.song.exclusive_arm)
        self.assertEqual([self.song.tracks[at].arm for at in (2, 3)], [True, True])
        self.world.user.arm(self.song.tracks[2])
        self.assertEqual([self.song.tracks[at].arm for at in (2, 3)], [True, False])

    def test_another_armed_track_records_along_with_the_arrangement(self):
        self.resample(2)
        self.world.user.turn(self.song.tracks[3], True, "arm")
        self.song.record_mode = True
        self.song.start_playing()
        self.world.advance(1.0)
        self.song.stop_playing()
        self.assertEqual([len(track.arrangement_clips) for track in self.song.tracks], [0, 0, 1, 1])

    def test_escaping_errors_of_a_script_are_kept(self):
        self.assertIsNone(self.world.scripts.add(lambda c_instance: 1 / 0))
        self.assertIn("ZeroDivisionError", self.world.complaints[0])


if __name__ == "__main__":
    unittest.main()
