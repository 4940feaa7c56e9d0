"""The one simulated process: all operators, the frame loop, and switches for what can go wrong."""
import itertools
import os
import time

from . import facts
from .chops import CHOP
from .dats import DAT
from .errors import tdError
from .guard import check_thread
from .movie import MovieFileOut
from .ops import COMP, OP
from .sockets import WebSocketDAT
from .timeline import AbsoluteTime, App, Project, Timeline
from .tops import TOP
from .undo import Undo

_CLASSES = {"CHOP": CHOP, "TOP": TOP, "DAT": DAT, "COMP": COMP}
_KINDS = {"moviefileoutTOP": MovieFileOut, "websocketDAT": WebSocketDAT}
_FIXED = ("/", "/project1", "/local", "/sys")


class _Finder:
    """`op`: a function that also holds the operators with global names."""

    def __init__(self, world):
        self._world = world

    def __call__(self, path):
        check_thread()
        return self._world.find(path, self._world.root)

    @property
    def TDResources(self):
        return self._world.find("/sys", self._world.root)


class _Interface:
    def __init__(self, undo):
        self.undo = undo


class World:
    """Made once; `reset` begins a new process in place, so that imported names stay true."""

    def __init__(self):
        self.abs_time = AbsoluteTime()
        self.time = Timeline()
        self.undo = Undo()
        self.project = Project(self.time)
        self.app = App()
        self.ui = _Interface(self.undo)
        self.op = _Finder(self)
        self.builds = {build: facts.FACTS["builds"][build]["aliases"] for build in facts.FACTS["builds"]}
        self.reset()

    def reset(self):
        """A new process with an empty project. Switches: `unknown` operator types, `aliases` of an older build,
        `licensed`, `full_disk`, `frames_while_paused`, `stubborn` = {(operator type, parameter): value it keeps}.
        """
        for one in list(getattr(self, "watched", ())):
            one.end()
        self.ids = itertools.count(1)
        self.edits = 0
        self.watched = []
        self.runs = []
        self.printed = []
        self.unknown = set()
        self.aliases = {}
        self.stubborn = {}
        self.licensed = False
        self.full_disk = False
        self.largest = 1280
        self.frames_while_paused = facts.behaviour("frame_callbacks_while_paused")
        self.count = 0
        self._drawn, self._owed = None, 0.0
        self.abs_time.frame = 0
        self.time.reset()
        self.project.realTime = True
        self.undo.reset()
        self.root = COMP(self, None, "baseCOMP", "")
        for name in ("project1", "local", "sys"):
            self.root.create("baseCOMP", name)

    def fixed(self, op):
        return op.path in _FIXED

    def make(self, parent, kind, name):
        made = _KINDS.get(kind, _CLASSES.get(facts.family_of(kind), OP))(self, parent, kind, name)
        if kind in ("moviefileoutTOP", "websocketDAT", "executeDAT"):
            self.watched.append(made)
        return made

    def initialise(self, made):
        """What an operator brings along."""
        if made.OPType == "websocketDAT" and facts.behaviour("network_dat_brings_docked_callbacks"):
            docked = made.parent().create("textDAT", made.name + "_callbacks")
            made.docked.append(docked)
            made.par.callbacks = docked

    def gone(self, op):
        if op in self.watched:
            self.watched.remove(op)

    def find(self, path, base):
        """An operator by absolute or relative path; None when there is none."""
        if isinstance(path, OP):
            return path
        if isinstance(path, int):
            return next((one for one in self.root.findChildren(maxDepth=99) if one.id == path), None)
        found = self.root if str(path).startswith("/") else base
        for part in str(path).split("/"):
            if part in ("", "."):
                continue
            children = getattr(found, "_children", {}) if found is not None else {}
            found = found.parent() if part == ".." else children.get(part)
            if found is None:
                return None
        return found

    def names(self, me):
        """What a script sees without importing anything."""
        import td

        names = {name: getattr(td, name) for name in td.__all__}
        inside = lambda path: self.find(path, me.parent())
        finder = _Finder(self)
        finder_call = type("op", (), {"__call__": lambda _, path: inside(path), "TDResources": finder.TDResources})
        names.update(me=me, op=finder_call(), parent=me.parent, mod=lambda path: inside(path).module)
        return names

    def evaluate(self, text, me):
        """What a parameter's expression gives."""
        return eval(compile(text, me.path, "eval"), self.names(me))

    def run(self, script, *args, delayFrames=0, delayMilliSeconds=0, delayRef=None, fromOP=None):
        """Runs a function or a text later."""
        if not callable(script) and fromOP is None:
            raise tdError("Only functions can be run without fromOP here.")
        self.runs.append((self.count + max(1, delayFrames), lambda: script(*args), delayRef))

    def defer(self, work):
        self.runs.append((self.count + 1, work, self.op.TDResources))

    def guarded(self, work):
        """An error in a callback is shown in the textport and stops nothing."""
        try:
            work()
        except Exception as error:
            self.printed.append("%s: %s" % (type(error).__name__, error))
            if os.environ.get("SEGUE_TD_LOUD"):
                raise

    def frame(self):
        """One frame, in the order that `facts.json` takes for true."""
        self.count += 1
        due = self._due()
        if self.time.play or not facts.behaviour("abs_time_pauses_with_the_timeline"):
            self.abs_time.frame += due
            self.abs_time.seconds = self.abs_time.frame / self.time.rate
        self.time.advance(due)
        self._callbacks("framestart", "onFrameStart")
        for one in self._alive("websocketDAT"):
            one.poll()
        ripe = [one for one in self.runs if one[0] <= self.count and (one[2] or self.time.play)]
        self.runs = [one for one in self.runs if one not in ripe]
        for _, work, _ in ripe:
            self.guarded(work)
        for one in self._alive("moviefileoutTOP"):
            one.cook_frame()
        self._callbacks("frameend", "onFrameEnd")
        if self.project.realTime and self.paced:
            time.sleep(1 / self.time.rate)

    paced = False

    def _due(self):
        """Frames since the last one: in real time those that came too late are skipped."""
        now, before = time.monotonic(), self._drawn
        self._drawn = now
        if not (self.paced and self.project.realTime and before):
            self._owed = 0.0
            return 1
        self._owed += (now - before) * self.time.rate
        whole = int(self._owed)
        self._owed -= whole
        return whole

    def quit(self):
        """The person closes the application."""
        self._callbacks("exit", "onExit", ())

    def _alive(self, kind):
        return [one for one in self.watched if one.valid and one.OPType == kind]

    def _callbacks(self, par, name, args=None):
        if par.startswith("frame") and not (self.time.play or self.frames_while_paused):
            return
        for one in self._alive("executeDAT"):
            if one.par.active.eval() and one.par[par].eval():
                given = (self.time.frame,) if args is None else args
                self.guarded(lambda: one.call(name, *given))


world = World()
