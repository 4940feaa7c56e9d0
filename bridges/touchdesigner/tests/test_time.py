"""The timeline, where it stands, and the markers beside it."""
import td

from studio import StudioCase


class TimelineTest(StudioCase):
    def told(self, topic):
        return [event["data"] for event in self.events if event["topic"] == topic]

    def test_it_is_moved_stopped_and_started(self):
        stood = self.call("timeline.set", sec=2.5, playing=False, tempo=97.5)
        expected = {"sec": 2.5, "frame": 151, "fps": 60, "playing": False, "tempo": 97.5, "rangeEnd": 600}
        self.assertEqual(stood, expected)
        self.assertEqual(self.call("timeline.set"), expected)
        self.assertTrue(self.call("timeline.set", playing=True)["playing"])
        self.assertGreater(self.call("timeline.set", sec=3)["sec"], 2.9)

    def test_a_range_that_is_too_short_becomes_longer(self):
        self.world.time.rangeStart = 61
        self.assertEqual(self.call("timeline.set", sec=9, playing=False)["rangeEnd"], 600)
        moved = self.call("timeline.set", sec=100, roomSec=60)
        self.assertEqual((moved["sec"], moved["rangeEnd"]), (100, 13201))
        self.assertIn("frame 13201", self.results["r2"]["warnings"][0])
        self.assertEqual(self.call("timeline.set", sec=160, roomSec=60)["rangeEnd"], 13201)
        self.assertEqual(self.call("timeline.set", sec=0)["sec"], 0)

    def test_moving_is_no_step_to_take_back(self):
        self.call("segue.set", values={"a": 1})
        self.call("timeline.set", sec=1)
        self.undo()
        self.assertIsNone(td.op("/project1/segue"))

    def test_a_timeline_that_does_not_move_is_said(self):
        kind = type(self.world.time)
        real = kind.seconds
        self.addCleanup(setattr, kind, "seconds", real)
        kind.seconds = property(real.fget, lambda self, seconds: None)
        self.assertEqual(self.refused("timeline.set", sec=5, playing=False), "verify_failed")

    def test_the_document_is_told_with_its_position(self):
        self.runner.send("subscribe", "s", topics=["app.document"])
        self.until(lambda: self.told("app.document"))
        first = self.told("app.document")[0]
        self.assertEqual((first["name"], first["tempo"], first["fps"]), ("live set.toe", 120, 60))
        self.assertEqual(first["meter"], {"num": 4, "den": 4})
        self.until(lambda: len(self.told("app.document")) > 4)
        told = [one["sec"] for one in self.told("app.document")]
        self.assertTrue(all(abs(after - before) >= 0.2 for before, after in zip(told, told[1:])), told)
        self.call("timeline.set", playing=False, sec=7)
        self.until(lambda: self.told("app.document")[-1]["sec"] == 7)
        self.assertFalse(self.told("app.document")[-1]["playing"])


class MarkersTest(StudioCase):
    def set(self, *markers):
        rows = self.call("markers.set", markers=[{"name": name, "sec": sec} for name, sec in markers])["markers"]
        return [(row["sec"], row["name"], row["ours"]) for row in rows]

    def test_rows_replace_those_of_before_and_no_others(self):
        self.assertEqual(self.call("markers.list"), {"markers": []})
        self.assertEqual(self.set(("Drop", 6), ("Intro", 0)), [(0, "Intro", True), (6, "Drop", True)])
        table = td.op("/project1/segue/markers")
        table.appendRow(["Mine", "3"])
        table.appendRow(["No time", "soon", ""])
        self.assertEqual(self.set(("End", 1.5)), [(1.5, "End", True), (3, "Mine", False)])
        self.assertIn("No time", table.text)
        self.assertEqual(self.call("markers.list")["markers"][0], {"name": "End", "sec": 1.5, "ours": True})

    def test_a_component_of_before_gets_its_table(self):
        self.call("segue.set", values={"a": 1})
        td.op("/project1/segue/markers").destroy()
        self.set(("Drop", 6))
        self.assertEqual(td.op("/project1/segue/out")["a"].eval(), 1)

    def test_what_changes_is_told(self):
        self.runner.send("subscribe", "s", topics=["markers"])
        told = lambda: [event["data"]["markers"] for event in self.events if event["topic"] == "markers"]
        self.until(lambda: told() == [[]])
        self.set(("Drop", 6))
        self.until(lambda: told()[-1] == [{"name": "Drop", "sec": 6, "ours": True}])
