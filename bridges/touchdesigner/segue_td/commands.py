"""Importing this module registers every command and topic."""
from . import analyze, app, audio_in, look, network, op, par, project, record, segue, topics
from .registry import registry

__all__ = ["analyze", "app", "audio_in", "look", "network", "op", "par", "project", "record", "registry"]
__all__ += ["segue", "topics"]
