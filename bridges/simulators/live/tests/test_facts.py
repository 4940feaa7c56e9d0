"""What the simulation takes for true, and what can be imported."""
import os
import unittest

from studio import HERE, LiveCase
from simulated_live import facts


class FactsTest(LiveCase):
    def test_every_assumption_names_its_source_and_how_sure_it_is(self):
        groups = ("behaviour", "notes", "errors", "since", "editions", "languages")
        told = [(name, fact) for group in groups for name, fact in facts.FACTS[group].items()]
        for name, fact in told + [("devices", facts.FACTS["devices"])]:
            self.assertIn(fact["confidence"], ("docs", "sources", "measured", "assumed"), name)
            self.assertTrue(fact["source"], name)

    def test_the_default_set_is_that_of_the_facts(self):
        made_of = facts.behaviour("default_set")
        self.assertEqual(self.song.tempo, made_of["tempo"])
        self.assertEqual([track.name for track in self.song.tracks], ["1-MIDI", "2-MIDI", "3-Audio", "4-Audio"])
        self.assertEqual([track.name for track in self.song.return_tracks], made_of["returns"])
        self.assertEqual(len(self.song.scenes), made_of["scenes"])

    def test_a_script_finds_three_modules_and_the_simulation(self):
        folder = os.path.join(HERE, "..")
        found = {name for name in os.listdir(folder) if not name.startswith("__")}
        others = {"simulated_live", "facts.json", "README.md", "program.ts", "tests"}
        self.assertEqual(found, {"Live.py", "ableton", "_Framework"} | others)

    def test_every_error_is_used(self):
        used = ""
        folder = os.path.join(HERE, "..", "simulated_live")
        for name in os.listdir(folder):
            if name.endswith(".py"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    used += file.read()
        for name in list(facts.FACTS["errors"]) + list(facts.FACTS["behaviour"]):
            self.assertIn('"%s"' % name, used)


if __name__ == "__main__":
    unittest.main()
