"""The newer of the two frameworks that ship with Live."""
from simulated_live.surface import SurfaceV2 as ControlSurface

__all__ = ["ControlSurface"]
