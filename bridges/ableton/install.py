"""Puts the bridge into a folder of Remote Scripts, and tells which files belong to it.

    python3 install.py --home ~/.segue --port 4402 --into "~/Music/Ableton/User Library/Remote Scripts"
"""
import argparse
import json
import os
import shutil

_HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "Segue"
SETTINGS = "settings.json"
# Where a folder of the repository goes inside the installed one. Live takes every folder beside `Segue` for a control
# surface, so the core lies inside it.
_PARTS = (
    (os.path.join(_HERE, NAME), ""),
    (os.path.join(_HERE, "..", "core", "segue_core"), os.path.join("lib", "segue_core")),
)
_DATA = os.path.join("generated", "live.json")


def files():
    """Every file of the bridge: `{path inside the installed folder: path here}`."""
    found = {}
    for folder, target in _PARTS:
        for root, _, names in os.walk(folder):
            inside = os.path.relpath(root, folder)
            for name in sorted(names):
                place = os.path.normpath(os.path.join(inside, name))
                if name.endswith(".py") or place == _DATA:
                    found[os.path.normpath(os.path.join(target, place))] = os.path.join(root, name)
    return found


def install(scripts, home, port):
    """Writes the bridge into `scripts`, a folder of Remote Scripts. Returns its folder there.

    `home` is Segue's own folder, where the key lies; `port` is where Segue waits for bridges on this machine. An
    older version is replaced.
    """
    folder = os.path.join(scripts, NAME)
    fresh = folder + ".part"
    shutil.rmtree(fresh, ignore_errors=True)
    for place, source in files().items():
        target = os.path.join(fresh, place)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(source, target)
    settings = {"home": os.path.abspath(home), "address": "tcp:127.0.0.1:%d" % port}
    opened = os.open(os.path.join(fresh, SETTINGS), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        json.dump(settings, file)
    uninstall(scripts)
    os.rename(fresh, folder)
    return folder


def uninstall(scripts):
    """Takes the bridge out of a folder of Remote Scripts."""
    shutil.rmtree(os.path.join(scripts, NAME), ignore_errors=True)


def main():
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--home", required=True)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--into", required=True)
    given = arguments.parse_args()
    print(install(os.path.expanduser(given.into), os.path.expanduser(given.home), given.port))


if __name__ == "__main__":
    main()
