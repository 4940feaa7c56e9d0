"""Dry runs: they fail as the command would, and change nothing."""
import os
import unittest

from studio import StudioCase


class RehearsalTest(StudioCase):
    def rehearse(self, command, **args):
        """The result message of a dry run."""
        self.count += 1
        request = "dry%d" % self.count
        self.runner.send("request", request, command=command, args=args, dry_run=True)
        self.until(lambda: request in self.results)
        return self.results[request]

    def code(self, command, **args):
        return self.rehearse(command, **args)["error"]["code"]

    def test_nothing_is_changed(self):
        before = self.call("set.snapshot")
        for command, args in (
            ("tempo.set", {"bpm": 99}),
            ("track.delete", {"track": "#1"}),
            ("scene.set", {"scene": "#1", "name": "Verse"}),
        ):
            self.assertIn("Would do", self.rehearse(command, **args)["warnings"][0])
        self.assertEqual(self.call("set.snapshot"), before)
        self.assertEqual(self.world.undo.steps, [])

    def test_what_is_not_there_is_told(self):
        track = self.call("track.create", name="Voice")["track"]
        self.call("track.delete", track=track)
        self.assertEqual(self.code("track.set", track=track, mute=True), "stale_handle")
        self.assertEqual(self.code("track.set", track="Nobody", mute=True), "invalid_args")
        self.assertEqual(self.code("scene.fire", scene="#99"), "invalid_args")
        self.assertEqual(self.code("clip.fire", clip="clip:1"), "stale_handle")
        self.assertEqual(self.code("locator.jump", locator="Drop"), "invalid_args")
        self.assertEqual(self.code("parameter.set", device="Reverb", track="#1", name="x", value=0), "invalid_args")
        self.assertEqual(self.code("tempo.set", bpm="fast"), "invalid_args")

    def test_a_dialog_is_told(self):
        self.world.faults.open_dialog("Really?")
        self.assertEqual(self.code("tempo.set", bpm=99), "app_busy")
        self.assertTrue(self.rehearse("set.snapshot")["ok"])

    def test_a_bounce_is_checked_without_making_a_folder(self):
        out = self.at("out")
        self.assertTrue(self.rehearse("bounce.realtime", out=out, to=4)["ok"])
        self.assertFalse(os.path.exists(out))
        self.assertEqual(self.code("bounce.realtime", out=out), "invalid_args")
        self.world.user.press_play()
        self.assertEqual(self.code("bounce.realtime", out=out, to=4), "app_busy")


if __name__ == "__main__":
    unittest.main()
