"""Importing this module registers every command and topic."""
from . import analyze, app, audio_in, look, marker, network, op, par, project, record, segue, timeline, topics
from .registry import registry

__all__ = ["analyze", "app", "audio_in", "look", "marker", "network", "op", "par", "project", "record"]
__all__ += ["registry", "segue", "timeline", "topics"]
