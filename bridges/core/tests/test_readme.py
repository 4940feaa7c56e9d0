"""The example of the README runs as it stands there."""
import os
import re
import unittest

from fakes import IDENTITY, KEY, Runner

_README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "README.md")


class Song:
    tempo = 120
    dialog_is_open = False

    def __init__(self):
        self.tracks = []
        self.steps = []
        self.listener = None

    def add_tempo_listener(self, listener):
        self.listener = listener

    def remove_tempo_listeners(self):
        self.listener = None

    def begin_undo_step(self):
        self.steps.append("begin")

    def end_undo_step(self):
        self.steps.append("end")


class ReadmeTest(unittest.TestCase):
    def setUp(self):
        with open(_README, encoding="utf-8") as file:
            example = re.search(r"```python\n(from contextlib.*?)```", file.read(), re.DOTALL).group(1)
        names = {}
        exec(compile(example, _README, "exec"), names)
        self.song = Song()
        self.link, _ = names["make_bridge"](self.song, "tcp:127.0.0.1:9", KEY, IDENTITY)
        self.session = self.link.session
        self.runner = Runner(self.session).open()

    def ask(self, command, **args):
        request = self.runner.request(command, args=args)
        self.session.tick(1.0)
        self.session.tick(1.0)
        return self.runner.outcome(request)

    def test_a_value_is_set_and_read_back_in_one_undo_step(self):
        self.assertEqual(self.ask("tempo.set", bpm=98), {"bpm": 98})
        self.assertEqual((self.song.tempo, self.song.steps), (98, ["begin", "end"]))
        self.song.dialog_is_open = True
        self.assertEqual(self.ask("tempo.set", bpm=99), "app_busy")

    def test_what_the_probe_misses_is_not_there(self):
        self.assertEqual(self.ask("track.name", track="track:1"), "not_available")

    def test_the_topic_tells_while_somebody_listens(self):
        self.runner.say("subscribe", topics=["tempo"])
        self.session.tick(0)
        self.song.listener()
        self.session.flush()
        self.assertEqual(self.runner.heard("event")[0]["data"], 120)


if __name__ == "__main__":
    unittest.main()
