"""Tracks, devices, mixers, routing, undo."""
import unittest

from studio import Live, LiveCase


class TracksTest(LiveCase):
    def test_new_tracks_take_the_name_of_their_place(self):
        made = self.song.create_audio_track(-1)
        self.assertEqual(made.name, "5-Audio")
        self.assertIs(self.song.tracks[-1], made)
        self.song.create_midi_track(0)
        self.assertEqual([track.name for track in self.song.tracks][:2], ["1-MIDI", "2-MIDI"])
        self.assertEqual(made.name, "6-Audio")
        self.assertEqual(len(made.clip_slots), 8)

    def test_an_empty_name_gives_the_default_back(self):
        track = self.song.tracks[2]
        track.name = "Voice"
        self.assertEqual(track.name, "Voice")
        track.name = ""
        self.assertEqual(track.name, "3-Audio")

    def test_a_deleted_track_equals_none_and_cannot_be_touched(self):
        track = self.song.tracks[0]
        self.assertGreater(track._live_ptr, 0)
        self.song.delete_track(0)
        self.assertTrue(track == None)  # noqa: E711
        self.assertFalse(self.song.tracks[0] == None)  # noqa: E711
        for touch in (lambda: track.name, lambda: track._live_ptr + track.mute, lambda: track.add_name_listener(print)):
            with self.assertRaises(TypeError):
                touch()

    def test_master_returns_and_groups_have_no_arm(self):
        group = self.world.user.group([self.song.tracks[0]], "Group")
        for track in (self.song.master_track, self.song.return_tracks[0], group):
            self.assertFalse(track.can_be_armed)
            with self.assertRaisesRegex(RuntimeError, "no 'Arm' state"):
                track.arm
            with self.assertRaisesRegex(RuntimeError, "no 'Arm' state"):
                track.arm = True
            with self.assertRaisesRegex(RuntimeError, "not available on"):
                track.available_input_routing_types
        self.assertIs(self.song.tracks[1].group_track, group)

    def test_colours_snap_to_the_palette(self):
        track = self.song.tracks[0]
        track.color = 0xFF95A7
        self.assertEqual(track.color, 0xFF94A6)

    def test_wrong_types_find_no_signature(self):
        with self.assertRaisesRegex(TypeError, "did not match C\\+\\+ signature"):
            self.song.tempo = "120"
        with self.assertRaises(AttributeError):
            self.song.export_audio
        with self.assertRaises(AttributeError):
            self.song.tracks[0].nonsense = 1
        with self.assertRaises(AttributeError):
            self.song.scenes[0].is_triggered = True

    def test_the_last_track_and_scene_stay(self):
        for _ in range(3):
            self.song.delete_track(0)
        with self.assertRaises(RuntimeError):
            self.song.delete_track(0)
        for _ in range(7):
            self.song.delete_scene(0)
        with self.assertRaises(RuntimeError):
            self.song.delete_scene(0)

    def test_a_copied_track_has_the_same_clips_and_devices(self):
        self.drums()
        self.song.duplicate_track(0)
        copied = self.song.tracks[1]
        self.assertEqual([device.name for device in copied.devices], ["Drum Rack"])
        self.assertEqual(len(copied.clip_slots[0].clip.get_all_notes_extended()), 4)
        self.song.duplicate_scene(0)
        self.assertTrue(copied.clip_slots[1].has_clip)


class DevicesTest(LiveCase):
    def test_native_devices_are_inserted_by_their_shown_name(self):
        track = self.song.tracks[0]
        device = track.insert_device("Operator")
        self.assertEqual((device.class_name, device.type), ("Operator", Live.Device.DeviceType.instrument))
        for wrong in ("Serum", "Drum Rack", "Arpeggiator"):
            with self.assertRaises(RuntimeError):
                track.insert_device(wrong)
        track.insert_device("Arpeggiator", 0)
        self.assertEqual([one.name for one in track.devices], ["Arpeggiator", "Operator"])
        track.delete_device(1)
        self.assertTrue(device == None)  # noqa: E711

    def test_parameters_keep_to_their_range(self):
        device = self.song.tracks[0].insert_device("Auto Filter")
        kind, frequency = device.parameters[1], device.parameters[2]
        frequency.value = 60
        self.assertEqual((frequency.value, frequency.min, frequency.max), (60.0, 20.0, 135.0))
        with self.assertRaises(RuntimeError):
            frequency.value = 136
        kind.value = 1
        self.assertEqual((kind.is_quantized, str(kind), len(kind.value_items)), (True, "High-Pass", 4))
        with self.assertRaises(RuntimeError):
            kind.default_value
        with self.assertRaises(RuntimeError):
            frequency.value_items


class MixerTest(LiveCase):
    def test_only_the_main_mixer_has_a_crossfader(self):
        main = self.song.master_track.mixer_device
        main.crossfader.value = -0.5
        main.cue_volume.value = 0.5
        self.assertEqual((main.crossfader.value, len(main.sends)), (-0.5, 0))
        with self.assertRaises(RuntimeError):
            self.song.tracks[0].mixer_device.crossfader

    def test_every_track_has_a_send_per_return(self):
        self.song.create_return_track()
        self.assertEqual([len(track.mixer_device.sends) for track in self.song.tracks], [3, 3, 3, 3])
        self.song.delete_return_track(0)
        self.assertEqual(len(self.song.tracks[0].mixer_device.sends), 2)


class RoutingTest(LiveCase):
    def test_only_what_is_available_can_be_set(self):
        track, other = self.song.tracks[2], self.song.tracks[3]
        kinds = track.available_input_routing_types
        self.assertEqual([kind.display_name for kind in kinds][:2], ["Ext. In", "Resampling"])
        self.assertIn("4-Audio", [kind.display_name for kind in kinds])
        self.assertNotIn("1-MIDI", [kind.display_name for kind in kinds])
        track.input_routing_type = next(kind for kind in kinds if kind.attached_object is other)
        channels = track.available_input_routing_channels
        self.assertEqual([one.display_name for one in channels], ["Pre FX", "Post FX", "Post Mixer"])
        track.input_routing_channel = channels[2]
        self.assertEqual(track.input_routing_channel.display_name, "Post Mixer")
        with self.assertRaises(ValueError):
            self.song.tracks[0].input_routing_type = kinds[1]

    def test_named_tracks_are_numbered(self):
        self.song.tracks[3].name = "Drums"
        names = [kind.display_name for kind in self.song.tracks[2].available_input_routing_types]
        self.assertIn("4-Drums", names)


class UndoTest(LiveCase):
    def test_a_step_is_taken_back_and_done_again_as_a_whole(self):
        self.song.begin_undo_step()
        self.song.tempo = 90.0
        track = self.song.create_midi_track(-1)
        self.song.end_undo_step()
        self.song.undo()
        self.assertEqual((self.song.tempo, len(self.song.tracks)), (120.0, 4))
        self.song.redo()
        self.assertEqual((self.song.tempo, len(self.song.tracks)), (90.0, 5))
        self.assertEqual(track.name, "5-MIDI")

    def test_nested_steps_split(self):
        self.song.begin_undo_step()
        self.song.tempo = 90.0
        self.song.begin_undo_step()
        self.song.metronome = True
        self.song.end_undo_step()
        self.song.undo()
        self.assertEqual((self.song.tempo, self.song.metronome), (90.0, False))

    def test_deleted_things_come_back_as_they_were(self):
        clip = self.drums()
        track = self.song.tracks[0]
        self.song.delete_track(0)
        self.song.undo()
        self.assertTrue(self.song.tracks[0] == track)
        self.assertEqual(len(clip.get_notes_extended(0, 128, 0.0, 4.0)), 4)
        track.devices[0].parameters[0].value = 0
        self.song.delete_scene(0)
        self.song.undo()
        self.assertTrue(track.clip_slots[0].has_clip)


if __name__ == "__main__":
    unittest.main()
