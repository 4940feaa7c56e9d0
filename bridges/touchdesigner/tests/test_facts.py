"""What the simulation takes for true, and what the bridge is written in."""
import ast
import os
import unittest

from studio import StudioCase, build
from simulated_td import facts


class FactsTest(StudioCase):
    def test_every_assumption_names_its_source_and_how_sure_it_is(self):
        told = dict(facts.FACTS["behaviour"], **facts.FACTS["builds"])
        for name, fact in told.items():
            self.assertIn(fact["confidence"], ("docs", "sources", "assumed"), name)
            self.assertTrue(fact["source"], name)

    def test_every_operator_that_may_be_made_is_simulated(self):
        self.assertEqual(self.call("app.info")["missing"], [])

    def test_a_key_is_made_once_and_for_its_owner_only(self):
        build.make_key(self.at("home"))
        path = self.at("home", "secret", "bridge-td.key")
        with open(path) as file:
            key = file.read()
        build.make_key(self.at("home"))
        with open(path) as file:
            self.assertEqual(file.read(), key)
        self.assertEqual(len(bytes.fromhex(key)), 32)
        self.assertEqual(os.stat(path).st_mode & 0o077 if os.name == "posix" else 0, 0)

    def test_the_installer_and_all_in_it_are_python_3_9(self):
        files = build.bundle()
        self.assertIn("segue_td/host.py", files)
        for name, text in dict(files, script=build.script("C:\\Users\\ü", 1)).items():
            if not name.endswith(".json"):
                ast.parse(text, name, feature_version=(3, 9))


if __name__ == "__main__":
    unittest.main()
