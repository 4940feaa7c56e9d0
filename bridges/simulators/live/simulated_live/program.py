"""Runs the world in real time with a Remote Script; `__main__.py` says how it is called."""
import argparse
import importlib.util
import os
import queue
import signal
import sys
import threading
import time

from .als import set_of
from .control import Control
from .demo_set import demo_set
from .world import STEP_MS, world

_BEHIND_SECONDS = 0.5


def load_script(folder):
    """`create_instance` of a Remote Script in a folder, imported under the folder's name as Live does."""
    folder = os.path.abspath(folder)
    name, path = os.path.basename(folder), os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=[folder])
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.create_instance


def main():
    """Runs until it is told to end."""
    parser = argparse.ArgumentParser(prog="simulated_live")
    parser.add_argument("script")
    parser.add_argument("--als")
    parser.add_argument("--wav")
    parser.add_argument("--live", default="12.3.0")
    parser.add_argument("--edition", default="Suite")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--in-project", action="store_true")
    options = parser.parse_args()
    world.reset(tuple(int(part) for part in options.live.split(".")), options.edition)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        world.recordings_folder = None if options.in_project else world.temporary_folder()
        world.open(set_of(options.als) if options.als else demo_set(options.wav))
        if world.scripts.add(load_script(options.script)) is None:
            sys.exit("\n".join(world.log))
        print("ready", flush=True)
        run(options.speed)
    finally:
        world.reset()


def run(speed):
    """The loop: lines from stdin, a step of time, a pause until it is due."""
    control, lines = Control(world), queue.Queue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    origin = time.monotonic() - world.now / speed
    while not control.ends:
        while not lines.empty():
            line = lines.get()
            if line is None:
                control.do_quit()
            else:
                print(control.answer(line), flush=True)
        world.advance(STEP_MS / 1000.0)
        early = origin + world.now / speed - time.monotonic()
        if early > 0:
            time.sleep(early)
        elif early < -_BEHIND_SECONDS:
            origin = time.monotonic() - world.now / speed


def _read(lines):
    for line in sys.stdin:
        if line.strip():
            lines.put(line)
    lines.put(None)
