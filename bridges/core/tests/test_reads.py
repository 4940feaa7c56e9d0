"""Quick reads that come together, or beside another call: each of them is answered, also one that takes steps."""
import unittest

from fakes import Clock, fields_of, row

from segue_core.pump import WAIT, Pump
from segue_core.registry import Registry

registry = Registry()


@registry.command(row("list.all", effects="read"))
def list_all(call):
    for _ in range(3):
        yield
    return {"tracks": 3}


@registry.command(row("wait.read", effects="read"))
def wait_read(call):
    yield WAIT
    yield WAIT
    return {}


@registry.command(row("long.write"))
def long_write(call):
    for _ in range(20):
        yield
    return {}


class ReadsCase(unittest.TestCase):
    def setUp(self):
        self.sent = []
        self.pump = Pump(lambda kind, i, fields: self.sent.append((kind, i, fields_of(fields))), Clock(), registry)

    def ask(self, i, name):
        self.pump.submit({"id": i, "command": name, "args": {}})

    def drain(self, ticks=200):
        for _ in range(ticks):
            if not self.pump.tick():
                return

    def results(self):
        return [i for kind, i, fields in self.sent if kind == "result" and fields["ok"]]

    def test_reads_in_steps_that_come_together_are_all_answered(self):
        for n in range(10):
            self.ask("r%d" % n, "list.all")
        self.drain()
        self.assertEqual(sorted(self.results()), sorted("r%d" % n for n in range(10)))
        self.assertTrue(self.pump.idle)

    def test_a_read_in_steps_is_answered_beside_a_long_write(self):
        self.ask("w", "long.write")
        self.pump.tick()
        self.ask("r", "list.all")
        self.ask("s", "wait.read")
        self.drain()
        self.assertEqual(self.results(), ["s", "r", "w"])

    def test_a_read_that_waits_for_a_tick_outlives_the_call_beside_it(self):
        self.ask("a", "list.all")
        self.ask("b", "wait.read")
        self.drain()
        self.assertEqual(sorted(self.results()), ["a", "b"])

    def test_a_read_beside_another_call_can_be_cancelled(self):
        self.ask("w", "long.write")
        self.pump.tick()
        self.ask("r", "list.all")
        self.pump.tick()
        self.pump.cancel("r", "No.")
        self.drain()
        ended = {i: fields.get("error", {}).get("code") for kind, i, fields in self.sent if kind == "result"}
        self.assertEqual(ended, {"r": "cancelled", "w": None})


if __name__ == "__main__":
    unittest.main()
