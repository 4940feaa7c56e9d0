"""Looking at the set and changing tracks, scenes and the transport."""
import unittest

from studio import StudioCase

from segue_core.pump import Pump


class SnapshotTest(StudioCase):
    def prepare(self):
        self.world.user.add_device(self.song.tracks[0], "Operator")
        self.world.user.notes(self.song.tracks[0], 2, 4, [(60, 0, 1, 100)])

    def test_it_tells_what_is_in_the_set(self):
        found = self.call("set.snapshot", arrangement=True)
        self.assertEqual((found["tempo"], found["meter"], found["playing"]), (120, {"num": 4, "den": 4}, False))
        kinds = [track["kind"] for track in found["tracks"]]
        self.assertEqual(kinds, ["midi", "midi", "audio", "audio", "return", "return", "master"])
        self.assertEqual(len(found["scenes"]), 8)
        clip = found["clips"][0]
        self.assertEqual((clip["track"], clip["scene"]), (found["tracks"][0]["track"], found["scenes"][2]["scene"]))
        self.assertEqual((clip["kind"], clip["length"], clip["state"]), ("midi", 4, "stopped"))
        self.assertEqual(self.call("set.snapshot", clips=False)["clips"], [])

    def test_it_lets_live_go_on_in_between(self):
        while len(self.song.scenes) < 60:
            self.song.create_scene(-1)
        steps = []
        real = Pump._step
        self.addCleanup(setattr, Pump, "_step", real)
        Pump._step = lambda pump, call: steps.append(call.name) or real(pump, call)
        self.call("set.snapshot")
        self.assertGreater(steps.count("set.snapshot"), 60)

    def test_groups_are_told_with_what_is_in_them(self):
        self.world.user.group(list(self.song.tracks[:2]), "Rhythm")
        tracks = self.call("set.snapshot", arrangement=True)["tracks"]
        self.assertEqual((tracks[0]["kind"], tracks[0]["arm"], tracks[0]["monitoring"]), ("group", None, None))
        self.assertEqual([one["group"] for one in tracks[1:4]], [tracks[0]["track"]] * 2 + [None])
        self.assertEqual(self.code("track.set", track="Rhythm", arm=True), "invalid_args")

    def test_handles_hold_when_places_change_and_end_with_their_things(self):
        tracks = self.call("track.list")["tracks"]
        self.world.user.insert_track("audio", 0)
        self.assertEqual(self.call("track.set", track=tracks[1]["track"], mute=True)["index"], 2)
        self.world.user.delete_track(2)
        self.assertEqual(self.code("track.set", track=tracks[1]["track"], mute=True), "stale_handle")

    def test_what_was_undone_and_done_again_is_found(self):
        made = self.call("track.create", kind="audio", name="Voice")
        self.call("edit.undo")
        self.assertEqual(self.code("track.set", track=made["track"], mute=True), "stale_handle")
        self.call("edit.redo")
        self.assertEqual(self.call("track.delete", track="Voice"), {"name": "Voice"})


class TrackTest(StudioCase):
    def test_tracks_are_made_with_everything_asked_for(self):
        made = self.call("track.create", kind="midi", name="Bass ü 🎹", index=1, color="#ffffff")
        self.assertEqual((made["name"], made["index"], made["kind"]), ("Bass ü 🎹", 1, "midi"))
        self.assertEqual(made["color"], "#ffffff")
        self.assertEqual(self.song.tracks[1].name, "Bass ü 🎹")
        back = self.call("track.create", kind="return", name="C-Chorus")
        self.assertEqual((back["kind"], back["index"], back["arm"]), ("return", 2, None))
        self.assertEqual(self.code("track.create", index=99), "invalid_args")

    def test_a_track_is_changed_and_read_back(self):
        change = {"name": "Keys", "arm": True, "mute": True, "solo": True, "monitoring": "in"}
        found = self.call("track.set", track="#1", volume=0.5, pan=-0.25, sends=[0.3, None], **change)
        self.assertEqual({name: found[name] for name in change}, change)
        self.assertEqual((found["volume"], found["pan"], found["sends"]), (0.5, -0.25, [0.3, 0.0]))
        again = self.call("track.set", track="Keys", name="")
        self.assertEqual(again["name"], "1-MIDI")

    def test_what_a_track_does_not_have_is_refused(self):
        self.assertEqual(self.code("track.set", track="A-Reverb", arm=True), "invalid_args")
        self.assertEqual(self.code("track.set", track="#1", sends=[0, 0, 0]), "invalid_args")
        self.assertEqual(self.code("track.delete", track="master"), "invalid_args")
        self.assertEqual(self.code("track.set", track="Nobody"), "invalid_args")
        self.assertEqual(self.code("track.set", track="#40"), "invalid_args")

    def test_a_name_that_two_tracks_share_is_refused(self):
        self.call("track.set", track="#1", name="Drums")
        self.call("track.set", track="#2", name="Drums")
        self.assertIn("2 of", self.refused("track.set", track="Drums", mute=True)["message"])

    def test_tracks_are_copied_and_deleted(self):
        copied = self.call("track.duplicate", track="#1", name="Copy")
        self.assertEqual((copied["index"], copied["name"]), (1, "Copy"))
        self.assertEqual(self.call("track.delete", track="Copy"), {"name": "Copy"})
        self.assertEqual(self.call("track.delete", track="B-Delay"), {"name": "B-Delay"})
        self.assertEqual((len(self.song.tracks), len(self.song.return_tracks)), (4, 1))

    def test_a_value_that_live_does_not_keep_is_told(self):
        kind = type(self.song.tracks[0])
        real = kind._check_name
        self.addCleanup(setattr, kind, "_check_name", real)
        kind._check_name = lambda self, name: real(self, name + "!")
        error = self.refused("track.set", track="#1", name="Keys")
        self.assertEqual((error["code"], error["detail"]["found"]), ("verify_failed", "Keys!"))

    def test_the_main_track(self):
        found = self.call("mixer.set", volume=0.7, pan=0.5)
        self.assertEqual((found["volume"], found["pan"]), (0.7, 0.5))
        self.assertEqual([one["name"] for one in found["returns"]], ["A-Reverb", "B-Delay"])
        self.assertEqual(self.call("mixer.get"), found)


class SceneTest(StudioCase):
    def test_scenes_are_made_changed_and_deleted(self):
        made = self.call("scene.create", name="Intro", index=0)
        self.assertEqual((made["name"], made["index"], made["tempo"]), ("Intro", 0, None))
        found = self.call("scene.set", scene="Intro", name="Verse", color="#ffffff", tempo=90)
        self.assertEqual((found["name"], found["tempo"]), ("Verse", 90))
        self.assertEqual(self.call("scene.delete", scene=made["scene"]), {"name": "Verse"})
        self.assertEqual(self.code("scene.fire", scene=made["scene"]), "stale_handle")
        self.assertEqual(self.code("scene.create", index=50), "invalid_args")

    def test_a_scene_is_fired(self):
        self.world.user.notes(self.song.tracks[0], 0, 4, [(60, 0, 1, 100)])
        self.call("scene.fire", scene="#1")
        self.until(lambda: self.song.tracks[0].playing_slot_index == 0)


class TransportTest(StudioCase):
    def test_it_plays_goes_on_and_stops(self):
        self.assertTrue(self.call("transport.play", **{"from": 8})["playing"])
        self.assertGreaterEqual(self.song.current_song_time, 8)
        self.assertFalse(self.call("transport.stop", clips=True)["playing"])
        self.assertTrue(self.call("transport.continue")["playing"])
        self.assertTrue(self.call("transport.locate", to=32)["beats"] >= 32)

    def test_loop_metronome_tempo_and_meter(self):
        loop = {"on": True, "start": 4, "length": 8}
        self.assertEqual(self.call("transport.loop", **loop), loop)
        self.assertEqual(self.call("transport.metronome", on=True), {"on": True})
        self.assertEqual(self.call("tempo.set", bpm=98.5), {"bpm": 98.5})
        self.assertEqual(self.call("meter.set", num=7, den=8), {"num": 7, "den": 8})
        self.assertEqual(self.code("tempo.set", bpm=5000), "invalid_args")

    def test_somebody_else_who_turns_the_tempo_is_noticed(self):
        kind = type(self.song)
        real = kind._check_tempo
        self.addCleanup(setattr, kind, "_check_tempo", real)
        kind._check_tempo = lambda self, tempo: 120.0
        self.assertEqual(self.code("tempo.set", bpm=100), "verify_failed")

    def test_locators(self):
        made = self.call("locator.set", at=16, name="Drop")
        self.assertEqual((made["name"], made["beats"]), ("Drop", 16))
        self.assertEqual(self.call("locator.set", at=16, name="Big drop")["locator"], made["locator"])
        self.call("locator.set", at=4, name="In")
        self.assertEqual([one["name"] for one in self.call("locator.list")["locators"]], ["In", "Big drop"])
        self.assertEqual(self.song.current_song_time, 0)
        self.call("locator.jump", locator="#2")
        self.assertEqual(self.song.current_song_time, 16)
        self.assertEqual(self.call("locator.delete", locator="Big drop"), {"name": "Big drop"})
        self.assertEqual(self.code("locator.jump", locator=made["locator"]), "stale_handle")
        self.world.user.press_play()
        self.assertEqual(self.code("locator.set", at=1), "app_busy")


class UndoTest(StudioCase):
    def test_a_request_is_one_step(self):
        before = len(self.world.undo.steps)
        self.call("track.set", track="#1", name="Keys", mute=True, volume=0.4, sends=[0.2, 0.1])
        self.assertEqual(len(self.world.undo.steps), before + 1)
        self.call("track.create", name="Bass", color="#ffffff")
        self.assertEqual(len(self.world.undo.steps), before + 2)
        self.call("edit.undo")
        self.call("edit.undo")
        track = self.song.tracks[0]
        self.assertEqual((track.name, track.mute, len(self.song.tracks)), ("1-MIDI", False, 4))
        self.assertEqual(self.call("edit.redo")["canRedo"], True)

    def test_what_fails_closes_its_step_as_well(self):
        self.assertEqual(self.code("clip.create", track="#3", scene="#1"), "invalid_args")
        self.assertIsNone(self.world.undo._open)

    def test_with_nothing_to_undo_it_says_so(self):
        self.assertEqual(self.code("edit.undo"), "invalid_args")
        self.assertEqual(self.code("edit.redo"), "invalid_args")


if __name__ == "__main__":
    unittest.main()
