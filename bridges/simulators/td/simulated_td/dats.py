"""Texts and tables. A text may be a module; a table has rows."""
import types

from .ops import OP


class Cell:
    """One cell of a table."""

    def __init__(self, value):
        self.val = str(value)

    def __str__(self):
        return self.val


class DAT(OP):
    """A DAT of any type."""

    def __init__(self, world, parent, kind, name):
        OP.__init__(self, world, parent, kind, name)
        self._text = ""
        self._module = None
        self._rows = []

    @property
    def text(self):
        return "\n".join("\t".join(row) for row in self._rows) if self.type == "table" else self._text

    @text.setter
    def text(self, text):
        self._text, self._module = text, None

    @property
    def module(self):
        """The text, executed once, with the names that scripts see."""
        if self._module is None:
            made = types.ModuleType(self.name)
            made.__dict__.update(self.world.names(self))
            self._module = made
            exec(compile(self._text, self.path, "exec"), made.__dict__)
        return self._module

    def call(self, name, *args):
        """Calls a function of its module; nothing when it has none."""
        work = getattr(self.module, name, None)
        return work(*args) if work is not None else None

    @property
    def numRows(self):
        return len(self._rows)

    @property
    def numCols(self):
        return max([len(row) for row in self._rows] + [0])

    def __getitem__(self, place):
        row, column = place
        if row >= self.numRows or column >= self.numCols:
            return None
        return Cell(self._rows[row][column] if column < len(self._rows[row]) else "")

    def appendRow(self, values):
        """One row more, at the end."""
        self._set(self._rows + [[str(value) for value in values]])

    def deleteRow(self, index):
        """One row less."""
        self._set(self._rows[:index] + self._rows[index + 1 :])

    def clear(self):
        """No rows."""
        self._set([])

    def _set(self, rows):
        old, self._rows = self._rows, rows
        self.world.undo.note(lambda: self._set(old))
