"""Named values in a Constant CHOP, whatever this build calls its parameters."""
from . import pars
from segue_core.failure import Failure


def read(chop):
    """Names and values, in order."""
    found = {}
    index = 0
    while True:
        try:
            name = pars.find(chop, "const%dname" % index).eval()
        except Failure:
            return found
        if name:
            found[name] = float(pars.find(chop, "const%dvalue" % index).eval())
        index += 1


def write(chop, values):
    """Sets named values; others stay. Raises `not_available` when this build has no room for more."""
    names = list(read(chop))
    names += [name for name in values if name not in names]
    sequence = getattr(getattr(chop, "seq", None), "const", None)
    if sequence is not None and sequence.numBlocks < len(names):
        sequence.numBlocks = len(names)
    for index, name in enumerate(names):
        if name in values:
            pars.set_value(chop, pars.find(chop, "const%dname" % index), name)
            pars.set_value(chop, pars.find(chop, "const%dvalue" % index), values[name])
