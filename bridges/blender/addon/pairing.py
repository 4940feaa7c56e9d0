# SPDX-License-Identifier: GPL-3.0-or-later
"""Address and key of the runner, as Segue leaves them for this add-on.

A JSON file that only its owner may read (0600), at `SEGUE_BRIDGE_FILE` or `~/.segue/bridges/blender.json`:
`{"version": 1, "address": "tcp:127.0.0.1:4402", "key": "<64 hex digits>", "runner": "what the person calls it"}`.
"""
import json
import os
import stat

ADVICE = "Run `segue bridge install blender`, then connect again."


class NotPaired(Exception):
    """There is no address and key that can be used; the words say why."""


def path():
    """Where the file lies."""
    home = os.environ.get("SEGUE_HOME") or os.path.join(os.path.expanduser("~"), ".segue")
    return os.environ.get("SEGUE_BRIDGE_FILE") or os.path.join(home, "bridges", "blender.json")


def read():
    """(address, key as bytes). Raises `NotPaired`."""
    facts = _facts()
    try:
        address, key = facts["address"], bytes.fromhex(facts["key"])
    except (KeyError, TypeError, ValueError):
        raise NotPaired("The file of this bridge is damaged. " + ADVICE)
    if facts.get("version") != 1 or len(key) != 32 or not isinstance(address, str):
        raise NotPaired("The file of this bridge is of another version. " + ADVICE)
    return address, key


def runner():
    """What the person calls the runner that this Blender belongs to; empty when nothing is known."""
    try:
        return str(_facts().get("runner", ""))[:80]
    except NotPaired:
        return ""


def _facts():
    place = path()
    try:
        with open(place, encoding="utf-8") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise NotPaired("Others can read the key in %s. Make it private (0600)." % place)
            facts = json.load(file)
    except OSError:
        raise NotPaired("Segue has not been set up for this Blender. " + ADVICE)
    except ValueError:
        facts = None
    if not isinstance(facts, dict):
        raise NotPaired("The file of this bridge is damaged. " + ADVICE)
    return facts
