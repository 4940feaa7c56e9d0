"""Where the runner listens and the key that both sides hold. The key is never kept in the project."""
import os

STORED = "segue"
KEY_FILE = os.path.join("secret", "bridge-td.key")


class Settings:
    """From the environment when a launcher set it, else from what the installer stored in the component."""

    def __init__(self, component):
        stored = component.fetch(STORED, {}) or {}
        self._home = stored.get("home", "")
        address = os.environ.get("SEGUE_BRIDGE", "")
        if address.startswith("ws:"):
            place = address[len("ws:") :]
            host, _, path = place.partition("/")
            name, _, port = host.rpartition(":")
        else:
            name, port, path = "127.0.0.1", stored.get("port", 0), "bridge"
        self.host, self.port, self.path = name, int(port), path

    def key(self):
        """The bridge key as bytes. Raises OSError or ValueError when there is none."""
        given = os.environ.get("SEGUE_BRIDGE_KEY")
        if given:
            return bytes.fromhex(given)
        with open(os.path.join(self._home, KEY_FILE), encoding="ascii") as file:
            return bytes.fromhex(file.read().strip())
