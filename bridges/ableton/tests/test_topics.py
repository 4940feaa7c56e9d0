"""What Live tells by itself."""
import os
import unittest

from studio import StudioCase


class TopicsTest(StudioCase):
    def prepare(self):
        self.world.user.notes(self.song.tracks[0], 0, 4, [(60, 0, 1, 100)])
        self.world.user.notes(self.song.tracks[0], 1, 4, [(62, 0, 1, 100)])

    def listen(self, *topics):
        self.subscribe(*topics)
        self.until(lambda: all(topic in self.surface._host.session.events._stops for topic in topics))

    def test_the_document(self):
        self.listen("app.document")
        self.until(lambda: self.told("app.document"))
        first = self.told("app.document")[0]
        self.assertEqual((first["name"], first["path"], first["tempo"], first["beats"]), ("Untitled", None, 120, 0))
        self.assertEqual(first["facts"], {"Tracks": 4, "Scenes": 8})
        self.world.user.save(self.at("Song.als"))
        self.until(lambda: self.told("app.document")[-1]["name"] == "Song")
        self.world.user.set_tempo(99)
        self.until(lambda: self.told("app.document")[-1]["tempo"] == 99)

    def test_the_position_is_told_four_times_a_second_while_it_plays(self):
        self.listen("app.document")
        self.world.user.press_play()
        self.until(lambda: self.song.current_song_time >= 8)
        playing = [event["sec"] for event in self.told("app.document") if event["playing"]]
        self.assertGreaterEqual(len(playing), 16)
        self.assertLess(max(after - before for before, after in zip(playing, playing[1:])), 0.25)
        self.world.user.press_stop()
        self.until(lambda: self.told("app.document")[-1]["playing"] is False)
        count = len(self.told("app.document"))
        for _ in range(50):
            self.step()
        self.assertEqual(len(self.told("app.document")), count)

    def test_beats(self):
        self.world.user.turn(self.song, 3, "signature_numerator")
        self.listen("beat")
        self.world.user.press_play()
        self.until(lambda: len(self.told("beat")) == 8)
        told = self.told("beat")
        self.assertEqual([one["beat"] for one in told], list(range(8)))
        self.assertEqual([one["beatInBar"] for one in told], [0, 1, 2, 0, 1, 2, 0, 1])
        self.assertEqual(told[7]["bar"], 2)

    def test_transport_and_tempo(self):
        self.listen("transport", "tempo")
        self.until(lambda: self.told("transport") and self.told("tempo"))
        self.world.user.press_play()
        self.until(lambda: self.told("transport")[-1]["playing"])
        self.call("transport.loop", on=True, start=2, length=4)
        self.until(lambda: self.told("transport")[-1]["loop"] == {"on": True, "start": 2, "length": 4})
        self.call("meter.set", num=5, den=8)
        self.until(lambda: self.told("tempo")[-1] == {"bpm": 120, "meter": {"num": 5, "den": 8}})

    def test_clips_that_are_launched_also_on_tracks_that_came_later(self):
        self.listen("clip.launched")
        self.step()
        self.world.user.launch(self.song.tracks[0].clip_slots[0])
        self.until(lambda: self.told("clip.launched"))
        self.world.user.insert_track("midi", 0)
        self.world.user.notes(self.song.tracks[0], 3, 4, [(60, 0, 1, 100)])
        self.step()
        self.world.user.launch(self.song.tracks[0].clip_slots[3])
        self.until(lambda: len(self.told("clip.launched")) == 2)
        self.world.user.launch(self.song.tracks[1].clip_slots[1])
        self.until(lambda: len(self.told("clip.launched")) == 3)
        tracks = [track["track"] for track in self.call("track.list")["tracks"]]
        self.assertEqual([tracks.index(one["track"]) for one in self.told("clip.launched")], [1, 0, 1])

    def test_tracks_that_come_go_and_get_names(self):
        self.listen("tracks")
        self.until(lambda: self.told("tracks"))
        self.world.user.insert_track("audio", 0)
        self.until(lambda: len(self.told("tracks")[-1]["tracks"]) == 8)
        self.world.user.rename(self.song.tracks[0], "Voice")
        self.until(lambda: self.told("tracks")[-1]["tracks"][0]["name"] == "Voice")
        self.world.user.delete_track(0)
        self.until(lambda: len(self.told("tracks")[-1]["tracks"]) == 7)

    def test_markers_are_told_when_locators_or_the_tempo_change(self):
        self.listen("markers")
        self.until(lambda: self.told("markers") == [{"markers": []}])
        self.world.user.add_locator(4, "Drop")
        self.until(lambda: len(self.told("markers")) == 2)
        drop = {"name": "Drop", "sec": 2, "beats": 4, "ours": False}
        self.assertEqual(self.told("markers")[1], {"markers": [drop]})
        self.world.user.rename(self.song.cue_points[0], "Big drop")
        self.until(lambda: self.told("markers")[-1]["markers"][0]["name"] == "Big drop")
        self.world.user.set_tempo(60)
        self.until(lambda: self.told("markers")[-1]["markers"][0]["sec"] == 4)

    def test_locators_that_are_passed(self):
        self.call("locator.set", at=0, name="Start")
        self.call("locator.set", at=2, name="Drop")
        self.listen("locator.passed")
        self.song.loop, self.song.loop_start, self.song.loop_length = True, 0.0, 4.0
        self.world.user.press_play()
        self.until(lambda: len(self.told("locator.passed")) == 4)
        self.assertEqual([one["name"] for one in self.told("locator.passed")], ["Start", "Drop", "Start", "Drop"])

    def test_a_set_that_is_saved_under_a_name_or_again(self):
        self.listen("set.saved")
        path = self.at("Song.als")
        self.world.user.save(path)
        self.until(lambda: self.told("set.saved"))
        self.assertEqual(self.told("set.saved")[0], {"path": path, "name": "Song"})
        count = len(self.told("set.saved"))
        with open(path, "w") as file:
            file.write("saved")
        os.utime(path, (1, 1))
        self.until(lambda: len(self.told("set.saved")) > count)

    def test_nobody_is_listened_to_any_more_when_nobody_wants_to_know(self):
        names = ["tracks", "tempo", "clip.launched", "app.document", "beat"]
        self.listen(*names)
        self.until(lambda: self.told("tracks"))
        self.assertTrue(any(self.song._listeners.values()))
        self.runner.send("unsubscribe", "u", topics=names)
        self.until(lambda: not any(self.song._listeners.values()))
        self.assertFalse(any(track._listeners.get("name") for track in self.song.tracks))

    def test_listeners_end_with_the_set_and_begin_with_the_next(self):
        self.listen("tracks", "tempo", "clip.launched")
        self.until(lambda: self.told("tracks"))
        self.world.user.open_set()
        self.until(lambda: self.runner.greeted == 2)
        self.assertFalse(any(self.song._listeners.values()))
        self.listen("tempo")
        self.world.user.set_tempo(77)
        self.until(lambda: self.told("tempo")[-1]["bpm"] == 77)


if __name__ == "__main__":
    unittest.main()
