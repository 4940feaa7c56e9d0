"""The core without any application: framing, schema, proof, pump."""
import itertools
import unittest

from fakes import fields_of

from segue_core.failure import Failure
from segue_core.frames import FrameReader, LineCodec, TooLarge, encode_json
from segue_core.handles import Handles
from segue_core.handshake import is_proof, make_proof
from segue_core.pump import QUEUE_LIMIT, Pump
from segue_core.registry import command
from segue_core.schema import check


def spec(name, **facts):
    row = {"command": name, "input_schema": {}, "effects": "write", "progress": False}
    row.update(facts)
    return row


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class PumpCase(unittest.TestCase):
    def setUp(self):
        self.sent = []
        self.clock = Clock()
        self.pump = Pump(lambda kind, i, fields: self.sent.append((kind, i, fields_of(fields))), self.clock)

    def request(self, i, name, **fields):
        self.pump.submit(dict({"id": i, "command": name, "args": {}}, **fields))

    def drain(self):
        while self.pump.tick():
            pass

    def results(self):
        return [(i, f["value"] if f["ok"] else f["error"]["code"]) for kind, i, f in self.sent if kind == "result"]


class PumpTest(PumpCase):
    def test_calls_run_in_order_and_answer_once(self):
        seen = []
        command(spec("t.a"))(lambda call: seen.append(call.id))
        for i in ("1", "2", "3"):
            self.request(i, "t.a")
        self.drain()
        self.assertEqual(seen, ["1", "2", "3"])
        self.assertEqual(self.results(), [("1", None), ("2", None), ("3", None)])

    def test_a_quick_read_runs_between_the_steps_of_a_mutation(self):
        order = []

        @command(spec("t.steps"))
        def steps(call):
            for n in range(3):
                order.append(n)
                yield
            order.append("end")

        command(spec("t.read", effects="read"))(lambda call: order.append("read"))
        self.request("m", "t.steps")
        self.pump.tick()
        self.request("r", "t.read")
        self.drain()
        self.assertEqual(order, [0, "read", 1, 2, "end"])

    def test_cancelling_a_waiting_call_answers_at_once_and_never_runs_it(self):
        ran = []
        command(spec("t.b"))(lambda call: ran.append(call.id))
        self.request("1", "t.b")
        self.pump.cancel("1", "no")
        self.drain()
        self.assertEqual((ran, self.results()), ([], [("1", "cancelled")]))

    def test_a_cancelled_call_cleans_up_before_it_answers(self):
        trace = []

        @command(spec("t.c"))
        def work(call):
            try:
                yield
                yield
            finally:
                trace.append(len(self.results()))

        self.request("1", "t.c")
        self.pump.tick()
        self.pump.cancel("1", "stop")
        self.drain()
        self.assertEqual((trace, self.results()), ([0], [("1", "cancelled")]))

    def test_a_step_that_does_not_end_is_interrupted_once_after_its_patience(self):
        hits = []

        @command(spec("t.d"))
        def work(call):
            with call.interruptible(lambda: hits.append(self.clock.now), 1.0):
                self.pump.cancel(call.id, "stop")
                for self.clock.now in (0.5, 1.6, 3.0):
                    self.pump.watch()
            call.check()
            yield

        self.request("1", "t.d")
        self.drain()
        self.assertEqual((hits, self.results()), ([1.6], [("1", "cancelled")]))

    def test_the_deadline_ends_a_call_with_timeout(self):
        @command(spec("t.e"))
        def work(call):
            while True:
                self.clock.now += 1
                yield

        self.request("1", "t.e", deadline_ms=2500)
        self.drain()
        self.assertEqual(self.results(), [("1", "timeout")])

    def test_a_full_queue_says_busy(self):
        command(spec("t.h"))(lambda call: None)
        for n in range(QUEUE_LIMIT + 1):
            self.request(str(n), "t.h")
        self.assertEqual(self.results(), [(str(QUEUE_LIMIT), "app_busy")])

    def test_an_error_of_the_application_belongs_to_its_call(self):
        command(spec("t.i"))(lambda call: 1 / 0)
        command(spec("t.j"))(lambda call: "fine")
        self.request("1", "t.i")
        self.request("2", "t.j")
        self.drain()
        self.assertEqual(self.results(), [("1", "app_error"), ("2", "fine")])

    def test_an_id_in_flight_is_not_taken_twice(self):
        command(spec("t.k"))(lambda call: None)
        self.request("1", "t.k")
        self.request("1", "t.k")
        self.drain()
        self.assertEqual(len(self.results()), 1)


class WindingUpTest(PumpCase):
    def test_a_stopped_call_may_wind_up_over_several_steps_before_it_answers(self):
        steps = []

        @command(spec("t.winding"))
        def winding(call):
            call.winds_up = True
            try:
                while True:
                    yield
            finally:
                for step in range(3):
                    steps.append(step)
                    yield

        self.request("1", "t.winding")
        self.pump.tick()
        self.pump.cancel("1", "no more")
        self.pump.tick()
        self.assertEqual((steps, self.results()), ([0], []))
        self.drain()
        self.assertEqual((steps, self.results()), ([0, 1, 2], [("1", "cancelled")]))

    def test_there_is_no_winding_up_when_everything_ends_at_once(self):
        @command(spec("t.endless"))
        def endless(call):
            call.winds_up = True
            while True:
                try:
                    yield
                except Failure:
                    pass

        self.request("1", "t.endless")
        self.pump.tick()
        self.pump.stop_all("The end.", at_once=True)
        self.drain()
        self.assertEqual(self.results(), [("1", "cancelled")])


class HandlesTest(unittest.TestCase):
    def code(self, handles, handle):
        with self.assertRaises(Failure) as caught:
            handles.get(handle)
        return caught.exception.code

    def test_a_handle_ends_with_its_thing_and_names_no_other(self):
        alive = {"drums"}
        handles = Handles("track", lambda thing: thing in alive)
        handle = handles.of("drums", 1)
        self.assertEqual((handles.of("drums", 1), handles.get(handle)), (handle, "drums"))
        alive.clear()
        self.assertEqual(self.code(handles, handle), "stale_handle")
        alive.add("bass")
        self.assertNotEqual(handles.of("bass", 1), handle)
        self.assertEqual(self.code(handles, handle), "stale_handle")

    def test_handles_of_an_earlier_session_name_nothing(self):
        numbers = itertools.count(1)
        before, after = (Handles("track", lambda thing: True, numbers) for _ in range(2))
        old = before.of("drums", 1)
        self.assertNotEqual(after.of("bass", 1), old)
        self.assertEqual(self.code(after, old), "stale_handle")


class FramesTest(unittest.TestCase):
    def test_lines_survive_any_cut(self):
        frames = [encode_json(message) for message in ({"t": "a", "text": "Füße 🎛"}, {"t": "b"})]
        data = b"".join(map(LineCodec().encode, frames))
        reader = FrameReader()
        lines = [line for n in range(len(data)) for line in reader.feed(data[n : n + 1])]
        self.assertEqual(lines, frames)

    def test_a_line_over_the_limit_is_dropped_and_the_next_one_lives(self):
        first, second = FrameReader(16).feed(b'{"id":"x"' + b"." * 40 + b"\nnext\n")
        self.assertIsInstance(first, TooLarge)
        self.assertTrue(first.head.startswith(b'{"id":"x"'))
        self.assertEqual(second, b"next")


class SchemaTest(unittest.TestCase):
    schema = {
        "type": "object",
        "properties": {
            "frame": {"type": "integer", "minimum": 1},
            "name": {"type": ["string", "null"], "default": None},
            "size": {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}]},
            "place": {"prefixItems": [{"type": "number"}] * 2, "type": "array", "default": [0, 0]},
        },
        "required": ["frame", "size", "place"],
        "additionalProperties": False,
    }

    def test_defaults_are_filled_in(self):
        self.assertEqual(check(self.schema, {"frame": 2, "size": None})["place"], [0, 0])

    def test_each_mistake_is_named_by_place(self):
        good = {"frame": 1, "size": None}
        for bad, place in (
            ({"size": None}, "args.frame"),
            (dict(good, frame=True), "args.frame"),
            (dict(good, frame=0), "args.frame"),
            (dict(good, name=4), "args.name"),
            (dict(good, size=0), "args.size"),
            (dict(good, size=float("inf")), "args.size"),
            (dict(good, place=[1]), "args.place"),
            (dict(good, place=[1, "x"]), "args.place[1]"),
            (dict(good, more=1), "args.more"),
        ):
            with self.assertRaises(Failure) as caught:
                check(self.schema, bad)
            self.assertEqual(caught.exception.code, "invalid_args")
            self.assertTrue(caught.exception.message.startswith(place + " "), caught.exception.message)


class ProofTest(unittest.TestCase):
    def test_a_proof_holds_for_its_key_role_and_nonces_only(self):
        proof = make_proof(b"k", "runner", "aa", "bb")
        self.assertTrue(is_proof(b"k", "runner", ("aa", "bb"), proof))
        for key, role, nonces in ((b"x", "runner", ("aa", "bb")), (b"k", "bridge", ("aa", "bb")), (b"k", "runner", ("aa", "bc"))):
            self.assertFalse(is_proof(key, role, nonces, proof))


if __name__ == "__main__":
    unittest.main()
