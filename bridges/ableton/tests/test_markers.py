"""Locators that Segue carries here: in place of its own, never of a person's."""
from studio import StudioCase


class MarkersTest(StudioCase):
    def prepare(self):
        self.world.user.add_locator(8, "Mine")

    def set(self, *markers):
        """Sets markers; what is there afterwards, as (beats, name, ours)."""
        rows = self.call("markers.set", markers=[{"name": name, "sec": sec} for name, sec in markers])["markers"]
        return [(row["beats"], row["name"], row["ours"]) for row in rows]

    def test_they_lie_beside_those_of_the_person(self):
        found = self.set(("Drop", 6), ("Intro", 0))
        self.assertEqual(found, [(0, "Intro", True), (8, "Mine", False), (12, "Drop", True)])
        self.assertEqual(self.call("markers.list")["markers"][2]["sec"], 6)
        self.assertEqual((self.song.current_song_time, self.song.is_playing), (0, False))

    def test_they_replace_those_of_before_and_keep_what_stays(self):
        self.set(("Drop", 6), ("Intro", 0))
        intro = self.call("locator.list")["locators"][0]["locator"]
        found = self.set(("Start", 0), ("End", 10))
        self.assertEqual(found, [(0, "Start", True), (8, "Mine", False), (20, "End", True)])
        self.assertEqual(self.call("locator.list")["locators"][0]["locator"], intro)
        self.assertEqual(self.set(), [(8, "Mine", False)])

    def test_a_place_that_is_taken_stays_the_persons(self):
        self.assertEqual(self.set(("Drop", 4)), [(8, "Mine", False)])
        self.assertEqual(self.results["r1"]["warnings"], ["“Drop” is left out: “Mine” is there already."])

    def test_two_at_one_place_are_one(self):
        self.assertEqual(self.set(("A", 1), ("B", 1)), [(2, "A", True), (8, "Mine", False)])

    def test_what_a_person_renames_is_theirs_from_then_on(self):
        self.set(("Drop", 6))
        self.world.user.rename(self.song.cue_points[1], "Dropped")
        self.assertEqual(self.set(), [(8, "Mine", False), (12, "Dropped", False)])

    def test_seconds_are_those_of_the_present_tempo(self):
        self.set(("Drop", 6))
        self.world.user.set_tempo(60)
        self.assertEqual(self.set(("Drop", 6)), [(6, "Drop", True), (8, "Mine", False)])

    def test_none_is_set_while_it_plays_and_all_is_as_it_was(self):
        self.set(("Drop", 6))
        self.world.user.press_play()
        self.assertEqual(self.code("markers.set", markers=[]), "app_busy")
        self.assertEqual(len(self.call("markers.set", markers=[{"name": "Drop", "sec": 6}])["markers"]), 2)

    def test_it_is_one_step_to_take_back(self):
        before = len(self.world.undo.steps)
        self.set(("Drop", 6), ("Intro", 0))
        self.assertEqual(len(self.world.undo.steps), before + 1)

    def test_a_note_that_cannot_be_read_makes_all_a_persons(self):
        self.set(("Drop", 6))
        self.world.song.set_data("segue_markers", "{")
        self.assertEqual([row["ours"] for row in self.call("markers.list")["markers"]], [False, False])
