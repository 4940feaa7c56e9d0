"""bounce.realtime: what comes of it."""
import hashlib
import os
import unittest
import wave

from bounces import BounceCase

from segue_core import pump


class BounceTest(BounceCase):
    def test_the_whole_song_as_one_file(self):
        found = self.bounce()
        self.assertEqual((found["from"], found["to"], found["tempo"], found["warnings"]), (0, 8, 120, []))
        (file,) = found["files"]
        self.assertEqual((file["track"], file["sampleRate"], file["seconds"]), (None, 44100, 4.0))
        with open(file["path"], "rb") as made:
            data = made.read()
        self.assertEqual((file["bytes"], file["sha256"]), (len(data), hashlib.sha256(data).hexdigest()))
        with wave.open(file["path"]) as made:
            self.assertEqual(made.getnframes(), 4 * 44100)
        self.assertGreater(self.loudness(file["path"]), 0.01)
        self.assertEqual(self.state(), self.before)

    def test_single_tracks_in_one_pass(self):
        began = self.world.now
        found = self.bounce(tracks=["Drums", "#2"], **{"from": 4, "to": 6})
        self.assertEqual([os.path.basename(one["path"]) for one in found["files"]], ["Drums.wav", "2-MIDI.wav"])
        self.assertEqual([one["seconds"] for one in found["files"]], [1.0, 1.0])
        self.assertEqual([one["track"] for one in found["files"]], [one["track"] for one in self.before["tracks"][:2]])
        # The sustained note is loud between two drum beats, the drums are not.
        drums, keys = (self.loudness(one["path"], 0.44, 0.48) for one in found["files"])
        self.assertGreater(keys, drums * 3)
        self.assertLess(self.world.now - began, 6)
        self.assertEqual(self.state(), self.before)

    def test_a_scene_of_the_session(self):
        found = self.bounce(source="session", scene="#1", to=4)
        (file,) = found["files"]
        self.assertEqual(file["seconds"], 2.0)
        self.assertGreater(self.loudness(file["path"]), 0.01)
        self.assertEqual(self.state(), self.before)

    def test_what_the_session_plays_is_recorded_and_plays_on(self):
        self.song.tracks[0].clip_slots[0].fire()
        self.until(lambda: self.song.tracks[0].playing_slot_index == 0)
        found = self.bounce(source="session", to=4)
        self.assertEqual(found["files"][0]["seconds"], 2.0)
        self.assertTrue(self.song.is_playing)
        self.assertEqual(self.song.tracks[0].playing_slot_index, 0)
        self.assertEqual(len(self.song.tracks), 4)

    def test_nothing_but_the_music_is_recorded(self):
        request = self.request("bounce.realtime", out=self.out)
        self.until(lambda: self.song.record_mode and self.song.current_song_time > 1)
        song = self.song
        self.assertFalse(song.metronome or song.loop or song.punch_in or song.punch_out)
        recorder = song.tracks[4]
        self.assertEqual([track.name for track in song.tracks if track.can_be_armed and track.arm], [recorder.name])
        self.assertEqual(recorder.current_monitoring_state, recorder.monitoring_states.OFF)
        self.result(request)

    def test_a_single_track_is_taken_behind_its_fader_in_every_language(self):
        self.song.tracks[0].mixer_device.volume.value = 0.0
        for language in ("English", "German"):
            if language != "English":
                self.world.faults.language(language)
            (file,) = self.bounce(tracks=["Drums"], to=2)["files"]
            self.assertEqual(self.loudness(file["path"]), 0.0, language)

    def test_it_tells_how_far_it_is(self):
        # Here time flies; words come ten times a second of a real clock.
        self.addCleanup(setattr, pump, "PROGRESS_SECONDS", pump.PROGRESS_SECONDS)
        pump.PROGRESS_SECONDS = 0
        self.bounce()
        told = [one["fraction"] for one in self.progress if "fraction" in one]
        self.assertEqual(told, sorted(told))
        self.assertEqual((told[0], told[-1]), (0.0, 1.0))
        self.assertTrue(any(one["t"] == "busy" for one in self.said))

    def test_a_count_in_is_waited_for(self):
        self.world.faults.count_in(2)
        self.assertEqual(self.bounce(to=2)["files"][0]["seconds"], 1.0)
        self.assertEqual(self.state(), self.before)

    def test_in_another_language(self):
        self.world.faults.language("German")
        self.assertEqual(len(self.bounce(tracks=["Drums", "master"], to=2)["files"]), 2)
        self.assertEqual(self.state(), self.before)

    def test_a_file_that_comes_late_and_is_locked(self):
        self.world.faults.file_after = 4.0
        request = self.request("bounce.realtime", out=self.out, to=2)
        self.until(lambda: self.song.record_mode)
        self.world.faults.locked = True
        self.until(lambda: not self.song.is_playing)
        self.step(6.0)
        self.assertNotIn(request, self.results)
        self.world.faults.locked = False
        self.assertEqual(self.result(request)["files"][0]["seconds"], 1.0)
        self.assertEqual(self.state(), self.before)

    def test_a_tempo_that_changes_keeps_the_tail(self):
        request = self.request("bounce.realtime", out=self.out, to=4)
        self.until(lambda: self.song.record_mode and self.song.current_song_time > 1)
        self.world.user.set_tempo(100)
        found = self.result(request)
        self.assertIn("tempo changes", found["warnings"][0])
        self.assertGreater(found["files"][0]["seconds"], 2.2)

    def test_names_that_no_file_can_have(self):
        self.world.user.rename(self.song.tracks[0], "Kick/Snare: 1?")
        self.world.user.rename(self.song.tracks[1], "kick_snare_ 1_")
        names = [os.path.basename(one["path"]) for one in self.bounce(tracks=["#1", "#2"], to=1)["files"]]
        self.assertEqual(names, ["Kick_Snare_ 1_.wav", "kick_snare_ 1_ 2.wav"])

    def test_what_lies_in_the_folder_already_stays(self):
        os.makedirs(self.out)
        with open(os.path.join(self.out, "Drums.wav"), "w") as file:
            file.write("an earlier bounce")
        names = [os.path.basename(one["path"]) for one in self.bounce(tracks=["Drums"], to=1)["files"]]
        self.assertEqual(names, ["Drums 2.wav"])
        with open(os.path.join(self.out, "Drums.wav")) as file:
            self.assertEqual(file.read(), "an earlier bounce")

    def test_what_an_earlier_bounce_had_to_leave_is_removed(self):
        self.song.create_audio_track(-1).name = "Mix [Segue temp]"
        self.song.view.selected_track = self.song.tracks[0]
        self.bounce(to=1)
        self.assertEqual(self.state()["tracks"], self.before["tracks"])


class IntroTest(BounceCase):
    edition = "Intro"

    def test_an_edition_without_room_for_another_track_says_so(self):
        while len(self.song.tracks) < 15:
            self.song.create_audio_track(-1)
        self.before = self.state()
        self.assertEqual(self.code("bounce.realtime", out=self.out, tracks=["Drums", "#2"]), "not_available")
        self.assertEqual(self.state(), self.before)
        self.assertEqual(len(self.bounce(to=1)["files"]), 1)


class Live11Test(BounceCase):
    version = (11, 3, 43)

    def test_live_11_bounces(self):
        self.assertEqual(self.bounce(to=2)["files"][0]["seconds"], 1.0)
        self.assertEqual(self.state(), self.before)


if __name__ == "__main__":
    unittest.main()
