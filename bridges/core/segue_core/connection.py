"""One connection to the runner: a byte stream and its framing."""
import os
import select
import socket
import threading

from .frames import LineCodec
from .streams import NamedPipe, standard_streams
from .websocket import WebSocketCodec

CONNECT_SECONDS = 5


class Connection:
    """`send` may come from any thread; `receive` blocks, for one reader at a time.

    `main_watch` is a watch for the main thread; `ended` is set by whoever finds that nothing more will come.
    """

    def __init__(self, stream, codec):
        self._stream = stream
        self._codec = codec
        self._lock = threading.Lock()
        self.main_watch = self.make_watch()
        self.ended = False

    def make_watch(self):
        """A function (seconds or None) → whether there is something to receive, for the use of one thread.

        None for streams that can only be read.
        """
        if not hasattr(self._stream, "fileno") or (os.name == "nt" and not isinstance(self._stream, socket.socket)):
            return None
        if not hasattr(select, "poll"):
            return lambda seconds: bool(select.select([self._stream], [], [], seconds)[0])
        poll = select.poll()
        poll.register(self._stream.fileno(), select.POLLIN)
        return lambda seconds: bool(poll.poll(None if seconds is None else seconds * 1000))

    def send(self, frame):
        """Puts one frame on the stream."""
        self._put(self._codec.encode(frame))

    def receive(self):
        """The next frames, in order; None when the other side has ended."""
        data = self._stream.recv(65536)
        if not data:
            return None
        frames = self._codec.feed(data)
        self._put(self._codec.replies())
        return frames

    def open(self):
        """Does what the framing needs before the first frame."""
        self._put(self._codec.opening)
        while not self._codec.ready:
            if self.receive() is None:
                raise OSError("The runner closed the connection.")

    def close(self):
        """Ends both directions, also for a thread that waits in `receive`."""
        try:
            self._stream.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._stream.close()

    def _put(self, data):
        if data:
            with self._lock:
                self._stream.sendall(data)


def dial(address):
    """Connects to an address of the runner and gets the framing ready.

    `unix:/path`, `tcp:127.0.0.1:4402`, `ws:127.0.0.1:4400/bridge`, `pipe:` and the path of a named pipe,
    `fd:3` (a socket that we inherited) or `stdio:`.
    """
    kind, _, place = address.partition(":")
    connection = Connection(_stream(kind, place), codec_of(address))
    try:
        connection.open()
    except BaseException:
        connection.close()
        raise
    return connection


def is_inherited(address):
    """Whether the connection came with the process, so that there is no second one."""
    return address.startswith(("fd:", "stdio:"))


def codec_of(address):
    """The framing that an address needs."""
    kind, _, place = address.partition(":")
    host, slash, path = place.partition("/")
    return WebSocketCodec(host, slash + path) if kind == "ws" else LineCodec()


def socket_of(address):
    """An unconnected socket for an address, and where it connects to."""
    kind, _, place = address.partition(":")
    if kind == "unix":
        return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), place
    host, _, port = place.partition("/")[0].rpartition(":")
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return sock, (host, int(port))


def _stream(kind, place):
    if kind == "stdio":
        return standard_streams()
    if kind == "pipe":
        return NamedPipe(place)
    if kind == "fd":
        return socket.socket(fileno=int(place))
    sock, where = socket_of("%s:%s" % (kind, place))
    sock.settimeout(CONNECT_SECONDS)
    sock.connect(where)
    sock.settimeout(None)
    return sock
