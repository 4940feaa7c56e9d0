"""Operator types that this build knows."""
import td

from segue_core.failure import Failure

from . import place

_missing = {}


def build():
    """Version and build, such as `2025.33070`."""
    return "%s.%s" % (td.app.version, td.app.build)


def make(parent, kind, name=None):
    """A new operator. Raises `not_available` when this build has no such type."""
    try:
        return parent.create(kind, name) if name else parent.create(kind)
    except td.tdError as error:
        raise Failure("not_available", "%s cannot be made: %s" % (kind, error), "Update TouchDesigner.")


def missing(kinds):
    """Those of the types that cannot be made here, found by trying each once."""
    for kind in kinds:
        if kind not in _missing:
            try:
                make(place.home(), kind).destroy()
                _missing[kind] = False
            except Failure:
                _missing[kind] = True
    return [kind for kind in kinds if _missing[kind]]
