"""The runner's side of a handshake, for tests without a runner."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from segue_core.handshake import is_proof, make_nonce, make_proof

KEY = b"k" * 32
IDENTITY = {
    "bridge": {"name": "test", "version": "1"},
    "app": {"id": "live", "name": "Live", "version": "12", "pid": 1, "os": "any"},
    "session": "s",
}


def row(name, **facts):
    """A capability row."""
    spec = {
        "command": name,
        "title": name,
        "description": "",
        "input_schema": {},
        "output_schema": {},
        "effects": "write",
        "idempotent": False,
        "cancellable": "between_steps",
        "progress": False,
        "realtime": False,
        "version": 1,
    }
    spec.update(facts)
    return spec


def fields_of(fields):
    """What a pump sends: a dict, or the JSON of one."""
    return json.loads(fields.decode("utf-8")) if isinstance(fields, bytes) else fields


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Runner:
    """Talks to a session: `sent` holds what it said, `say` answers."""

    def __init__(self, session):
        self.session = session
        self.sent = []
        self.made = 0

    def open(self, key=KEY, protocol="1.0"):
        """The whole handshake, as far as the session goes along."""
        self.session.open(lambda frame: self.sent.append(json.loads(frame.decode("utf-8"))))
        nonces = (self.sent[-1]["nonce"], make_nonce())
        self.say("challenge", nonce=nonces[1], proof=make_proof(key, "runner", *nonces))
        if self.sent[-1]["t"] != "prove":
            return self
        assert is_proof(key, "bridge", nonces, self.sent[-1]["proof"])
        self.say("welcome", protocol=protocol, heartbeat_ms=5000, runner={"version": "0"}, resume="new")
        return self

    def say(self, kind, **fields):
        """Sends one message; its id."""
        self.made += 1
        message = dict({"t": kind, "id": "r%d" % self.made, "ts": 0, "from": "runner", "to": "live"}, **fields)
        self.session.receive(json.dumps(message))
        return message["id"]

    def request(self, command, **fields):
        return self.say("request", command=command, **dict({"args": {}}, **fields))

    def heard(self, kind):
        return [message for message in self.sent if message["t"] == kind]

    def outcome(self, request_id):
        found = [message for message in self.heard("result") if message["id"] == request_id]
        assert len(found) == 1, found
        return found[0]["value"] if found[0]["ok"] else found[0]["error"]["code"]
