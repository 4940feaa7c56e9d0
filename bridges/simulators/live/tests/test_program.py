"""The simulation as a program, told what to do on stdin."""
import json
import os
import socket
import subprocess
import sys
import unittest

from studio import HERE

_PROBE = os.path.join(HERE, "scripts", "Probe")


class ProgramTest(unittest.TestCase):
    def start(self, *more):
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)
        port = str(server.getsockname()[1])
        surroundings = dict(os.environ, PROBE_PORT=port, PYTHONPATH=os.path.join(HERE, ".."))
        self.child = subprocess.Popen(
            [sys.executable, "-m", "simulated_live", _PROBE, "--speed", "50"] + list(more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings,
            encoding="utf-8",
        )
        self.addCleanup(self.end)
        self.assertEqual(self.child.stdout.readline(), "ready\n")
        server.settimeout(20)
        peer, _ = server.accept()
        peer.settimeout(20)
        self.addCleanup(peer.close)
        self.stream = peer.makefile("rw", encoding="utf-8")
        self.addCleanup(self.stream.close)

    def end(self):
        self.child.kill()
        self.child.wait()
        self.child.stdin.close()
        self.child.stdout.close()

    def tell(self, **wanted):
        self.child.stdin.write(json.dumps(wanted) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())

    def call(self, do, **args):
        self.stream.write(json.dumps({"id": "a", "do": do, "args": args}) + "\n")
        self.stream.flush()
        while True:
            told = json.loads(self.stream.readline())
            if told.get("id") == "a":
                return told

    def test_a_script_talks_to_it_and_a_person_acts(self):
        self.start()
        self.assertEqual(json.loads(self.stream.readline()), {"hello": 4})
        self.assertEqual(self.call("tempo", bpm=150.0)["value"], {"bpm": 150.0})
        self.assertTrue(self.tell(do="rename", track=0, name="Beat")["ok"])
        told = self.tell(do="ask")
        self.assertEqual((told["tempo"], told["tracks"][0], told["playing"]), (150.0, "Beat", False))
        self.tell(do="press", what="play")
        self.assertTrue(self.tell(do="ask")["playing"])

    def test_faults_are_switched(self):
        self.start()
        self.tell(do="fault", name="dialog")
        self.assertIn("RuntimeError", self.call("tempo", bpm=90.0)["error"])
        self.tell(do="fault", name="close_dialog")
        self.assertEqual(self.call("tempo", bpm=90.0)["value"], {"bpm": 90.0})
        self.assertFalse(self.tell(do="fault", name="nothing")["ok"])

    def test_it_records_a_file(self):
        self.start("--live", "11.3.43")
        path = self.call("record", track=3, beats=4.0)["value"]["path"]
        self.assertTrue(os.path.isfile(path))
        self.assertEqual(self.tell(do="ask")["serious"], [])

    def test_it_ends_when_told_and_leaves_nothing_behind(self):
        self.start()
        path = self.call("record", track=3, beats=1.0)["value"]["path"]
        self.assertTrue(self.tell(do="quit")["ok"])
        self.assertEqual(self.child.wait(20), 0)
        self.assertFalse(os.path.exists(path))

    def test_it_ends_with_its_stdin(self):
        self.start()
        self.child.stdin.close()
        self.assertEqual(self.child.wait(20), 0)


if __name__ == "__main__":
    unittest.main()
