"""Segue as a control surface of Ableton Live. Live imports this folder and calls `create_instance`."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
# Installed, the core lies inside this folder; Live takes every folder beside it for a control surface.
_PLACES = (os.path.join(_HERE, "lib"), os.path.join(_HERE, "..", "..", "core"))


def _find_core():
    for place in _PLACES:
        if os.path.isdir(os.path.join(place, "segue_core")) and place not in sys.path:
            sys.path.insert(0, place)
            return


def create_instance(c_instance):
    """The control surface that a person chose in Live's settings."""
    _find_core()
    from .surface import Surface

    return Surface(c_instance)
