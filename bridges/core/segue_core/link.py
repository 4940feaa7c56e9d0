"""The host with threads: a reader and a heartbeat beside the application's main thread. Dials again for ever."""
import threading
import time

from .backoff import Backoff
from .connection import dial, is_inherited
from .session import Session

BEAT_SECONDS = 0.05
# A main thread that has not looked at the connection for so long is busy, and the reader takes its place.
AWAY_SECONDS = 0.05


class Link:
    """Owns the session and both threads. The main thread calls `work`, or `session.tick` from a timer.

    While the main thread has nothing to do in `work` it reads the connection itself: a request that another thread
    reads first comes later by what it takes to wake a thread. `identity` holds the hello fields `bridge`, `app` and
    `session`. `key` is the bridge key as bytes.
    """

    def __init__(self, address, key, identity):
        self._address = address
        self._stop = threading.Event()
        self._connection = None
        self._threads = []
        # Held by the thread that reads.
        self._reading = threading.Lock()
        self._main_reads = False
        self._main_read_at = 0.0
        self._look_again = threading.Event()
        self.session = Session(key, identity)
        self.pump = self.session.pump

    def start(self):
        """Starts both threads; they end with `close`, a refusal or the runner's bye."""
        for run in (self._read_forever, self._beat_forever):
            thread = threading.Thread(target=run, daemon=True)
            self._threads.append(thread)
            thread.start()

    @property
    def finished(self):
        """Whether this bridge should end."""
        return self._stop.is_set()

    def lost_seconds(self):
        """How long there has been no runner; 0 while connected."""
        return self.session.lost_seconds()

    def work(self, wait):
        """One step on the main thread. Waits up to `wait` seconds for work, less than 0.05; whether there was any."""
        connection = self._connection
        if connection is None or connection.ended or connection.main_watch is None:
            return self.pump.tick(wait)
        self._main_reads = True
        with self._reading:
            if connection.main_watch(wait if self.pump.idle else 0):
                self._receive(connection)
        self._main_read_at = time.monotonic()
        self._main_reads = False
        if connection.ended or self.session.should_close:
            self._look_again.set()
        return self.pump.tick()

    def close(self, reason):
        """Says goodbye and joins the threads."""
        self.session.say_goodbye(reason)
        self._stop.set()
        self._drop()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(1)

    def _read_forever(self):
        backoff = Backoff()
        while not self._stop.is_set():
            try:
                self._connection = dial(self._address)
                self._serve(self._connection, backoff)
            except (OSError, ValueError) as error:
                print("segue: no connection to the runner: %s" % error, flush=True)
            with self._reading:
                self.session.closed()
            self._drop()
            if self.session.refused is not None:
                print("segue: %s" % self.session.refused, flush=True)
            if self.session.refused is not None or self.session.finished or is_inherited(self._address):
                self._stop.set()
            if self._stop.wait(backoff.next()):
                break

    def _serve(self, connection, backoff):
        watch = connection.make_watch()
        self.session.open(self._send)
        while not self.session.should_close and not connection.ended:
            if self._main_is_here():
                self._look_again.wait(AWAY_SECONDS)
                self._look_again.clear()
            elif watch is None or watch(AWAY_SECONDS if self._main_read_at > 0 else None):
                with self._reading:
                    if not self._main_is_here():
                        self._receive(connection)
            if self.session.connected:
                backoff.reset()

    def _main_is_here(self):
        return self._main_reads or time.monotonic() < self._main_read_at + AWAY_SECONDS

    def _receive(self, connection):
        """Takes what has come. Waits when nothing has."""
        try:
            frames = connection.receive()
            for frame in frames or ():
                self.session.receive(frame)
        except (OSError, ValueError) as error:
            if not self._stop.is_set() and not self.session.should_close:
                print("segue: the connection to the runner broke: %s" % error, flush=True)
            frames = None
        connection.ended = connection.ended or frames is None

    def _send(self, frame):
        connection = self._connection
        if connection is None:
            return
        try:
            connection.send(frame)
        except OSError:
            self._drop()

    def _beat_forever(self):
        """Beats even while the main thread is busy."""
        while not self._stop.wait(BEAT_SECONDS):
            self.session.beat()
            self.session.flush()
            if self.session.should_close:
                self._drop()

    def _drop(self):
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
