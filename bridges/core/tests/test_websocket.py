"""The client's side of RFC 6455."""
import base64
import hashlib
import unittest

from fakes import KEY  # noqa: F401  (finds the core)

from segue_core.frames import MAX_FRAME, TooLarge
from segue_core.websocket import WebSocketCodec

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def frame(kind, body, last=True):
    """One frame of a server: never masked."""
    head = bytes([(0x80 if last else 0) | kind])
    if len(body) < 126:
        return head + bytes([len(body)]) + body
    if len(body) < 65536:
        return head + b"\x7e" + len(body).to_bytes(2, "big") + body
    return head + b"\x7f" + len(body).to_bytes(8, "big") + body


def unmasked(data):
    """`(kind, body)` of one short frame of the client."""
    length, mask = data[1] & 127, data[2:6]
    return data[0] & 15, bytes(byte ^ mask[at % 4] for at, byte in enumerate(data[6 : 6 + length]))


class WebSocketTest(unittest.TestCase):
    def setUp(self):
        self.codec = WebSocketCodec("127.0.0.1:4400", "/bridge")

    def answer(self):
        lines = self.codec.opening.split(b"\r\n")
        key = next(line for line in lines if line.startswith(b"Sec-WebSocket-Key: ")).split(b": ")[1]
        accept = base64.b64encode(hashlib.sha1(key + _GUID).digest())
        return b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n"

    def open(self):
        self.assertEqual(self.codec.feed(self.answer()), [])

    def test_it_asks_for_an_upgrade_and_takes_the_right_answer_only(self):
        self.assertTrue(self.codec.opening.startswith(b"GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:4400\r\n"))
        self.assertFalse(self.codec.ready)
        with self.assertRaises(OSError):
            self.codec.feed(b"HTTP/1.1 101 Switching\r\nSec-WebSocket-Accept: wrong\r\n\r\n")
        self.setUp()
        self.open()
        self.assertTrue(self.codec.ready)

    def test_an_answer_without_end_is_refused(self):
        with self.assertRaises(OSError):
            self.codec.feed(b"x" * 9000)

    def test_messages_survive_any_cut(self):
        data = self.answer() + frame(1, "Füße 🎛".encode()) + frame(1, b"y" * 70000)
        found = [message for byte in data for message in self.codec.feed(bytes([byte]))]
        self.assertEqual(found, ["Füße 🎛".encode(), b"y" * 70000])

    def test_parts_become_one_message_with_a_ping_in_between(self):
        self.open()
        found = self.codec.feed(frame(1, b"one ", False) + frame(9, b"hey") + frame(0, b"two"))
        self.assertEqual(found, [b"one two"])
        self.assertEqual(unmasked(self.codec.replies()), (10, b"hey"))
        self.assertEqual(self.codec.replies(), b"")

    def test_what_it_sends_is_masked_text(self):
        self.assertEqual(unmasked(self.codec.encode(b"hello")), (1, b"hello"))
        self.assertEqual(self.codec.encode(b"x" * 200)[1], 0xFE)
        self.assertEqual(self.codec.encode(b"x" * 70000)[1], 0xFF)

    def test_a_message_over_the_limit_is_dropped_and_the_next_one_lives(self):
        self.open()
        big = frame(1, b'{"id":"big"}' + b"." * MAX_FRAME)
        found = self.codec.feed(big[:1000])
        found += self.codec.feed(big[1000:] + frame(1, b"next"))
        self.assertIsInstance(found[0], TooLarge)
        self.assertTrue(found[0].head.startswith(b'{"id":"big"}'))
        self.assertEqual(found[1:], [b"next"])

    def test_a_close_and_what_no_server_may_send_end_the_connection(self):
        for bad in (frame(8, b""), bytes([0x81, 0x81, 0, 0, 0, 0, 0]), bytes([0xF1, 0]), frame(3, b"")):
            self.setUp()
            self.open()
            with self.assertRaises(OSError):
                self.codec.feed(bad)


if __name__ == "__main__":
    unittest.main()
