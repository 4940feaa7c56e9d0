"""A whole Remote Script in the simulated Live, and the runner's end of its socket."""
import ast
import json
import os
import socket
import time
import unittest

from studio import HERE, LiveCase, onsets
from simulated_live.program import load_script

_PROBE = os.path.join(HERE, "scripts", "Probe")
_PATIENCE = 20.0


class ScriptTest(LiveCase):
    def setUp(self):
        LiveCase.setUp(self)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.server.close)
        self.server.setblocking(False)
        os.environ["PROBE_PORT"] = str(self.server.getsockname()[1])
        self.world.scripts.add(load_script(_PROBE))
        self.accept()

    def accept(self):
        self.heard, self.data = [], b""
        self.wait(self.accepted, "a connection")
        self.addCleanup(self.peer.close)
        self.until(hello=4)

    def accepted(self):
        try:
            self.peer, _ = self.server.accept()
        except BlockingIOError:
            return False
        self.peer.setblocking(False)
        return True

    def say(self, **told):
        self.peer.sendall((json.dumps(told) + "\n").encode())

    def told(self):
        """All that came so far."""
        try:
            self.data += self.peer.recv(65536)
        except BlockingIOError:
            pass
        *lines, self.data = self.data.split(b"\n")
        self.heard += [json.loads(line) for line in lines]
        return self.heard

    def until(self, **wanted):
        """Live runs until a message with these fields has come."""
        fits = lambda one: all(one.get(key) == value for key, value in wanted.items())
        self.wait(lambda: any(map(fits, self.told())), wanted)
        return next(filter(fits, self.heard))

    def wait(self, true, what):
        """Virtual time passes faster than a socket carries: patience is counted by the clock on the wall."""
        end = time.monotonic() + _PATIENCE
        while not true():
            self.assertLess(time.monotonic(), end, (what, self.heard, self.world.log))
            self.world.advance(0.01)

    def test_it_answers_and_tells_what_a_person_does(self):
        self.say(id="a", do="tempo", args={"bpm": 99.0})
        self.assertEqual(self.until(id="a")["value"], {"bpm": 99.0})
        self.world.user.set_tempo(140.0)
        self.until(event="tempo", bpm=140.0)

    def test_errors_come_back(self):
        self.world.faults.open_dialog()
        self.say(id="a", do="tempo", args={"bpm": 99.0})
        self.assertIn("RuntimeError", self.until(id="a")["error"])

    def test_a_call_can_be_cancelled(self):
        self.say(id="a", do="count", args={"steps": 100000})
        self.world.advance(0.1)
        self.say(cancel="a")
        self.assertEqual(self.until(id="a")["error"], "cancelled")

    def test_it_dials_again(self):
        self.peer.close()
        self.accept()

    def test_another_set_is_another_connection(self):
        self.world.user.open_set()
        self.accept()
        self.assertEqual(len(self.world.timers), 1)
        self.assertEqual(self.world.complaints, [])

    def test_it_records(self):
        self.drums()
        self.say(id="a", do="record", args={"track": 2, "beats": 4.0})
        path = self.until(id="a")["value"]["path"]
        self.assertEqual([round(second, 2) for second in onsets(path)], [0.0, 0.5, 1.0, 1.5])
        self.assertEqual(self.world.serious_errors, [])

    def test_the_script_is_python_3_7(self):
        for name in ("__init__.py", "surface.py"):
            with open(os.path.join(_PROBE, name)) as file:
                ast.parse(file.read(), name, feature_version=(3, 7))


if __name__ == "__main__":
    unittest.main()
