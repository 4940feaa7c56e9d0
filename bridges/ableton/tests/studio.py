"""A driver for tests: the simulated Live with the real Remote Script in it, and the runner at the other end."""
import os
import shutil
import sys
import tempfile
import time
import unittest

_BRIDGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
_FOLDERS = (("simulators", "live"), ("ableton",), ("core",))
sys.path[:0] = [os.path.join(_BRIDGES, *parts) for parts in _FOLDERS]

import Segue  # noqa: E402
from simulated_live.world import world  # noqa: E402

from wire import Runner  # noqa: E402

PATIENCE = 20.0


class Refusal(Exception):
    """A request ended with an error."""

    def __init__(self, error):
        super().__init__("%s: %s" % (error["code"], error["message"]))
        self.code = error["code"]
        self.error = error


class StudioCase(unittest.TestCase):
    """Each test gets a fresh Live with a fresh set, and the script connected over a real socket."""

    version = (12, 3, 1)
    edition = "Suite"

    def setUp(self):
        world.reset(self.version, self.edition)
        self.addCleanup(world.reset)
        self.world = world
        self.folder = tempfile.mkdtemp(prefix="segue live ü ")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.runner = Runner()
        self.addCleanup(self.runner.close)
        os.environ["SEGUE_BRIDGE"] = self.runner.address
        os.environ["SEGUE_BRIDGE_KEY"] = self.runner.key.hex()
        self.count = 0
        self.progress = []
        self.events = []
        self.results = {}
        self.said = []
        self.prepare()
        self.surface = world.scripts.add(Segue.create_instance)
        self.assertEqual(world.complaints, [])
        self.until(lambda: self.runner.greeted == 1)

    def tearDown(self):
        world.scripts.disconnect()
        self.assertEqual(world.complaints, [])
        self.assertEqual(world.serious_errors, [])

    def prepare(self):
        """What is in the set before the script starts."""

    @property
    def song(self):
        return world.song

    def at(self, *parts):
        return os.path.join(self.folder, *parts)

    def step(self, seconds=0.01):
        """Lets time pass in Live, and hears what the bridge said."""
        self.world.advance(seconds)
        self.runner.poll()
        heard, self.runner.messages = self.runner.messages, []
        for message in heard:
            if message["t"] == "progress":
                self.progress.append(message)
            elif message["t"] == "event":
                self.events.append(message)
            elif message["t"] == "result":
                self.results[message["id"]] = message
            else:
                self.said.append(message)

    def until(self, true):
        """Lets time pass until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            self.assertLess(time.monotonic(), end, "it never happened; Live's log says %s" % self.world.log[-5:])
            self.step()

    def request(self, command, **args):
        """Sends a request; its id."""
        self.count += 1
        self.runner.send("request", "r%d" % self.count, command=command, args=args)
        return "r%d" % self.count

    def result(self, request):
        """The value of a request, or `Refusal`."""
        self.until(lambda: request in self.results)
        found = self.results[request]
        if not found["ok"]:
            raise Refusal(found["error"])
        return found["value"]

    def call(self, command, **args):
        return self.result(self.request(command, **args))

    def refused(self, command, **args):
        """The error with which a request is refused."""
        with self.assertRaises(Refusal) as caught:
            self.call(command, **args)
        return caught.exception.error

    def code(self, command, **args):
        """Its code."""
        return self.refused(command, **args)["code"]

    def subscribe(self, *topics):
        self.runner.send("subscribe", "s", topics=list(topics))

    def told(self, topic):
        """What was told on a topic, in order."""
        return [event["data"] for event in self.events if event["topic"] == topic]
