"""TouchDesigner as a program: runs an installer as the pasted line does, so that a runner can talk to the bridge.

    PYTHONPATH=bridges/simulators/td python3 -m simulated_td <installer>

The installer is what `bridges/touchdesigner/build.py` writes. Frames come in real time, and as fast as they can while
the project is out of real time. Prints `ready` when the bridge is there. Ends when stdin closes, as when a person
closes the application.
"""
import sys
import threading

from .world import world


def main(installer):
    """Runs until stdin closes."""
    closed = threading.Event()
    with open(installer, encoding="utf-8") as file:
        text = file.read()
    exec(compile(text, installer, "exec"), {"print": lambda *_: None})
    print("ready", flush=True)
    threading.Thread(target=_wait, args=(closed,), daemon=True).start()
    world.paced = True
    while not closed.is_set():
        world.frame()
    world.quit()


def _wait(closed):
    sys.stdin.read()
    closed.set()


main(sys.argv[1])
