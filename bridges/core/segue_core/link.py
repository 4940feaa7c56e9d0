"""The host with threads: a reader and a heartbeat beside the application's main thread. Dials again for ever."""
import threading

from .backoff import Backoff
from .connection import dial, is_inherited
from .session import Session

BEAT_SECONDS = 0.05


class Link:
    """Owns the session and both threads. The main thread calls `pump.tick` or `session.tick`.

    `identity` holds the hello fields `bridge`, `app` and `session`. `key` is the bridge key as bytes.
    """

    def __init__(self, address, key, identity):
        self._address = address
        self._stop = threading.Event()
        self._connection = None
        self._threads = []
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
            self.session.closed()
            self._drop()
            if self.session.refused is not None:
                print("segue: %s" % self.session.refused, flush=True)
            if self.session.refused is not None or self.session.finished or is_inherited(self._address):
                self._stop.set()
            if self._stop.wait(backoff.next()):
                break

    def _serve(self, connection, backoff):
        self.session.open(self._send)
        while not self.session.should_close:
            frames = connection.receive()
            if frames is None:
                break
            for frame in frames:
                self.session.receive(frame)
            if self.session.connected:
                backoff.reset()

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
