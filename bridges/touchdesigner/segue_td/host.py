"""The bridge inside TouchDesigner: a WebSocket DAT that dials the runner, and a little work at every frame."""
import os
import platform
import time
import uuid

import td

from segue_core.backoff import Backoff
from segue_core.frames import MAX_FRAME, TooLarge
from segue_core.session import Session

from . import offline, place, topics, types
from .settings import Settings

VERSION = "0.1.0"
BUDGET_SECONDS = 0.004
# A connection that is neither made nor refused within this time is dialled anew.
DIAL_SECONDS = 10.0
_HEAD = 256


class Host:
    """One per component and project load. All methods are called by the DATs of the component."""

    def __init__(self, component, registry, clock=time.monotonic):
        place.settle(component)
        self._component = component
        self._socket = component.op("socket")
        self._registry = registry
        self._clock = clock
        self._session = None
        self._backoff = Backoff()
        self._state = "waiting"
        self._dial_at = clock()
        self._frame = None
        self._said = ""

    def connected(self):
        """The WebSocket DAT says that the connection stands."""
        if self._session is None:
            return
        self._state = "open"
        self._session.open(self._write)

    def received(self, text):
        """The WebSocket DAT got one message."""
        if self._session is None or self._state != "open":
            return
        data = text.encode("utf-8") if len(text) > MAX_FRAME // 4 else None
        if data is not None and len(data) > MAX_FRAME:
            self._session.receive(TooLarge(data[:_HEAD]))
        else:
            self._session.receive(text)
        if self._session.connected:
            self._backoff.reset()

    def disconnected(self):
        """The connection is gone or was never made. The WebSocket DAT does not dial again by itself."""
        if self._state == "waiting":
            return
        self._state = "waiting"
        if self._session is not None:
            if self._session.refused is not None:
                self._say("Segue: %s" % self._session.refused)
                self._backoff.give_up()
            self._session.closed()
        self._socket.par.active = False
        self._dial_at = self._clock() + self._backoff.next()

    def frame(self):
        """Does a little work. Called from several places, works once per frame. While the timeline stands still, so does
        the count of frames: then it works at every call.
        """
        if self._frame == td.absTime.frame and place.timeline().play:
            return
        self._frame = td.absTime.frame
        if self._state == "waiting" and self._clock() >= self._dial_at:
            self._dial()
        if self._state == "dialling" and self._clock() - self._dial_at > DIAL_SECONDS:
            self.disconnected()
        if self._session is None:
            return
        topics.look()
        self._session.beat()
        self._session.tick(BUDGET_SECONDS)
        if self._session.should_close and self._state == "open":
            self.disconnected()

    def frame_end(self, frame):
        """The end of a frame: recordings stop here, on the frame itself."""
        offline.frame_ended(frame)

    def close(self, reason):
        """Ends all calls and says goodbye."""
        if self._session is None:
            return
        pump = self._session.pump
        pump.stop_all(reason)
        while not pump.idle:
            pump.tick()
        self._session.say_goodbye(reason)
        self._state = "closed"
        self._socket.par.active = False

    def _dial(self):
        settings = Settings(self._component)
        try:
            if self._session is None:
                self._session = Session(settings.key(), _identity(), self._registry, self._clock)
        except (OSError, ValueError) as error:
            self._say("Segue: there is no key for this bridge yet (%s). Write the installer again." % error)
            self._dial_at = self._clock() + self._backoff.next()
            return
        self._state = "dialling"
        self._dial_at = self._clock()
        self._socket.par.netaddress = "%s/%s" % (settings.host, settings.path)
        self._socket.par.port = settings.port
        self._socket.par.active = True

    def _write(self, frame):
        sent = self._socket.sendText(frame.decode("utf-8"))
        if sent is not None and sent < 0:
            self._session.should_close = True

    def _say(self, text):
        """Prints a line into the Textport, once."""
        if text != self._said:
            self._said = text
            print(text)


def _identity():
    """The facts of the hello message. A session is one load of the project."""
    return {
        "bridge": {"name": "touchdesigner", "version": VERSION},
        "app": {
            "id": "td",
            "name": "TouchDesigner",
            "version": types.build(),
            "python": platform.python_version(),
            "pid": os.getpid(),
            "os": platform.platform()[:80],
        },
        "session": str(uuid.uuid4()),
    }
