"""Frames that nobody should send: a bridge answers or drops each of them, and serves the next request."""
import json
import random
import unittest

from fakes import IDENTITY, KEY, Clock, Runner, row

from segue_core.frames import MAX_FRAME, FrameReader, TooLarge, decode_json, encode_json
from segue_core.registry import Registry
from segue_core.session import Session
from segue_core.websocket import WebSocketCodec

INPUTS = 100000
LIMIT = 4096
ODD = (
    None, True, 0, -1, 1.5, 1e308, 10**400, "", "x", "\ud800", "\udfff\ud800", "__proto__", "é" * 90, [], {}, [[]],
    {"__proto__": {"polluted": True}}, ["\ud800"], {"\ud800": 1}, {"call": 1}, {"self": 1}, 2**63,
)
KINDS = ("request", "cancel", "ping", "pong", "subscribe", "unsubscribe", "challenge", "welcome", "reject", "nonsense")
FIELDS = (
    "t", "id", "ts", "from", "to", "command", "args", "version", "deadline_ms", "idempotency_key", "dry_run", "topics",
    "reason", "nonce", "proof", "protocol",
)
TEXTS = ("", " ", "null", "true", "3", "[]", "{}", "{}{}", '"', "{", "NaN", '{"t":', "[" * 3000, '{"a":' * 2000, "\x00")
NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, "0x1", "01", "1.", "--1")


class Hostile:
    """Seeded frames, as bytes without their end."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self.made = 0

    def next(self):
        self.made += 1
        pick = self._random.random()
        if pick < 0.1:
            return self._random.choice(TEXTS).encode("utf-8")
        if pick < 0.15:
            return self._bytes(self._random.randrange(60)).replace(b"\n", b"\r")
        if pick < 0.25:
            number = self._random.choice(NUMBERS)
            return ('{"t":"request","id":"n%d","command":"echo","args":{"n":%s}}' % (self.made, number)).encode()
        frame = json.dumps(self._message(), ensure_ascii=self._random.random() < 0.5).encode("utf-8", "surrogatepass")
        if pick < 0.4:
            return frame[: self._random.randrange(len(frame))]
        if pick < 0.6:
            at = self._random.randrange(len(frame))
            return frame[:at] + self._bytes(1).replace(b"\n", b"\xff") + frame[at + 1 :]
        if pick < 0.601:
            return frame + b"x" * (2 * LIMIT)
        return frame

    def cuts(self, data):
        """The bytes in pieces, cut anywhere."""
        while data:
            size = self._random.choice((1, 7, 64, 1000, 20000))
            yield data[:size]
            data = data[size:]

    def _bytes(self, count):
        return bytes(self._random.randrange(256) for _ in range(count))

    def _message(self):
        message = {"t": self._random.choice(KINDS), "id": "i%d" % self.made, "command": "echo", "args": {}}
        for _ in range(self._random.randrange(4)):
            message[self._random.choice(FIELDS)] = self._random.choice(ODD)
        return message


class HostileFramesTest(unittest.TestCase):
    def test_R23_whatever_frames_come_the_next_request_is_served(self):
        registry, clock = Registry(), Clock()
        registry.command(row("echo", effects="read", input_schema={"type": "object"}))(lambda call, **args: args)
        session = Session(KEY, IDENTITY, registry, clock)
        runner = Runner(session).open()
        sent = []
        session._write = sent.append
        hostile, reader, frames = Hostile(23), FrameReader(LIMIT), 0
        while frames < INPUTS:
            data = b"".join(hostile.next() + b"\n" for _ in range(50))
            for piece in hostile.cuts(data):
                for frame in reader.feed(piece):
                    frames += 1
                    session.receive(frame)
                    session.tick(0)
                self.assertLessEqual(sum(map(len, reader._parts)), LIMIT + len(piece))
            clock.now += 0.001
        while session.pump.tick():
            pass
        for answer in sent:
            self.assertLessEqual(len(decode_json(answer)["id"]), 80)
        self.assertTrue(session.connected and session.pump.idle and not session.should_close)
        session._write = lambda frame: runner.sent.append(decode_json(frame))
        last = runner.request("echo", args={"text": "Füße 🎛"})
        session.tick(1)
        self.assertEqual(runner.outcome(last), {"text": "Füße 🎛"})

    def test_R23_before_the_proof_any_such_frame_ends_the_connection(self):
        for frame in (b"{", b"\xff\xfe", b"[]", b"[" * 100000, b'{"t":"request","id":"1"}', TooLarge(b'{"id":"1"')):
            session = Session(KEY, IDENTITY, Registry(), Clock())
            session.open(lambda frame: None)
            session.receive(frame)
            self.assertTrue(session.should_close, frame[:20] if isinstance(frame, bytes) else frame)

    def test_R23_whatever_bytes_come_a_websocket_gives_messages_or_ends(self):
        dice = random.Random(23)
        for _ in range(5000):
            codec = WebSocketCodec("127.0.0.1:4400", "/bridge")
            codec.ready = True
            data = bytes(dice.choice((0x81, 0x01, 0x80, 0x89, 0x7E, 0x7F, 0x05, 0x00, 0xFF, 0x41)) for _ in range(60))
            try:
                found = codec.feed(data[:20]) + codec.feed(data[20:])
            except OSError:
                continue
            self.assertLessEqual(len(codec._data), MAX_FRAME)
            for message in found:
                self.assertIsInstance(message, (bytes, TooLarge))

    def test_a_number_that_json_has_not_is_refused_and_half_a_pair_comes_back(self):
        for number in ("NaN", "Infinity", "-Infinity", "9" * 5000):
            with self.assertRaises(ValueError):
                decode_json('{"a":%s}' % number)
        half = {"text": "\ud83c"}
        self.assertEqual(decode_json(encode_json(half)), half)


if __name__ == "__main__":
    unittest.main()
