"""Files for the runner: whole or not there, and uploaded with their size and hash."""
import hashlib
import http.server
import os
import shutil
import tempfile
import threading
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

    def test_bytes_are_handed_over_when_there_is_no_common_disk(self):
        got = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append((self.path, self.headers["Authorization"], self.headers["X-Segue-Sha256"], body))
                self.send_response(200 if self.headers["Authorization"] == "Bridge good" else 401)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.write(b"sound")
        row = exchange.describe(self.path, "audio/wav")
        host = "127.0.0.1:%d" % server.server_port
        named = exchange.upload(host, "good", row)
        self.assertEqual(named, dict(row, path="artifact:" + row["sha256"]))
        self.assertEqual(got, [("/bridge/blob", "Bridge good", row["sha256"], b"sound")])
        with self.assertRaises(OSError):
            exchange.upload(host, "bad", row)


if __name__ == "__main__":
    unittest.main()
