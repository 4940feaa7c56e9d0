"""The wire without a transport: handshake, requests, heartbeats, goodbye."""
import json
import unittest

from fakes import IDENTITY, KEY, Clock, Runner, row

from segue_core.frames import MAX_FRAME, TooLarge
from segue_core.registry import Registry
from segue_core.session import HANDSHAKE_SECONDS, Session


class SessionCase(unittest.TestCase):
    def setUp(self):
        self.clock = Clock()
        self.registry = Registry()
        self.registry.command(row("echo", input_schema={"type": "object"}))(lambda call, **args: args)
        self.session = Session(KEY, IDENTITY, self.registry, self.clock)
        self.runner = Runner(self.session)

    def work(self):
        self.session.tick(1.0)


class HandshakeTest(SessionCase):
    def test_it_greets_proves_and_says_what_it_can_do(self):
        self.registry.topic("tempo", "Tempo")(lambda publish: None)
        self.registry.exchange_dir = "/tmp/exchange"
        self.runner.open()
        hello, prove, offer = self.runner.sent
        self.assertEqual((hello["t"], prove["t"], offer["t"]), ("hello", "prove", "capabilities"))
        self.assertEqual((hello["session"], hello["protocol"], hello["inflight"]), ("s", "1.0", []))
        self.assertEqual([one["command"] for one in offer["capabilities"]], ["echo"])
        self.assertEqual(offer["topics"], [{"topic": "tempo", "title": "Tempo"}])
        self.assertEqual(offer["limits"]["exchange_dir"], "/tmp/exchange")
        self.assertTrue(self.session.connected)

    def test_the_key_is_never_sent(self):
        self.runner.open()
        self.assertNotIn(KEY.hex(), json.dumps(self.runner.sent))
        self.assertNotIn(KEY.decode(), json.dumps(self.runner.sent))

    def test_a_runner_with_another_key_is_refused(self):
        self.runner.open(key=b"x" * 32)
        self.assertEqual([one["t"] for one in self.runner.sent], ["hello"])
        self.assertIn("not the runner", self.session.refused)
        self.assertTrue(self.session.should_close)

    def test_another_major_version_is_refused(self):
        self.runner.open(protocol="2.0")
        self.assertIn("2.0", self.session.refused)
        self.assertFalse(self.session.connected)

    def test_a_refusal_is_told_in_words(self):
        self.session.open(lambda frame: None)
        self.runner.say("reject", code="bad_key", message="The bridge key is wrong.")
        self.assertIn("The bridge key is wrong.", self.session.refused)

    def test_a_runner_that_says_nothing_is_given_up(self):
        self.session.open(lambda frame: None)
        self.clock.now = HANDSHAKE_SECONDS + 1
        self.session.beat()
        self.assertTrue(self.session.should_close)

    def test_a_request_before_the_welcome_ends_the_connection(self):
        self.session.open(lambda frame: None)
        self.runner.request("echo")
        self.assertTrue(self.session.should_close)


class RequestTest(SessionCase):
    def setUp(self):
        super().setUp()
        self.runner.open()

    def test_a_request_is_answered_once(self):
        request = self.runner.request("echo", args={"text": "Füße 🎛"})
        self.work()
        self.assertEqual(self.runner.outcome(request), {"text": "Füße 🎛"})

    def test_what_is_no_request_is_refused_and_the_next_one_served(self):
        for bad in ({"args": []}, {"args": {}, "deadline_ms": 0}, {"args": {}, "deadline_ms": "soon"}):
            self.assertEqual(self.runner.outcome(self.runner.say("request", command="echo", **bad)), "bad_request")
        for frame in ("no json", "[]", '{"t": 1, "id": "a"}', "[" * 100000, b"\xff\xfe"):
            self.session.receive(frame)
        self.assertEqual({one["error"]["code"] for one in self.runner.heard("result")}, {"bad_request"})
        request = self.runner.request("echo")
        self.work()
        self.assertEqual(self.runner.outcome(request), {})

    def test_a_frame_over_the_limit_is_refused_by_its_id(self):
        self.session.receive(TooLarge(b'{"t":"request","id":"big","x":"' + b"x" * 9))
        self.assertEqual(self.runner.outcome("big"), "too_large")
        self.assertGreater(MAX_FRAME, 1024)

    def test_pings_are_answered_by_their_id(self):
        self.assertEqual(self.runner.say("ping"), self.runner.heard("pong")[0]["id"])

    def test_calls_go_on_over_a_lost_connection(self):
        @self.registry.command(row("slow"))
        def slow(call):
            yield {"data": {"step": 1}}
            yield
            return "done"

        request = self.runner.request("slow")
        self.session.pump.tick()
        self.session.closed()
        self.clock.now = 7.0
        self.assertEqual(self.session.lost_seconds(), 7.0)
        self.runner.open()
        self.assertEqual(self.runner.heard("hello")[-1]["inflight"], [request])
        self.assertEqual(len(self.runner.heard("progress")), 2)
        self.work()
        self.assertEqual((self.runner.outcome(request), self.session.lost_seconds()), ("done", 0.0))

    def test_goodbye_cancels_what_runs_and_ends_the_connection(self):
        @self.registry.command(row("endless"))
        def endless(call):
            while True:
                yield

        request = self.runner.request("endless")
        self.session.pump.tick()
        self.runner.say("bye", reason="The end.")
        self.session.pump.tick()
        self.assertEqual(self.runner.outcome(request), "cancelled")
        self.assertTrue(self.session.finished and self.session.should_close)

    def test_what_can_be_done_is_told_again_when_it_has_changed(self):
        self.registry.command(row("more"))(lambda call: None)
        self.session.announce()
        self.assertEqual(len(self.runner.heard("capabilities")[-1]["capabilities"]), 2)

    def test_busy_is_said_before_the_step_goes_on(self):
        seen = []

        @self.registry.command(row("heavy"))
        def heavy(call):
            call.busy(9000, "Thinking")
            seen.extend(self.runner.heard("busy"))

        self.runner.request("heavy")
        self.work()
        self.assertEqual((seen[0]["expect_ms"], seen[0]["reason"]), (9000, "Thinking"))


class HeartTest(SessionCase):
    def test_it_beats_and_gives_up_a_silent_runner(self):
        self.runner.open()
        for self.clock.now in (4.9, 5.1, 10.2):
            self.session.beat()
        self.assertEqual(len(self.runner.heard("ping")), 2)
        self.assertFalse(self.session.should_close)
        self.clock.now = 15.3
        self.session.beat()
        self.assertTrue(self.session.should_close)

    def test_a_beat_says_what_keeps_the_main_thread(self):
        self.runner.open()

        @self.registry.command(row("slow"))
        def slow(call):
            yield
            yield

        self.runner.request("slow")
        self.session.pump.tick()
        self.clock.now = 6.0
        self.session.beat()
        (ping,) = self.runner.heard("ping")
        self.assertEqual((ping["busy_with"], ping["main_tick_age_ms"], ping["queue"]), ("slow", 6000, 0))


if __name__ == "__main__":
    unittest.main()
