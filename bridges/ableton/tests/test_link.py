"""The connection: dialled by the script, polled by Live's timer, ended with the set."""
import os
import threading
import unittest

import studio
from studio import StudioCase, world
from Segue import topics
from wire import Runner


class LinkTest(StudioCase):
    def test_it_says_who_it_is_and_what_it_can_do(self):
        self.assertEqual(self.runner.hello["app"]["id"], "live")
        self.assertEqual(self.runner.hello["app"]["version"], "12.3.1")
        named = {row["command"] for row in self.runner.capabilities["capabilities"]}
        self.assertTrue({"bounce.realtime", "device.insert", "clip.audio", "clip.arrange"} <= named)
        self.assertNotIn("set.render", named)
        topics = {row["topic"] for row in self.runner.capabilities["topics"]}
        self.assertTrue({"app.document", "beat", "transport", "tempo", "tracks", "clip.launched"} <= topics)

    def test_app_info(self):
        found = self.call("app.info")
        self.assertEqual((found["version"], found["standIn"], found["missing"]), ("12.3.1", False, []))
        self.world.user.save(self.at("Song.als"))
        self.world.faults.open_dialog("Really?")
        found = self.call("app.info")
        self.assertEqual((found["set"], found["dialog"]), (self.at("Song.als"), "Really?"))

    def test_the_status_bar_says_what_is_going_on(self):
        self.assertEqual(self.world.messages[-1], "Segue is connected.")
        self.runner.drop()
        self.until(lambda: self.world.messages[-1] == "Segue waits for its runner.")

    def test_it_dials_again_and_keeps_its_session_when_the_runner_comes_back(self):
        before = self.runner.hello["session"]
        self.runner.drop()
        self.until(lambda: self.runner.greeted == 2)
        self.assertEqual(self.runner.hello["session"], before)
        self.assertEqual(self.call("app.info")["standIn"], False)

    def test_another_set_is_another_session_and_old_handles_name_nothing(self):
        track = self.call("track.list")["tracks"][0]["track"]
        before = self.runner.hello["session"]
        self.world.user.open_set()
        self.until(lambda: self.runner.greeted == 2)
        self.assertIn("bye", [message["t"] for message in self.said])
        self.assertNotEqual(self.runner.hello["session"], before)
        # Not even when the new set has given out as many handles.
        self.assertNotIn(track, [one["track"] for one in self.call("track.list")["tracks"]])
        self.assertEqual(self.code("track.set", track=track, mute=True), "stale_handle")
        self.assertFalse(any(one.mute for one in self.song.tracks))

    def test_another_set_in_the_middle_of_a_command(self):
        clip = self.call("clip.create", track="#1", scene="#1")["clip"]
        kind = type(self.song.tracks[0].clip_slots[0].clip)
        real = kind.add_new_notes
        self.addCleanup(setattr, kind, "add_new_notes", real)
        written = []
        kind.add_new_notes = lambda clip_, notes: written.append(len(notes)) or real(clip_, notes)
        # Live's time for one tick is up after each portion.
        host = self.surface._host
        host._link.poll, poll = lambda budget: poll(0), host._link.poll
        notes = [{"pitch": 60, "start": at, "duration": 0.5} for at in range(2000)]
        request = self.request("notes.set", clip=clip, notes=notes)
        self.until(lambda: written)
        self.world.user.open_set()
        self.until(lambda: self.runner.greeted == 2)
        self.assertLess(sum(written), 2000)
        self.assertFalse(self.results[request]["ok"])

    def test_a_stalled_main_thread_goes_on_afterwards(self):
        self.world.faults.stall(10)
        request = self.request("tempo.set", bpm=99)
        for _ in range(900):
            self.step()
        self.assertNotIn(request, self.results)
        self.assertEqual(self.result(request), {"bpm": 99})

    def test_a_timer_that_live_has_stopped_is_started_again(self):
        self.surface._timer.stop()
        self.until(lambda: self.surface._timer.running)
        self.assertEqual(self.call("app.info")["standIn"], False)

    def test_no_error_escapes_into_the_timer(self):
        real = self.surface._host.poll
        self.surface._host.poll = lambda: [][1]
        for _ in range(3):
            self.step()
        self.assertTrue(self.surface._timer.running)
        self.assertIn("IndexError", self.world.log[-1])
        self.surface._host.poll = real
        self.assertEqual(self.call("app.info")["standIn"], False)

    def test_a_topic_that_fails_holds_up_nothing_else(self):
        self.addCleanup(topics.watch(lambda: [][1]))
        self.assertEqual(self.call("tempo.set", bpm=99), {"bpm": 99})
        self.assertEqual(sum("IndexError" in line for line in self.world.log), 1)

    def test_live_gets_its_own_end_even_when_ours_fails(self):
        host = self.surface._host
        self.addCleanup(host.close, "done")
        host.close, real = lambda reason: [][1], host.close
        self.surface.disconnect()
        host.close = real
        self.assertEqual(self.surface._messages, [])
        self.assertIn("IndexError", self.world.log[-1])

    def test_live_is_touched_by_its_main_thread_only(self):
        caught = []

        def touch():
            try:
                self.song.tempo = 90
            except RuntimeError as error:
                caught.append(error)

        thread = threading.Thread(target=touch)
        thread.start()
        thread.join()
        self.assertEqual(len(caught), 1)
        before = threading.active_count()
        self.call("set.snapshot")
        self.assertEqual(threading.active_count(), before)

    def test_it_opens_no_port(self):
        with self.assertRaises(OSError):
            self.surface._host._link._sock.accept()


class DialogTest(StudioCase):
    def test_a_dialog_refuses_changes_with_its_words_and_lets_looks_through(self):
        self.world.faults.open_dialog("Save changes to “Song” before closing?")
        for command, args in (("tempo.set", {"bpm": 90}), ("edit.undo", {}), ("transport.play", {})):
            error = self.refused(command, **args)
            self.assertEqual((error["code"], error["retryable"]), ("app_busy", True))
            self.assertIn("Save changes to “Song”", error["message"])
        self.assertEqual(self.call("set.snapshot")["tempo"], 120)
        self.world.faults.close_dialog()
        self.assertEqual(self.call("tempo.set", bpm=90), {"bpm": 90})

    def test_a_dialog_that_comes_up_in_the_middle_explains_the_refusal(self):
        clip = self.call("clip.create", track="#1", scene="#1")["clip"]
        kind = type(self.song.tracks[0].clip_slots[0].clip)
        real = kind.add_new_notes
        self.addCleanup(setattr, kind, "add_new_notes", real)

        def interrupted(clip_, notes):
            self.world.faults.open_dialog("Disk full")
            return real(clip_, notes)

        kind.add_new_notes = interrupted
        error = self.refused("notes.add", clip=clip, notes=[{"pitch": 60, "start": 0, "duration": 1}])
        self.assertEqual((error["code"], "Disk full" in error["message"]), ("app_busy", True))


class Live11Test(StudioCase):
    version = (11, 3, 43)

    def test_it_has_fewer_commands_and_says_why(self):
        self.assertEqual(self.call("app.info")["missing"], ["clip.arrange", "clip.audio", "device.insert"])
        error = self.refused("device.insert", track="#1", name="Reverb")
        self.assertEqual((error["code"], "12.3" in error["message"]), ("not_available", True))
        named = {row["command"] for row in self.runner.capabilities["capabilities"]}
        self.assertNotIn("clip.audio", named)

    def test_it_does_not_say_which_set_is_open(self):
        found = self.call("set.snapshot")
        self.assertEqual((found["name"], found["path"]), ("", None))
        args = {"out": self.at("out"), "to": 1, "unattended": True, "expectedSet": "/x.als"}
        self.assertEqual(self.code("bounce.realtime", **args), "app_busy")


class IntroTest(StudioCase):
    edition = "Intro"

    def test_an_edition_with_limits_says_so(self):
        while len(self.song.tracks) < 16:
            self.song.create_audio_track(-1)
        self.assertEqual(self.code("track.create"), "not_available")
        self.assertEqual(self.code("track.duplicate", track="#1"), "not_available")
        while len(self.song.scenes) < 16:
            self.song.create_scene(-1)
        self.assertEqual(self.code("scene.create"), "not_available")
        self.assertEqual(self.code("track.create", kind="return"), "not_available")


class SettingsTest(unittest.TestCase):
    def setUp(self):
        world.reset()
        for name in ("SEGUE_BRIDGE", "SEGUE_BRIDGE_KEY"):
            os.environ.pop(name, None)

    def test_without_settings_it_waits_and_says_so(self):
        surface = world.scripts.add(studio.Segue.create_instance)
        self.addCleanup(world.scripts.disconnect)
        world.advance(0.5)
        self.assertEqual(world.messages, ["Segue has no settings. Install its bridge again."])
        self.assertIsNone(surface._host.session)

    def test_a_runner_with_another_key_is_refused(self):
        runner = Runner()
        self.addCleanup(runner.close)
        os.environ["SEGUE_BRIDGE"], os.environ["SEGUE_BRIDGE_KEY"] = runner.address, "00" * 32
        surface = world.scripts.add(studio.Segue.create_instance)
        self.addCleanup(world.scripts.disconnect)
        for _ in range(2000):
            world.advance(0.01)
            runner.poll()
            if surface._host.session is not None and surface._host.session.refused:
                break
        self.assertIn("not the runner", surface._host.session.refused)
        self.assertEqual((runner.greeted, runner.messages), (0, []))


if __name__ == "__main__":
    unittest.main()
