"""Files for the runner: whole or not there, and told with their size and hash."""
import hashlib
import os
import shutil
import tempfile
import unittest

from fakes import KEY  # noqa: F401  (finds the core)

from segue_core import exchange


class ExchangeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="segue exchange ü ")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.path = os.path.join(self.folder, "a.wav")

    def write(self, data):
        with exchange.whole(self.path) as part:
            self.assertFalse(os.path.exists(self.path))
            with open(part, "wb") as file:
                file.write(data)

    def test_a_file_gets_its_name_when_it_is_complete(self):
        self.write(b"sound")
        self.assertEqual(os.listdir(self.folder), ["a.wav"])
        row = exchange.describe(self.path, "audio/wav")
        digest = hashlib.sha256(b"sound").hexdigest()
        self.assertEqual(row, {"path": self.path, "mime": "audio/wav", "bytes": 5, "sha256": digest})

    def test_nothing_stays_of_a_file_that_failed(self):
        with self.assertRaises(ZeroDivisionError):
            with exchange.whole(self.path) as part:
                with open(part, "wb") as file:
                    file.write(b"half")
                1 / 0
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
