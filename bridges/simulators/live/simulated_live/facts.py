"""The data file of what is taken for true about the application."""
import json
import os

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "facts.json")

with open(_PATH, encoding="utf-8") as _file:
    FACTS = json.load(_file)


def behaviour(name):
    """The value of one fact about behaviour."""
    return FACTS["behaviour"][name]["value"]


def text(name):
    """The words of one error."""
    return FACTS["errors"][name]["value"]


def missing_before(version):
    """`Class.member` of everything that this version does not have."""
    return {name for name, fact in FACTS["since"].items() if tuple(fact["value"]) > tuple(version)}


def limits(edition):
    """How many of each an edition allows; {} is no limit."""
    return FACTS["editions"][edition]["value"]


def device(name):
    """What a device is made of, by the name it shows; None when there is no such device."""
    return FACTS["devices"]["native"].get(name)
