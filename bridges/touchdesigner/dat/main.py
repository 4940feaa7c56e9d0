"""Text DAT `main`: makes the modules in the DAT `bundle` importable, and keeps the one bridge of this component."""
import importlib.abc
import importlib.util
import json
import sys

import td

_FRAMES_AHEAD = 1
_held = {}


class _Bundle(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Modules and data files by path, from one text. They travel with the component, also inside a .tox."""

    segue_bundle = True

    def __init__(self, files):
        self._files = files

    def _path(self, name):
        stem = name.replace(".", "/")
        return next((path for path in (stem + "/__init__.py", stem + ".py") if path in self._files), None)

    def find_spec(self, name, path=None, target=None):
        found = self._path(name)
        if found is None:
            return None
        package = found.endswith("__init__.py")
        spec = importlib.util.spec_from_loader(name, self, origin="bundle/" + found, is_package=package)
        return spec

    def get_source(self, name):
        return self._files[self._path(name)]

    def is_package(self, name):
        return self._path(name).endswith("__init__.py")

    def exec_module(self, module):
        module.__file__ = "bundle/" + self._path(module.__name__)
        code = compile(self.get_source(module.__name__), module.__file__, "exec")
        exec(code, module.__dict__)

    def get_data(self, path):
        """For pkgutil: a data file beside a module."""
        return self._files[path.replace("\\", "/")[len("bundle/") :]].encode("utf-8")


def start():
    """Begins, or begins anew after the component was installed again or loaded from a .tox."""
    for name in [name for name in sys.modules if name.split(".")[0] in ("segue_core", "segue_td")]:
        del sys.modules[name]
    sys.meta_path[:] = [one for one in sys.meta_path if not getattr(one, "segue_bundle", False)]
    sys.meta_path.insert(0, _Bundle(json.loads(op("bundle").text)))
    from segue_td.commands import registry
    from segue_td.host import Host

    _held["host"] = Host(me.parent(), registry)
    _chain()


def host():
    """The bridge; started when a project was opened in a way that called nothing."""
    if "host" not in _held:
        start()
    return _held["host"]


def event(name, value=None):
    """For scripts of the project: `op('/segue_bridge').op('main').module.event('drop', {'level': 0.8})`."""
    host()
    from segue_td.topics import tell_event

    return tell_event(name, value)


def _chain():
    """Works at every frame even if a stopped timeline should stop the Execute DAT: these delays do not stop."""
    here = me
    if not here.valid or "host" not in _held:
        return
    _held["host"].frame()
    td.run(_chain, delayFrames=_FRAMES_AHEAD, delayRef=td.op.TDResources)
