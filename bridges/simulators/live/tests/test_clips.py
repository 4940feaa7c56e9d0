"""Clips, their notes and envelopes."""
import unittest

from studio import Live, LiveCase

Spec = Live.Clip.MidiNoteSpecification


class ClipsTest(LiveCase):
    def test_notes_are_added_read_changed_and_removed(self):
        clip = self.song.tracks[0].clip_slots[0].create_clip(8.0)
        clip.add_new_notes((Spec(60, 1.0, 0.5), Spec(pitch=36, start_time=0.0, duration=1.0, velocity=90, mute=True)))
        notes = clip.get_notes_extended(0, 128, 0.0, 8.0)
        told = [(note.pitch, note.start_time, note.mute) for note in notes]
        self.assertEqual(told, [(36, 0.0, True), (60, 1.0, False)])
        notes[1].velocity = 20.0
        clip.apply_note_modifications(notes)
        self.assertEqual(clip.get_notes_extended(60, 1, 0.0, 8.0)[0].velocity, 20.0)
        clip.remove_notes_extended(60, 1, 0.0, 8.0)
        self.assertEqual([note.pitch for note in clip.get_notes_extended(0, 128, 0.0, 8.0)], [36])
        clip.remove_notes_by_id([notes[0].note_id])
        self.assertEqual(len(clip.get_all_notes_extended()), 0)
        with self.assertRaises(RuntimeError):
            clip.add_new_notes((Spec(200, 0.0, 1.0),))
        with self.assertRaises(TypeError):
            Spec(60.5, 0.0, 1.0)

    def test_slots_refuse_what_does_not_fit(self):
        midi, audio = self.song.tracks[0].clip_slots[0], self.song.tracks[2].clip_slots[0]
        midi.create_clip(4.0)
        for wrong in (lambda: midi.create_clip(4.0), lambda: audio.create_clip(4.0), lambda: midi.fire(8.0)):
            with self.assertRaises(RuntimeError):
                wrong()
        with self.assertRaises(RuntimeError):
            midi.clip.file_path
        with self.assertRaises(RuntimeError):
            self.song.tracks[1].delete_clip(midi.clip)
        self.song.tracks[0].delete_clip(midi.clip)
        self.assertFalse(midi.has_clip)

    def test_a_clip_goes_to_the_arrangement(self):
        track = self.song.tracks[0]
        track.clip_slots[0].create_clip(4.0)
        made = track.duplicate_clip_to_arrangement(track.clip_slots[0].clip, 8.0)
        self.assertEqual([(clip.start_time, clip.end_time) for clip in track.arrangement_clips], [(8.0, 12.0)])
        self.assertTrue(made.is_arrangement_clip)
        with self.assertRaises(RuntimeError):
            made.automation_envelope(track.mixer_device.volume)

    def test_the_loop_can_be_moved_either_way(self):
        clip = self.song.tracks[0].clip_slots[0].create_clip(4.0)
        for place in (8.0, 2.0):
            clip.position = place
            self.assertEqual((clip.loop_start, clip.loop_end), (place, place + 4.0))

    def test_envelopes_move_their_parameter_until_a_hand_takes_it(self):
        clip, volume = self.drums(), self.song.tracks[0].mixer_device.volume
        envelope = clip.create_automation_envelope(volume)
        envelope.insert_step(0.0, 2.0, 0.2)
        envelope.insert_step(2.0, 2.0, 0.6)
        with self.assertRaises(RuntimeError):
            clip.create_automation_envelope(volume)
        clip.fire()
        self.world.advance(0.5)
        self.assertAlmostEqual(volume.value, 0.2)
        self.world.advance(1.0)
        self.assertAlmostEqual(volume.value, 0.6)
        self.world.user.turn(volume, 0.9)
        self.world.advance(1.0)
        self.assertEqual((volume.value, volume.automation_state), (0.9, 2))
        self.song.re_enable_automation()
        self.world.advance(0.1)
        self.assertAlmostEqual(volume.value, 0.2)


if __name__ == "__main__":
    unittest.main()
