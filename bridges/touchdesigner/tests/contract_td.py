"""The commands of the contract suite, served by the installed bridge in the simulated TouchDesigner."""
import os
import sys
import time

_BRIDGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
_FOLDERS = (("simulators", "td"), ("touchdesigner",), ("core", "tests"))
sys.path[:0] = [os.path.join(_BRIDGES, *parts) for parts in _FOLDERS]

import build  # noqa: E402
import td  # noqa: E402
from simulated_td.world import world  # noqa: E402

LOST_SECONDS = 5


def main():
    """Frames until the runner says goodbye or has been gone for five seconds."""
    # Without its key the bridge that the script starts waits; ours, with the commands of the suite, takes its place.
    key = os.environ.pop("SEGUE_BRIDGE_KEY")
    exec(compile(build.script("", 0), "install.py", "exec"), {})
    os.environ["SEGUE_BRIDGE_KEY"] = key
    import contract_bridge  # finds the core in the bundle that was just installed
    from segue_core.registry import registry
    from segue_td import host as hosts
    from segue_td.undo import around

    registry.around = around
    hosts._identity = contract_bridge.identity
    component = td.op("/segue_bridge")
    host = hosts.Host(component, registry)
    component.op("main").module._held["host"] = host
    began = time.monotonic()
    while True:
        world.frame()
        session = contract_bridge.session[0] = host._session
        if session.finished or (session.lost_seconds() > LOST_SECONDS and time.monotonic() - began > LOST_SECONDS):
            host.close("done")
            return
        time.sleep(0.002)


if __name__ == "__main__":
    main()
