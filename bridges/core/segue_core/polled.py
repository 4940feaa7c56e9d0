"""The host without threads: everything happens in `poll`, which the application's timer calls on its main thread."""
import errno
import select
import socket
import time

from .backoff import Backoff
from .connection import codec_of, socket_of
from .session import Session

CONNECT_SECONDS = 5.0
EVENTS_WAIT_BYTES = 1024 * 1024
CALLS_WAIT_BYTES = 16 * 1024 * 1024
WRITE_BYTES = 256 * 1024
# The next command of a row follows its answer within less than this; waiting for the next tick would cost ten times it.
FOLLOWS_SECONDS = 0.001
_PENDING = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK))


class PolledLink:
    """Dials `tcp:`, `ws:` or `unix:` addresses for ever and serves them in small portions of time.

    `poll` never raises: an error that escaped would end Live's timer for good. `log(text)` gets what went wrong.
    """

    def __init__(self, address, key, identity, registry=None, log=print, clock=time.monotonic):
        self._address = address
        self._log = log
        self._clock = clock
        self._backoff = Backoff()
        self._sock = None
        self._codec = None
        self._up = False
        self._greeted = False
        self._out = bytearray()
        self._dial_at = clock()
        self._dialled = 0.0
        self.session = Session(key, identity, registry, clock)

    def poll(self, budget=0.008):
        """Reads, works for about `budget` seconds, writes. Call it every 10 ms or so.

        After an answer it looks whether another request follows, while there is time.
        """
        end = self._clock() + budget
        try:
            while self._poll(end - self._clock()) and self._clock() < end and self._follows():
                pass
        except Exception as error:
            self._log("segue: %s: %s" % (type(error).__name__, error))
            self._drop()

    def close(self, reason):
        """Ends the calls and says goodbye, as far as the connection takes it at once."""
        self.session.pump.stop_all(reason, at_once=True)
        while not self.session.pump.idle:
            self.session.pump.tick()
        self.session.say_goodbye(reason)
        self._drop()
        self._dial_at = float("inf")

    def _poll(self, budget):
        """One turn; whether it answered all that there was."""
        session = self.session
        if self._sock is None and self._clock() >= self._dial_at:
            self._dial()
        if self._sock is not None:
            self._exchange()
        session.beat()
        had_work = not session.pump.idle
        if len(self._out) < CALLS_WAIT_BYTES:
            session.tick(budget)
        self._write()
        if session.should_close:
            self._drop()
        return had_work and session.pump.idle

    def _follows(self):
        return self._up and not self._out and bool(select.select([self._sock], [], [], FOLLOWS_SECONDS)[0])

    def _dial(self):
        self._sock, where = socket_of(self._address)
        self._codec = codec_of(self._address)
        self._dialled = self._clock()
        self._sock.setblocking(False)
        code = self._sock.connect_ex(where)
        if code not in (0,) + _PENDING:
            raise OSError(code, "no connection to the runner")

    def _exchange(self):
        ready, writable, broken = select.select([self._sock], [self._sock], [self._sock], 0)
        if not self._up:
            self._finish_dialling(bool(writable or broken))
        if not self._up or not ready:
            return
        data = self._sock.recv(65536)
        if not data:
            raise OSError("the runner is gone")
        frames = self._codec.feed(data)
        self._out += self._codec.replies()
        self._greet()
        for frame in frames:
            self.session.receive(frame)
        if self.session.connected:
            self._backoff.reset()

    def _finish_dialling(self, settled):
        if not settled:
            if self._clock() - self._dialled > CONNECT_SECONDS:
                raise OSError("the runner does not answer")
            return
        code = self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, "no connection to the runner")
        self._up = True
        self._out += self._codec.opening
        self._greet()

    def _greet(self):
        if self._codec.ready and not self._greeted:
            self._greeted = True
            self.session.open(self._send)

    def _send(self, frame):
        """Writes what goes out now, so that `busy` leaves before a step that blocks."""
        self._out += self._codec.encode(frame)
        self._write()

    def _write(self):
        if not self._up or not self._out:
            return
        try:
            sent = self._sock.send(bytes(self._out[:WRITE_BYTES]))
        except OSError as error:
            if error.errno not in _PENDING:
                self.session.should_close = True
            sent = 0
        del self._out[:sent]
        self.session.congested = len(self._out) > EVENTS_WAIT_BYTES

    def _drop(self):
        sock, self._sock = self._sock, None
        self._up = self._greeted = False
        self._out = bytearray()
        self.session.congested = False
        if self.session.refused is not None:
            self._log("segue: %s" % self.session.refused)
            self._backoff.give_up()
        self.session.closed()
        self._dial_at = self._clock() + self._backoff.next()
        if sock is not None:
            sock.close()
