"""bounce.realtime: refused without touching anything, and put back whatever happens in the middle."""
import os
import unittest

from bounces import BounceCase

from Segue.bounce import sound


class RefusedTest(BounceCase):
    def test_nothing_is_touched_when_it_cannot_be_done(self):
        self.assertEqual(self.code("bounce.realtime", out="relative"), "invalid_args")
        for args in (
            {"from": 8},
            {"source": "session"},
            {"source": "session", "to": 4},
            {"scene": "#1"},
            {"tracks": ["Nobody"]},
        ):
            self.assertEqual(self.code("bounce.realtime", out=self.out, **args), "invalid_args", args)
        self.assertEqual(self.state(), self.before)

    def test_a_track_without_sound(self):
        self.world.user.insert_track("midi", 4)
        self.before = self.state()
        self.assertEqual(self.code("bounce.realtime", out=self.out, tracks=["#1", "#5"]), "not_available")
        self.assertEqual(self.state(), self.before)

    def test_a_set_that_plays_is_left_alone_unless_allowed(self):
        self.world.user.press_play()
        self.assertEqual(self.code("bounce.realtime", out=self.out), "app_busy")
        self.assertTrue(self.song.is_playing)
        self.assertEqual(self.bounce(whilePlaying=True, to=1)["files"][0]["seconds"], 0.5)
        self.assertFalse(self.song.is_playing)

    def test_unattended_needs_the_expected_set_stopped_and_nothing_armed(self):
        path = self.at("Project", "Song.als")
        args = {"out": self.out, "to": 1, "unattended": True}
        self.assertEqual(self.code("bounce.realtime", **args), "invalid_args")
        args["expectedSet"] = path
        self.assertIn("never saved", self.refused("bounce.realtime", **args)["message"])
        self.world.user.save(path)
        self.assertIn("armed", self.refused("bounce.realtime", **args)["message"])
        self.song.tracks[3].arm = False
        other = self.refused("bounce.realtime", **dict(args, expectedSet="/x.als"))
        self.assertEqual((other["code"], "Another set" in other["message"]), ("app_busy", True))
        self.world.user.press_play()
        self.assertIn("plays", self.refused("bounce.realtime", **args)["message"])
        self.world.user.press_stop()
        (file,) = self.call("bounce.realtime", **args)["files"]
        self.assertEqual((file["name"], os.path.basename(file["path"])), ("Main", "Song.wav"))


class DisturbedTest(BounceCase):
    def under_way(self, **args):
        request = self.request("bounce.realtime", out=self.out, **args)
        self.until(lambda: self.song.record_mode and self.song.current_song_time > 1)
        return request

    def ends_as(self, request, code):
        self.until(lambda: request in self.results)
        self.assertEqual(self.results[request]["error"]["code"], code)
        self.assertEqual(self.state(), self.before)
        self.assertEqual(os.listdir(self.out), [])

    def test_a_cancel_in_the_middle_leaves_the_set_as_it_was(self):
        request = self.under_way(tracks=["Drums", "#2", "master"])
        self.runner.send("cancel", request, reason="no")
        self.ends_as(request, "cancelled")

    def test_a_cancel_at_any_step_leaves_the_set_as_it_was(self):
        for ticks in (1, 2, 3, 5, 8, 60, 80, 120, 250, 350, 420):
            request = self.request("bounce.realtime", out=self.out, to=2)
            for _ in range(ticks):
                self.step()
            self.runner.send("cancel", request, reason="no")
            self.until(lambda: request in self.results)
            self.assertEqual(self.state(), self.before, ticks)

    def test_a_session_bounce_that_is_cancelled_stops_what_it_fired(self):
        request = self.request("bounce.realtime", out=self.out, source="session", scene="#1", to=16)
        self.until(lambda: self.song.tracks[0].playing_slot_index == 0 and self.song.current_song_time > 1)
        self.runner.send("cancel", request, reason="no")
        self.ends_as(request, "cancelled")

    def test_a_deadline_ends_it_as_well(self):
        self.runner.send("request", "late", command="bounce.realtime", args={"out": self.out}, deadline_ms=30)
        self.ends_as("late", "timeout")

    def test_a_copy_that_fails_takes_away_its_own_files_only(self):
        os.makedirs(self.out)
        with open(os.path.join(self.out, "2-MIDI.wav"), "w") as file:
            file.write("an earlier bounce")
        real = sound.copy_range
        self.addCleanup(setattr, sound, "copy_range", real)

        def copy_range(source, path, span):
            if "2-MIDI" in path:
                raise OSError(28, "No space left on device")
            return real(source, path, span)

        sound.copy_range = copy_range
        error = self.refused("bounce.realtime", out=self.out, tracks=["Drums", "#2"], to=1)
        self.assertEqual((error["code"], "No space" in error["message"]), ("app_error", True))
        self.assertEqual(os.listdir(self.out), ["2-MIDI.wav"])
        with open(os.path.join(self.out, "2-MIDI.wav")) as file:
            self.assertEqual(file.read(), "an earlier bounce")
        self.assertEqual(self.state(), self.before)

    def test_somebody_who_stops_live(self):
        request = self.under_way()
        self.world.user.press_stop()
        self.ends_as(request, "app_busy")

    def test_somebody_who_moves_the_position(self):
        request = self.under_way()
        self.song.current_song_time = 0.0
        self.ends_as(request, "app_busy")

    def test_a_dialog_in_the_middle_is_waited_for(self):
        request = self.under_way()
        self.world.faults.open_dialog("Disk is full.")
        self.world.user.press_stop()
        for _ in range(100):
            self.step()
        self.assertNotIn(request, self.results)
        self.world.faults.close_dialog()
        self.ends_as(request, "app_busy")

    def test_a_dialog_before_it_begins(self):
        self.world.faults.open_dialog("Save changes?")
        error = self.refused("bounce.realtime", out=self.out)
        self.assertEqual((error["code"], "Save changes?" in error["message"]), ("app_busy", True))
        self.world.faults.close_dialog()
        self.assertEqual(self.state(), self.before)

    def test_a_stalled_main_thread_only_makes_it_longer(self):
        request = self.under_way(to=4)
        self.world.faults.stall(10)
        self.assertEqual(self.result(request)["files"][0]["seconds"], 2.0)
        self.assertEqual(self.state(), self.before)

    def test_a_lost_connection_does_not_disturb_it(self):
        request = self.under_way(to=4)
        self.runner.drop()
        self.until(lambda: self.runner.greeted == 2)
        if request not in self.results:
            self.runner.send("request", request, command="bounce.realtime", args={})
        self.assertEqual(self.result(request)["files"][0]["seconds"], 2.0)
        self.assertEqual(self.state(), self.before)

    def test_another_set_in_the_middle(self):
        request = self.under_way()
        before = self.runner.hello["session"]
        self.world.user.open_set()
        self.until(lambda: self.runner.greeted == 2)
        self.assertEqual(self.results[request]["error"]["code"], "cancelled")
        self.assertNotEqual(self.runner.hello["session"], before)
        self.assertEqual(len(self.call("track.list")["tracks"]), 7)

    def test_another_control_surface_in_the_middle_leaves_nothing_armed_or_playing(self):
        self.under_way()
        self.world.scripts.disconnect()
        self.assertFalse(self.song.is_playing or self.song.record_mode)
        left = [track for track in self.song.tracks if track.name.endswith("[Segue temp]")]
        self.assertEqual([track.arm for track in left], [False])
        self.assertTrue(self.song.metronome and self.song.loop and self.song.tracks[3].arm)


if __name__ == "__main__":
    unittest.main()
