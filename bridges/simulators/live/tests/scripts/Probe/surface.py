"""The surface: a socket that a timer polls, and commands that are generators, a step per tick."""
import errno
import json
import os
import select
import socket

import Live
from ableton.v2.control_surface import ControlSurface


def set_tempo(song, bpm):
    """Sets the tempo and reads it back in the next step."""
    song.tempo = bpm
    yield
    return {"bpm": song.tempo}


def count_steps(song, steps):
    """Takes so many steps."""
    for _ in range(steps):
        yield
    return {"steps": steps}


def record(song, track, beats):
    """Records what the set plays; the path of the file."""
    target = song.tracks[track]
    wanted = Live.Track.RoutingTypeCategory.resampling
    target.input_routing_type = [kind for kind in target.available_input_routing_types if kind.category == wanted][0]
    target.arm = True
    song.clip_trigger_quantization = 0
    slot = target.clip_slots[0]
    slot.fire(beats)
    song.scenes[0].clip_slots[0].fire()
    while not slot.has_clip or slot.is_recording or not slot.clip.file_path:
        yield
    return {"path": slot.clip.file_path}


COMMANDS = {"tempo": set_tempo, "count": count_steps, "record": record}


class Probe(ControlSurface):
    """Connects to the port in PROBE_PORT, again and again."""

    def __init__(self, c_instance):
        super(Probe, self).__init__(c_instance)
        self._sock = None
        self._up = False
        self._data = b""
        self._out = b""
        self._calls = []
        self._timer = Live.Base.Timer(callback=self._safely, interval=10, repeat=True)
        self._timer.start()
        self.song.add_tempo_listener(self._tempo)

    def disconnect(self):
        """The set closes."""
        self._timer.stop()
        self.song.remove_tempo_listener(self._tempo)
        self._drop()
        super(Probe, self).disconnect()

    def _tempo(self):
        self._say(event="tempo", bpm=self.song.tempo)

    def _say(self, **told):
        self._out += (json.dumps(told) + "\n").encode("utf-8")

    def _drop(self):
        if self._sock is not None:
            self._sock.close()
        self._sock, self._up, self._data, self._out = None, False, b"", b""

    def _safely(self):
        try:
            self._poll()
        except Exception as error:
            if getattr(error, "errno", 0) not in (errno.EAGAIN, errno.EWOULDBLOCK):
                self.log_message("probe: %r" % error)
                self._drop()

    def _poll(self):
        if self._sock is None:
            self._sock = socket.socket()
            self._sock.setblocking(False)
            self._sock.connect_ex(("127.0.0.1", int(os.environ["PROBE_PORT"])))
            return
        wants = [] if self._up and not self._out else [self._sock]
        readable, writable, _ = select.select([self._sock], wants, [], 0)
        if not self._up and (readable or writable):
            if self._sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                self._drop()
                return
            self._up = True
            self._say(hello=len(self.song.tracks))
        if self._up and readable:
            self._read()
        self._work()
        if self._up and self._out:
            self._out = self._out[self._sock.send(self._out) :]

    def _read(self):
        data = self._sock.recv(65536)
        if not data:
            self._drop()
            return
        self._data += data
        while b"\n" in self._data:
            line, self._data = self._data.split(b"\n", 1)
            wanted = json.loads(line.decode("utf-8"))
            if "cancel" in wanted:
                for call in [call for call in self._calls if call[0] == wanted["cancel"]]:
                    self._calls.remove(call)
                    call[1].close()
                    self._say(id=call[0], error="cancelled")
            else:
                self._calls.append((wanted["id"], COMMANDS[wanted["do"]](self.song, **wanted["args"])))

    def _work(self):
        for call in list(self._calls[:1]):
            try:
                next(call[1])
            except StopIteration as end:
                self._calls.remove(call)
                self._say(id=call[0], value=end.value)
            except Exception as error:
                self._calls.remove(call)
                self._say(id=call[0], error="%s: %s" % (type(error).__name__, error))
