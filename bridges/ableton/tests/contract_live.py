"""The commands of the contract suite, served by the real Remote Script in the simulated Live."""
import os
import sys
import time

_BRIDGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
_FOLDERS = (("simulators", "live"), ("ableton",), ("core",), ("core", "tests"))
sys.path[:0] = [os.path.join(_BRIDGES, *parts) for parts in _FOLDERS]

import contract_bridge  # noqa: E402
import Segue  # noqa: E402
from Segue import host as hosts  # noqa: E402
from Segue.undo import around  # noqa: E402
from segue_core.registry import registry  # noqa: E402
from simulated_live.world import world  # noqa: E402

LOST_SECONDS = 5
# As long as a tick of Live's timer is in its own time; here it passes faster.
TICK_SECONDS = 0.01


def main():
    """Ticks of Live's timer until the runner says goodbye or has been gone for five seconds."""
    registry.around = around
    hosts.registry = registry
    hosts.identity = contract_bridge.identity
    surface = world.scripts.add(Segue.create_instance)
    while True:
        world.advance(TICK_SECONDS)
        session = contract_bridge.session[0] = surface._host.session
        if session.finished or session.lost_seconds() > LOST_SECONDS:
            world.scripts.disconnect()
            return
        time.sleep(0.002)


if __name__ == "__main__":
    main()
