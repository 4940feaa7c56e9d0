"""The host without threads, over a real socket: everything happens in `poll`."""
import json
import select
import socket
import unittest

from fakes import IDENTITY, KEY, Clock, row

from segue_core.frames import FrameReader
from segue_core.handshake import make_nonce, make_proof
from segue_core.polled import CONNECT_SECONDS, PolledLink
from segue_core.pump import WAIT
from segue_core.registry import Registry


class PolledTest(unittest.TestCase):
    def setUp(self):
        self.clock = Clock()
        self.log = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.server.close)
        self.registry = Registry()
        self.registry.command(row("echo", input_schema={"type": "object"}))(lambda call, **args: args)
        address = "tcp:127.0.0.1:%d" % self.server.getsockname()[1]
        self.link = PolledLink(address, KEY, IDENTITY, self.registry, self.log.append, self.clock)
        self.addCleanup(lambda: self.link.close("done"))
        self.peer = None
        self.heard = []

    def until(self, true):
        """Polls until something is true; each poll is a step of the clock."""
        for _ in range(20000):
            if true():
                return
            self.link.poll()
            self.hear()
            self.clock.now += 0.001
        self.fail("it never happened; the log says %s" % self.log[-3:])

    def hear(self):
        if select.select([self.server], [], [], 0)[0]:
            if self.peer is not None:
                self.peer.close()
            self.peer, _ = self.server.accept()
            self.addCleanup(self.peer.close)
            self.reader = FrameReader()
        while self.peer is not None and select.select([self.peer], [], [], 0)[0]:
            data = self.peer.recv(65536)
            if not data:
                self.peer.close()
                self.peer = None
                return
            for line in self.reader.feed(data):
                self.take(json.loads(line.decode("utf-8")))

    def take(self, message):
        self.heard.append(message)
        if message["t"] == "hello":
            self.nonces = (message["nonce"], make_nonce())
            self.say("challenge", nonce=self.nonces[1], proof=make_proof(KEY, "runner", *self.nonces))
        elif message["t"] == "prove":
            self.say("welcome", protocol="1.0", heartbeat_ms=5000, runner={"version": "0"}, resume="new")

    def say(self, kind, **fields):
        message = dict({"t": kind, "id": "r1", "ts": 0, "from": "runner", "to": "live"}, **fields)
        self.peer.sendall(json.dumps(message).encode() + b"\n")

    def result(self):
        return next((one for one in self.heard if one["t"] == "result"), None)

    def test_it_dials_greets_and_serves(self):
        self.until(lambda: self.link.session.connected)
        self.say("request", command="echo", args={"n": 1})
        self.until(self.result)
        self.assertEqual(self.result()["value"], {"n": 1})

    def test_a_message_that_comes_in_pieces_is_read_whole(self):
        self.until(lambda: self.link.session.connected)
        message = {"t": "request", "id": "r1", "ts": 0, "from": "a", "to": "b", "command": "echo", "args": {"n": "ü"}}
        for byte in json.dumps(message, ensure_ascii=False).encode() + b"\n":
            self.peer.sendall(bytes([byte]))
            self.link.poll()
        self.until(self.result)
        self.assertEqual(self.result()["value"], {"n": "ü"})

    def test_a_request_that_follows_an_answer_at_once_waits_for_no_tick(self):
        order = []

        @self.registry.command(row("first"))
        def first(call):
            order.append("first")
            self.say("request", id="r2", command="second", args={})

        self.registry.command(row("second"))(lambda call: order.append("second"))
        self.until(lambda: self.link.session.connected)
        self.say("request", command="first", args={})
        select.select([self.link._sock], [], [], 5)
        self.link.poll()
        self.assertEqual(order, ["first", "second"])

    def test_it_dials_again_when_the_runner_is_gone(self):
        self.until(lambda: self.link.session.connected)
        self.peer.close()
        self.peer = None
        self.until(lambda: not self.link.session.connected)
        self.until(lambda: self.link.session.connected)
        hellos = [one for one in self.heard if one["t"] == "hello"]
        self.assertEqual(len(hellos), 2)

    def test_without_a_runner_it_goes_on_trying_and_never_raises(self):
        self.server.close()
        for _ in range(5):
            self.link.poll()
            self.clock.now += 40
        self.assertGreaterEqual(len(self.log), 2)
        self.assertIn("runner", self.log[0])
        self.assertGreater(CONNECT_SECONDS, 0)

    def test_busy_leaves_before_the_step_that_blocks(self):
        seen = []

        @self.registry.command(row("heavy"))
        def heavy(call):
            call.busy(9000, "Thinking")
            select.select([self.peer], [], [], 5)
            self.hear()
            seen.extend(one["t"] for one in self.heard)

        self.until(lambda: self.link.session.connected)
        self.say("request", command="heavy", args={})
        self.until(self.result)
        self.assertIn("busy", seen)

    def test_closing_ends_the_calls_and_says_goodbye(self):
        ended = []

        @self.registry.command(row("endless"))
        def endless(call):
            try:
                while True:
                    yield WAIT
            finally:
                ended.append(True)

        self.until(lambda: self.link.session.connected)
        self.say("request", command="endless", args={})
        self.until(lambda: not self.link.session.pump.idle)
        self.link.poll(0)
        self.link.close("The end.")
        select.select([self.peer], [], [], 5)
        self.hear()
        self.assertEqual((ended, self.result()["error"]["code"]), ([True], "cancelled"))
        self.assertEqual(self.heard[-1]["t"], "bye")


if __name__ == "__main__":
    unittest.main()
