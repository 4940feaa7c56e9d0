"""A driver for tests: the simulated TouchDesigner with the installed bridge, and the runner at the other end."""
import math
import os
import queue
import shutil
import sys
import tempfile
import time
import unittest
import wave

_HERE = os.path.dirname(os.path.abspath(__file__))
_BRIDGES = os.path.join(_HERE, "..", "..")
sys.path[:0] = [os.path.join(_BRIDGES, "simulators", "td"), os.path.join(_HERE, ".."), os.path.join(_BRIDGES, "core")]

import td  # noqa: E402
from simulated_td.world import world  # noqa: E402

import build  # noqa: E402
import wire  # noqa: E402

PATIENCE = 20.0
PROJECT = {"path": "/project1"}


class Refusal(Exception):
    """A request ended with an error."""

    def __init__(self, error):
        super().__init__("%s: %s" % (error["code"], error["message"]))
        self.code = error["code"]
        self.error = error


class StudioCase(unittest.TestCase):
    """Each test gets a new process with the bridge installed by its script, connected over a real socket."""

    def setUp(self):
        world.reset()
        self.world = world
        self.folder = tempfile.mkdtemp(prefix="segue td ü ")
        self.addCleanup(shutil.rmtree, self.folder, True)
        key = wire.new_key()
        os.makedirs(self.at("secret"))
        with open(self.at("secret", "bridge-td.key"), "w") as file:
            file.write(key.hex())
        self.runner = wire.Runner(key)
        self.addCleanup(self.runner.close)
        self.count = 0
        self.progress = []
        self.events = []
        self.results = {}
        self.install()
        self.until(lambda: self.runner.greeted == 1)

    def install(self):
        """What the pasted line does."""
        text = build.script(self.folder, self.runner.port)
        exec(compile(text, "install.py", "exec"), {"print": lambda *_: None})

    def at(self, *parts):
        return os.path.join(self.folder, *parts)

    def frame(self):
        """One frame of TouchDesigner, and what the runner heard of it."""
        self.world.frame()
        while True:
            try:
                message = self.runner.messages.get_nowait()
            except queue.Empty:
                return
            if message["t"] == "progress":
                self.progress.append(message)
            elif message["t"] == "event":
                self.events.append(message)
            elif message["t"] == "result":
                self.results[message["id"]] = message

    def until(self, true):
        """Frames until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            self.assertLess(time.monotonic(), end, "it never happened; the textport says %s" % self.world.printed)
            self.frame()

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
        """The code with which a request is refused."""
        with self.assertRaises(Refusal) as caught:
            self.call(command, **args)
        return caught.exception.code

    def make(self, kind, name, parent=None):
        return self.call("op.create", parent=parent or PROJECT, type=kind, name=name)

    def sound(self, seconds=1.0, rate=8000, width=2):
        """A WAV file of so many bytes a sample: silence, with a loud low beat at every quarter of a second."""
        path = self.at("beat %d.wav" % width)
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(width)
            file.setframerate(rate)
            samples = bytearray()
            for index in range(int(seconds * rate)):
                since = index / rate % 0.25
                value = math.sin(2 * math.pi * 60 * since) * math.exp(-since * 30) * 20000
                samples += (int(value) << 8 * (width - 2)).to_bytes(width, "little", signed=True)
            file.writeframes(bytes(samples))
        return path

    def undo(self):
        td.ui.undo.undo()


def handle(fact):
    """The handle of an operator that was told about."""
    return {"path": fact["path"], "id": fact["id"]}
