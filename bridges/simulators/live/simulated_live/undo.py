"""Live's undo history. Steps are not counted: a second `begin` splits the first."""


class Undo:
    """Remembers how to take back what was done; while it takes back, it remembers how to do it again."""

    def __init__(self):
        self.steps = []
        self.undone = []
        self._open = None
        self._into = None

    def note(self, inverse):
        """How to take back the change just made."""
        if self._into is not None:
            self._into.append(inverse)
            return
        self.undone = []
        if self._open is None:
            self.steps.append([inverse])
        else:
            self._open.append(inverse)

    def begin(self):
        """From here on, everything is one step."""
        self.end()
        self._open = []

    def end(self):
        """Closes the open step. One without a change is none."""
        if self._open:
            self.steps.append(self._open)
        self._open = None

    def undo(self):
        """Takes back the last step."""
        self.end()
        self._move(self.steps, self.undone)

    def redo(self):
        """Does again what was taken back."""
        self._move(self.undone, self.steps)

    def _move(self, source, target):
        if not source:
            return
        self._into = []
        try:
            for inverse in reversed(source.pop()):
                inverse()
            target.append(self._into)
        finally:
            self._into = None
