"""The data file of what is taken for true about the application."""
import json
import os

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "facts.json")

with open(_PATH, encoding="utf-8") as _file:
    FACTS = json.load(_file)

_TYPES = FACTS["operators"]["types"]
FAMILIES = ("CHOP", "TOP", "DAT", "COMP", "SOP", "MAT")


def behaviour(name):
    """The value of one fact about behaviour."""
    return FACTS["behaviour"][name]["value"]


def family_of(kind):
    """`noiseTOP` → `TOP`."""
    return next(family for family in FAMILIES if kind.endswith(family))


def knows(kind):
    """Whether there is an operator type of that token."""
    return kind in _TYPES


def inputs_of(kind):
    """How many inputs it has."""
    return _TYPES[kind]["inputs"]


def pars_of(kind):
    """Its parameters as name → default, list of menu tokens, None for a button, or object for a reference."""
    common = FACTS["operators"]["common"].get(family_of(kind), {})
    return dict(_TYPES[kind]["pars"], **common)


def sequence_of(kind):
    """Its sequence of parameters, or None."""
    return _TYPES[kind].get("sequence")


def stem_of(kind):
    """`noiseTOP` → `noise1`: the name that an operator gets by itself."""
    return kind[: -len(family_of(kind))] + "1"
