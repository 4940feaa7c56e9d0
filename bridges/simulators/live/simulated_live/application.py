"""The program itself."""
from .model import LiveObject, Prop


class ApplicationView(LiveObject):
    """Which views are shown."""

    def show_view(self, name):
        """Shows one."""

    def available_main_views(self):
        return ("Session", "Arranger")


class Application(LiveObject):
    """Outlives every set."""

    open_dialog_count = Prop(int, 0, writable=False)
    current_dialog_message = Prop(str, "", writable=False, listen=False)
    current_dialog_button_count = Prop(int, 0, writable=False, listen=False)
    average_process_usage = Prop(float, 0.08, writable=False)
    peak_process_usage = Prop(float, 0.1, writable=False)

    def __init__(self, world):
        LiveObject.__init__(self, world)
        self._view = ApplicationView(world, self)

    @property
    def view(self):
        return self._view

    def get_document(self):
        return self._world.song

    def get_major_version(self):
        return self._world.version[0]

    def get_minor_version(self):
        return self._world.version[1]

    def get_bugfix_version(self):
        return self._world.version[2]

    def get_version_string(self):
        return "%d.%d.%d" % self._world.version

    def get_variant(self):
        return self._world.edition

    def press_current_dialog_button(self, index):
        """Answers the dialog."""
        if not 0 <= index < self.current_dialog_button_count:
            raise IndexError("There is no such button.")
        self._world.faults.close_dialog()
