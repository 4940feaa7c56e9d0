"""Where the runner listens, and the key that both sides hold."""
import json
import os

_HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS_FILE = os.path.join(_HERE, "settings.json")
KEY_FILE = os.path.join("secret", "bridge-live.key")


def read():
    """`(address, key)`, from the environment when a launcher set it, else from what the installer wrote.

    The file names Segue's folder; the key stays there, for a User Library may be shared or synchronised. Raises
    OSError, ValueError or KeyError when something is missing.
    """
    address, key = os.environ.get("SEGUE_BRIDGE"), os.environ.get("SEGUE_BRIDGE_KEY")
    if address and key:
        return address, bytes.fromhex(key)
    with open(SETTINGS_FILE, encoding="utf-8") as file:
        settings = json.load(file)
    with open(os.path.join(settings["home"], KEY_FILE), encoding="ascii") as file:
        return settings["address"], bytes.fromhex(file.read().strip())
