"""The control surface: Live's timer drives the bridge, and Live's own tick watches the timer."""
import Live

from .host import Host

try:
    from ableton.v2.control_surface import ControlSurface
except ImportError:
    from _Framework.ControlSurface import ControlSurface

TIMER_MS = 10
# One tick of a control surface is 100 ms.
WATCH_TICKS = 10


class Surface(ControlSurface):
    """One per open set: Live ends it and makes another when another set is opened."""

    def __init__(self, c_instance):
        super(Surface, self).__init__(c_instance)
        self._timer = None
        self._ended = False
        self._host = Host(self._say, self.log_message)
        self._start_timer()
        self._watch()

    def disconnect(self):
        """Live closes the set or the program, or the person chose another control surface."""
        self._ended = True
        if self._timer is not None:
            self._timer.stop()
        try:
            self._host.close("Live closed the set.")
        except Exception as error:
            self.log_message("Segue: %s: %s" % (type(error).__name__, error))
        super(Surface, self).disconnect()

    def _start_timer(self):
        self._timer = Live.Base.Timer(callback=self._poll, interval=TIMER_MS, repeat=True)
        self._timer.start()

    def _poll(self):
        # An error that escaped would end the timer for good.
        try:
            self._host.poll()
        except Exception as error:
            self.log_message("Segue: %s: %s" % (type(error).__name__, error))

    def _watch(self):
        if self._ended:
            return
        if not self._timer.running:
            self._start_timer()
        self.schedule_message(WATCH_TICKS, self._watch)

    def _say(self, text):
        self.show_message(text)
        self.log_message(text)
