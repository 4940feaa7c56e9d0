"""Sequential parameters, such as the names and values of a Constant CHOP."""
from .guard import Guarded
from .pars import Par


class Sequence(Guarded):
    """`op.seq.const`: blocks of parameters `const0name`, `const0value`, …; older builds call them otherwise."""

    def __init__(self, owner, name, table, blocks):
        self._owner = owner
        self._name = name
        self._table = table
        self._blocks = 0
        self.numBlocks = blocks

    @property
    def numBlocks(self):
        return self._blocks

    @numBlocks.setter
    def numBlocks(self, count):
        pars = self._owner.par._pars
        for index in range(self._blocks, count):
            for name, default in self._table.items():
                pars[self._called(index, name)] = Par(self._owner, self._called(index, name), default)
        for index in range(count, self._blocks):
            for name in self._table:
                del pars[self._called(index, name)]
        self._blocks = count

    def _called(self, index, name):
        pattern = self._owner.world.aliases.get("%s#%s" % (self._name, name), "%s#%s" % (self._name, name))
        return pattern.replace("#", str(index))


class Sequences:
    """`op.seq`."""

    def __init__(self, owner, described):
        for name, fact in (described or {}).items():
            setattr(self, name, Sequence(owner, name, fact["pars"], fact["blocks"]))
