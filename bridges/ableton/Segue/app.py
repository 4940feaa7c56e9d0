"""app.info: what this Live is and can do, probed."""
import platform

from . import live_set
from .registry import SPECS, command, registry


@command(SPECS["app.info"])
def info(call):
    able = {row["command"] for row in registry.capabilities()}
    return {
        "version": live_set.version(),
        "standIn": False,
        "python": platform.python_version(),
        "set": live_set.path() or live_set.name(),
        "dialog": live_set.dialog(),
        "missing": sorted(name for name in SPECS if name not in able and name != "set.render"),
    }
