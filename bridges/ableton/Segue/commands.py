"""Importing this module registers every command and topic."""
from . import app, bounce, clip, device, edit, envelope, locator, mixer, notes, parameter, routing, scene, snapshot
from . import markers, tempo, topics, track, transport
from .registry import registry

__all__ = ["app", "bounce", "clip", "device", "edit", "envelope", "locator", "mixer", "notes", "parameter"]
__all__ += ["markers", "registry", "routing", "scene", "snapshot", "tempo", "topics", "track", "transport"]
