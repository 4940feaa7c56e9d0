"""Operators: the tree, wires, parameters, places."""
import fnmatch
import re

from . import facts
from .errors import tdError
from .guard import Guarded
from .pars import Pars
from .sequences import Sequences
from .wires import Connector


class OP(Guarded):
    """Base of all operators."""

    nodeWidth, nodeHeight = 130, 90

    def __init__(self, world, parent, kind, name):
        self.world = world
        self._parent = parent
        self._children = {}
        self._stored = {}
        self._said = []
        self.OPType = kind
        self.family = facts.family_of(kind)
        self._name = name
        self.id = next(world.ids)
        self.valid = True
        self.nodeX = self.nodeY = 0
        self.comment = ""
        self.docked = []
        table = {world.aliases.get(par, par): default for par, default in facts.pars_of(kind).items()}
        self.par = Pars(self, table)
        self.seq = Sequences(self, facts.sequence_of(kind))
        self.inputConnectors = [Connector(self, index, True) for index in range(facts.inputs_of(kind))]
        self.outputConnectors = [Connector(self, 0, False)] if self.family not in ("COMP",) else []

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        siblings, old = self._parent._children, self._name
        if name in siblings:
            raise tdError("There is %s already." % siblings[name].path)
        del siblings[old]
        siblings[name] = self
        self._name = name
        self.world.edits += 1
        self.world.undo.note(lambda: setattr(self, "name", old))

    @property
    def path(self):
        if self._parent is None:
            return "/"
        return self._parent.path.rstrip("/") + "/" + self.name

    @property
    def type(self):
        return self.OPType[: -len(self.family)]

    @property
    def time(self):
        return self.world.time

    @property
    def inputs(self):
        return [wire.owner for end in self.inputConnectors for wire in end.connections]

    @property
    def outputs(self):
        return [wire.owner for end in self.outputConnectors for wire in end.connections]

    def parent(self, level=1):
        return self._parent if level == 1 else self._parent.parent(level - 1)

    def op(self, path):
        return self.world.find(path, self)

    def pars(self, *patterns):
        """Parameters whose names fit; all without a pattern."""
        found = list(self.par._pars.values())
        return [par for par in found if not patterns or any(fnmatch.fnmatch(par.name, one) for one in patterns)]

    def changed(self, par):
        """A parameter has another value."""

    def cook(self, force=False, recurse=False):
        """Makes what it holds."""

    def errors(self, recurse=False):
        """One line for each."""
        lines = ["%s (%s)" % (text, self.path) for text in self._said]
        for child in self._children.values() if recurse else ():
            lines += [line for line in child.errors(True).split("\n") if line]
        return "\n".join(lines)

    def warnings(self, recurse=False):
        return ""

    def store(self, key, value):
        """Keeps a value in the operator; it is saved with it."""
        self._stored[key] = value

    def fetch(self, key, default=None):
        return self._stored.get(key, default)

    def destroy(self):
        """Deletes it with all that it holds."""
        if self.world.fixed(self):
            raise tdError("%s cannot be deleted." % self.path)
        parent, wires = self._parent, self._unwire()
        del parent._children[self.name]
        self.end()
        self.world.edits += 1
        self.world.undo.note(lambda: parent._bring_back(self, wires))

    def end(self):
        """It is no more."""
        for child in list(self._children.values()):
            child.end()
        self.world.gone(self)
        self.valid = False

    def _unwire(self):
        wires = [(end.connections[0], end) for end in self.inputConnectors if end.connections]
        wires += [(end, wire) for end in self.outputConnectors for wire in end.connections]
        for _, end in wires:
            end._replace(None)
        return wires

    def _revive(self):
        self.valid = True
        for child in self._children.values():
            child._revive()


class COMP(OP):
    """A component: holds other operators."""

    @property
    def children(self):
        return list(self._children.values())

    def create(self, kind, name=None, initialize=True):
        """Makes an operator inside. A name that is taken gets a number."""
        if not facts.knows(kind) or kind in self.world.unknown:
            raise tdError("There is no operator type %s." % kind)
        made = self.world.make(self, kind, self._free(name or facts.stem_of(kind)))
        self._children[made.name] = made
        self.world.edits += 1
        self.world.undo.note(lambda: made.valid and made.destroy())
        if initialize:
            self.world.initialise(made)
        return made

    def findChildren(self, type=None, name=None, maxDepth=None, key=None):
        """All operators inside, down to a depth."""
        found = []
        for child in self._children.values():
            found.append(child)
            if isinstance(child, COMP) and (maxDepth is None or maxDepth > 1):
                found += child.findChildren(maxDepth=None if maxDepth is None else maxDepth - 1)
        return [one for one in found if (key is None or key(one)) and (name is None or fnmatch.fnmatch(one.name, name))]

    def _free(self, name):
        stem, number = re.match(r"^(.*?)(\d*)$", name).groups()
        count = int(number or 0)
        while name in self._children:
            count += 1
            name = "%s%d" % (stem, count)
        return name

    def _bring_back(self, op, wires):
        self._children[op.name] = op
        op._revive()
        for source, end in wires:
            end._replace(source)
