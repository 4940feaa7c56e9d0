"""Writes the installer: one self-contained script with the whole bridge in it.

    python3 build.py --home ~/.segue --port 4400 --out install.py
"""
import argparse
import json
import os
import secrets

_HERE = os.path.dirname(os.path.abspath(__file__))
_PACKAGES = {"segue_core": os.path.join(_HERE, "..", "core"), "segue_td": _HERE}


def _read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def bundle():
    """Every module, and the schemas of our own commands, by path."""
    files = {}
    for package, root in _PACKAGES.items():
        folder = os.path.join(root, package)
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py"):
                files["%s/%s" % (package, name)] = _read(os.path.join(folder, name))
    schemas = json.loads(_read(os.path.join(_PACKAGES["segue_core"], "segue_core", "generated", "td.json")))
    files["segue_core/generated/td.json"] = json.dumps(schemas, separators=(",", ":"))
    return files


def script(home, port):
    """The installer as text. `home` is the folder of the runner, where the key lies; `port` is its port."""
    dats = {name: _read(os.path.join(_HERE, "dat", name + ".py")) for name in ("main", "callbacks", "clock")}
    text = _read(os.path.join(_HERE, "dat", "install.py"))
    parts = {"SETTINGS": {"home": home, "port": port}, "FILES": bundle(), "DATS": dats}
    for name, value in parts.items():
        # JSON never has three quotes in a row, so the raw literal in the script holds it as it is.
        text = text.replace("@%s@" % name, json.dumps(value))
    return text


def make_key(home):
    """Makes the bridge key where the runner looks for it, readable by its owner only; one that is there stays."""
    folder = os.path.join(home, "secret")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    try:
        opened = os.open(os.path.join(folder, "bridge-td.key"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w") as file:
        file.write(secrets.token_hex(32))


def main():
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--home", required=True)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--out", required=True)
    given = arguments.parse_args()
    make_key(os.path.abspath(given.home))
    with open(given.out, "w", encoding="utf-8") as file:
        file.write(script(os.path.abspath(given.home), given.port))


if __name__ == "__main__":
    main()
