"""A small Remote Script: dials out and answers JSON lines. Only for the tests of the simulation."""
from .surface import Probe


def create_instance(c_instance):
    """What Live calls."""
    return Probe(c_instance)
