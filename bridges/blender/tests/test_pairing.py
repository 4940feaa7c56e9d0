"""The file in which Segue leaves address and key for the add-on."""
import importlib.util
import json
import os
import tempfile
import unittest

_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "addon", "pairing.py")


def load():
    """The module by itself: its package needs a Blender."""
    spec = importlib.util.spec_from_file_location("pairing", _FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class PairingTest(unittest.TestCase):
    def setUp(self):
        self.pairing = load()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "blender.json")
        os.environ["SEGUE_BRIDGE_FILE"] = self.path
        self.addCleanup(os.environ.pop, "SEGUE_BRIDGE_FILE")

    def leave(self, text, mode=0o600):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text if isinstance(text, str) else json.dumps(text))
        os.chmod(self.path, mode)

    def good(self, **more):
        return dict({"version": 1, "address": "tcp:127.0.0.1:4402", "key": "ab" * 32, "runner": "Studio"}, **more)

    def refused(self):
        with self.assertRaises(self.pairing.NotPaired) as caught:
            self.pairing.read()
        return str(caught.exception)

    def test_address_and_key(self):
        self.leave(self.good())
        self.assertEqual(self.pairing.read(), ("tcp:127.0.0.1:4402", b"\xab" * 32))
        self.assertEqual(self.pairing.runner(), "Studio")

    def test_nothing_there_says_what_to_run(self):
        self.assertIn("segue bridge install blender", self.refused())
        self.assertEqual(self.pairing.runner(), "")

    @unittest.skipIf(os.name != "posix", "files have no modes here")
    def test_a_key_that_others_can_read_is_not_used(self):
        for mode in (0o640, 0o604, 0o644):
            self.leave(self.good(), mode)
            self.assertIn("0600", self.refused())

    def test_damaged_files(self):
        for text in ("", "[]", "{", "{}", self.good(key="xyz"), self.good(key=None), self.good(key="ab")):
            self.leave(text)
            self.assertIn("again", self.refused())

    def test_other_versions(self):
        self.leave(self.good(version=2))
        self.assertIn("version", self.refused())

    def test_the_home_of_segue(self):
        del os.environ["SEGUE_BRIDGE_FILE"]
        os.environ["SEGUE_HOME"] = "/somewhere"
        self.addCleanup(os.environ.pop, "SEGUE_HOME")
        self.assertEqual(self.pairing.path(), os.path.join("/somewhere", "bridges", "blender.json"))
        os.environ["SEGUE_BRIDGE_FILE"] = self.path


if __name__ == "__main__":
    unittest.main()
