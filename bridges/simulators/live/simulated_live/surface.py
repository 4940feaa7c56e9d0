"""What a Remote Script derives from. Live calls `update_display` every 100 ms; messages are counted in those."""
from contextlib import contextmanager

from .guard import Guarded, check_thread


class Surface(Guarded):
    """Common to the two frameworks that ship with Live."""

    def __init__(self, c_instance=None, *args, **kwargs):
        check_thread()
        self._c_instance = c_instance
        self._messages = []

    @contextmanager
    def component_guard(self):
        """Groups what changes the surface."""
        yield

    def schedule_message(self, delay_in_ticks, callback, parameter=None):
        """Calls back after so many ticks of 100 ms."""
        assert delay_in_ticks > 0
        assert callable(callback)
        self._messages.append([delay_in_ticks, callback, parameter])

    def show_message(self, message):
        """Shows words in the status bar."""
        self._c_instance.show_message(message)

    def log_message(self, *message):
        """Writes to Log.txt."""
        self._c_instance.log_message(" ".join(str(part) for part in message))

    def update_display(self):
        """Live's tick."""
        for message in self._messages:
            message[0] -= 1
        due = [message for message in self._messages if message[0] <= 0]
        self._messages = [message for message in self._messages if message[0] > 0]
        for _, callback, parameter in due:
            if parameter is None:
                callback()
            else:
                callback(parameter)

    def refresh_state(self):
        """Live is ready for the script."""

    def build_midi_map(self, midi_map_handle):
        """Live asks which MIDI the script wants."""

    def connect_script_instances(self, instanciated_scripts):
        """Live has made all scripts."""

    def receive_midi(self, midi_bytes):
        """MIDI has come in."""

    def can_lock_to_devices(self):
        return False

    def disconnect(self):
        """Live ends the script."""
        self._messages = []


class SurfaceV2(Surface):
    """Of `ableton.v2.control_surface`: the set is a property."""

    @property
    def song(self):
        return self._c_instance.song()

    @property
    def application(self):
        return self._c_instance.application()


class SurfaceV1(Surface):
    """Of `_Framework.ControlSurface`: the set is a method."""

    def song(self):
        return self._c_instance.song()

    def application(self):
        return self._c_instance.application()
