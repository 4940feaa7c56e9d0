"""What can go wrong, switched on by tests."""
from . import facts
from .enums import ParameterState


class Faults:
    """`file_after` seconds pass between the end of a recording and its file; `locked` files cannot be opened."""

    def __init__(self, world):
        self.world = world
        self.file_after = facts.behaviour("file_path_after_s")
        self.locked = False
        self.stalled_until = 0.0

    def open_dialog(self, message="Save changes before closing?", buttons=3):
        """A modal dialog: nothing can be changed until it is closed."""
        app = self.world.application
        app._values.update(current_dialog_message=message, current_dialog_button_count=buttons)
        app._put("open_dialog_count", 1)

    def close_dialog(self):
        """The person answers it."""
        app = self.world.application
        app._values.update(current_dialog_message="", current_dialog_button_count=0)
        app._put("open_dialog_count", 0)

    def stall(self, seconds):
        """Live's main thread does something else: no callbacks come, the sound goes on."""
        self.stalled_until = self.world.now + seconds

    def late(self, seconds):
        """Files come so long after their recording."""
        self.file_after = seconds

    def lock(self):
        """Files have a path but cannot be opened."""
        self.locked = True

    def unlock(self):
        """Now they can."""
        self.locked = False

    def disable(self, parameter):
        """A macro or a rack takes a parameter."""
        parameter._put("state", ParameterState.disabled)

    def enable(self, parameter):
        """And gives it back."""
        parameter._put("state", ParameterState.enabled)

    def language(self, name):
        """The names of routings are in another language."""
        self.world.translations = facts.FACTS["languages"][name]["value"]

    def count_in(self, duration):
        """The person has set a count-in: 0 none, 1, 2, 3 = 1, 2, 4 bars."""
        self.world.song._put("count_in_duration", duration)
