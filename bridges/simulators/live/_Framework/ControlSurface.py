"""The older of the two frameworks that ship with Live."""
from simulated_live.surface import SurfaceV1 as ControlSurface

__all__ = ["ControlSurface"]
