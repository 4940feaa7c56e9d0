"""Edit → Undo: blocks of changes, each taken back as a whole."""


class Undo:
    """`ui.undo`. What happens outside of a block, and what only passes on its own, is not kept."""

    def __init__(self):
        self.reset()

    def reset(self):
        """An empty history."""
        self.blocks = []
        self._open = None
        self._depth = 0
        self._silent = False

    def startBlock(self, name, enable=True):
        """What follows is one entry."""
        if self._depth == 0:
            self._open = (name, [])
        self._depth += 1

    def endBlock(self):
        """Ends the entry; an empty one is none."""
        self._depth -= 1
        if self._depth == 0:
            if self._open[1]:
                self.blocks.append(self._open)
            self._open = None

    def note(self, inverse):
        """How to take back the change just made."""
        if self._open is not None and not self._silent:
            self._open[1].append(inverse)

    def undo(self):
        """Takes back the last entry."""
        if not self.blocks:
            return
        self._silent = True
        try:
            for inverse in reversed(self.blocks.pop()[1]):
                inverse()
        finally:
            self._silent = False
