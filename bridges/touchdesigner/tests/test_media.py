"""Sound, pictures and recordings."""
import json
import os
import struct
import unittest

import td
from studio import PROJECT, Refusal, StudioCase, handle

FPS = {"num": 30, "den": 1}


def read_channels(path):
    with open(path, "rb") as file:
        header = json.loads(file.readline())
        body = file.read()
    count = header["samples"]
    values = struct.unpack("<%df" % (count * len(header["channels"])), body)
    return {name: values[at * count : (at + 1) * count] for at, name in enumerate(header["channels"])}


class SoundTest(StudioCase):
    def test_a_sound_becomes_curves_the_same_each_time(self):
        path, time = self.sound(1.0), {"bpm": 240}
        first = self.call("audio.analyze", path=path, out=self.at("a"), fps=FPS, time=time)
        self.call("audio.analyze", path=path, out=self.at("b"), fps=FPS, time=time)
        curves = read_channels(self.at("a"))
        self.assertEqual(list(curves), first["channels"])
        self.assertEqual((first["meta"]["frames"], len(curves["rms"]), first["bpm"]), (30, 30, 240))
        self.assertEqual(curves, read_channels(self.at("b")))
        self.assertGreater(max(curves["low"]), 0.9)
        self.assertEqual(max(curves["onsetIndex"]), 4)
        self.assertAlmostEqual(curves["beat"][0], 0.0667, 3)

    def test_known_ranges_are_kept(self):
        path = self.sound(0.5)
        known = self.call("audio.analyze", path=path, out=self.at("a"), fps=FPS)["ranges"]
        again = self.call("audio.analyze", path=path, out=self.at("b"), fps=FPS, ranges=known)
        self.assertEqual(again["ranges"], known)

    def test_a_sound_of_24_bits_as_live_records_it_gives_the_same_curves(self):
        for width in (2, 3):
            self.call("audio.analyze", path=self.sound(0.5, width=width), out=self.at("w%d" % width), fps=FPS)
        self.assertEqual(read_channels(self.at("w2")), read_channels(self.at("w3")))

    def test_everything_is_as_before_afterwards_also_after_a_cancel(self):
        before = self.state()
        self.call("audio.analyze", path=self.sound(0.3), out=self.at("a"), fps=FPS)
        self.assertEqual(self.state(), before)
        request = self.request("audio.analyze", path=self.sound(1.0), out=self.at("b"), fps=FPS)
        self.until(lambda: self.world.project.realTime is False)
        self.runner.send("cancel", request, reason="no")
        with self.assertRaises(Refusal):
            self.result(request)
        self.assertEqual(self.state(), before)
        self.assertFalse(os.path.exists(self.at("b")))

    def state(self):
        time = self.world.time
        inside = [op.name for op in td.op("/segue_bridge").children]
        return (time.play, time.rangeEnd, time.end, time.rate, time.loop, self.world.project.realTime, inside)

    def test_what_is_no_sound_is_refused(self):
        with open(self.at("x.mp3"), "w") as file:
            file.write("no sound")
        self.assertEqual(self.refused("audio.analyze", path=self.at("x.mp3"), out=self.at("a"), fps=FPS), "app_error")
        self.assertEqual(self.refused("audio.analyze", path=self.at("none"), out=self.at("a"), fps=FPS), "app_error")

    def test_the_curves_are_those_that_segue_itself_makes(self):
        found = self.call("audio.analyze", path=self.sound(1.0), out=self.at("a"), fps=FPS)
        names = "low mid high rms kick snare onset onsetIndex centroid beat bar loudness"
        self.assertEqual(found["channels"], names.split())
        curves = read_channels(self.at("a"))
        for name, values in curves.items():
            self.assertTrue(all(value * 4096 == round(value * 4096) for value in values), name)
            self.assertTrue(name == "onsetIndex" or 0 <= min(values) <= max(values) <= 1, name)
        hits = [at for at in range(1, 30) if curves["onsetIndex"][at] > curves["onsetIndex"][at - 1]]
        self.assertEqual([0] + hits, [0, 7, 15, 22])
        self.assertEqual(curves["kick"][22], curves["low"][22])

    def test_a_sound_without_a_tempo_has_none(self):
        found = self.call("audio.analyze", path=self.sound(0.3), out=self.at("a"), fps=FPS)
        self.assertIsNone(found["bpm"])
        self.assertNotIn("bpm", found["meta"])

    def test_beats_follow_the_tempo_map_and_the_offset(self):
        points = [{"beat": 0, "sec": 0, "bpm": 60, "ramp": False}, {"beat": 1, "sec": 1, "bpm": 120, "ramp": False}]
        time = {"tempoMap": points, "offsetSec": 1.0, "meter": [{"beat": 0, "numerator": 2, "denominator": 4}]}
        self.call("audio.analyze", path=self.sound(0.5), out=self.at("a"), fps=FPS, time=time)
        curves = read_channels(self.at("a"))
        self.assertAlmostEqual(curves["beat"][0], 0.0333, 3)
        self.assertAlmostEqual(curves["bar"][0], 0.5167, 3)

    def test_a_person_who_stops_the_timeline_ends_it(self):
        request = self.request("audio.analyze", path=self.sound(2.0), out=self.at("a"), fps=FPS)
        time = self.world.time
        self.until(lambda: time.play and time.rangeEnd == 60 and time.frame > 3 and not self.world.project.realTime)
        time.play = False
        with self.assertRaises(Refusal) as caught:
            self.result(request)
        self.assertEqual(caught.exception.code, "app_busy")
        self.assertFalse(os.path.exists(self.at("a")))

    def test_the_audio_in_network_offers_four_channels(self):
        built = self.call("network.audio_in", parent=PROJECT, name="ears", path=self.sound(0.5))
        self.assertEqual(built["channels"], ["level", "low", "mid", "high"])
        self.assertEqual(built["out"]["path"], "/project1/ears/out")
        found = self.call("chop.read", op=handle(built["out"]))
        self.assertEqual([row["name"] for row in found["channels"]], built["channels"])
        self.assertFalse(any(one["errors"] for one in built["operators"]))
        again = dict(parent=PROJECT, name="ears", path=self.sound(0.5))
        self.assertEqual(self.refused("network.audio_in", **again), "invalid_args")
        self.assertEqual(self.call("network.audio_in", replace=True, **again)["component"]["name"], "ears")


class PictureTest(StudioCase):
    def setUp(self):
        StudioCase.setUp(self)
        self.top = self.make("constantTOP", "red")
        self.call("par.set", op=handle(self.top), values={"colorg": 0, "colorb": 0})

    def record(self, **more):
        wanted = dict(op=handle(self.top), kind="movie", path=self.at("film.mov"), startFrame=1, endFrame=5)
        return dict(wanted, **more)

    def test_a_picture_is_looked_at(self):
        told = self.call("top.snapshot", op=handle(self.top), path=self.at("a.jpg"))
        with open(self.at("a.jpg"), "rb") as file:
            data = file.read()
        self.assertEqual((data[:2], data[-2:], len(data)), (b"\xff\xd8", b"\xff\xd9", told["bytes"]))
        self.assertEqual((told["width"], told["height"]), (64, 36))

    def test_a_film_has_every_frame_of_the_range(self):
        before = (self.world.time.play, self.world.time.rangeEnd, self.world.project.realTime)
        told = self.call("record.offline", **self.record(startFrame=3, endFrame=22))
        self.assertEqual((told["frames"], told["files"]), (20, [self.at("film.mov")]))
        with open(self.at("film.mov"), "rb") as file:
            data = file.read()
        self.assertEqual(data.count(b"\x89PNG"), 20)
        self.assertEqual((self.world.time.play, self.world.time.rangeEnd, self.world.project.realTime), before)
        inside = {op.name for op in td.op("/segue_bridge").children}
        self.assertEqual(inside, {"bundle", "main", "callbacks", "socket", "clock"})

    def test_pictures_are_numbered_like_their_frames(self):
        names = ["f_000007.png", "f_000008.png", "f_000009.png"]
        wanted = self.record(kind="sequence", path=self.at("frames"), startFrame=7, endFrame=9)
        told = self.call("record.offline", **wanted)
        self.assertEqual([os.path.basename(path) for path in told["files"]], names)
        self.assertEqual(sorted(os.listdir(self.at("frames"))), names)

    def test_cancelling_leaves_no_file(self):
        request = self.request("record.offline", **self.record(endFrame=5000))
        self.until(lambda: self.progress)
        self.runner.send("cancel", request, reason="no")
        with self.assertRaises(Refusal):
            self.result(request)
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith("film")], [])
        self.assertTrue(self.world.project.realTime)

    def test_a_full_disk_and_a_missing_licence_are_told(self):
        self.world.full_disk = True
        self.assertEqual(self.refused("record.offline", **self.record()), "app_error")
        self.world.full_disk = False
        self.world.stubborn = {("moviefileoutTOP", "videocodec"): "h264nvgpu"}
        self.assertEqual(self.refused("record.offline", **self.record()), "verify_failed")

    def test_a_range_must_end_after_it_begins(self):
        self.assertEqual(self.refused("record.offline", **self.record(startFrame=9, endFrame=2)), "invalid_args")
        self.assertEqual(self.refused("record.offline", **self.record(path=self.at("film"))), "invalid_args")

    def test_recording_is_no_step_in_undo(self):
        before = len(td.ui.undo.blocks)
        self.call("record.offline", **self.record())
        self.assertEqual(len(td.ui.undo.blocks), before)


if __name__ == "__main__":
    unittest.main()
