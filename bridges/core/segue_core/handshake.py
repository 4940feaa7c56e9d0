"""Both sides prove that they hold the bridge key; neither ever sends it."""
import hashlib
import hmac
import secrets

PROTOCOL = "1.0"


def make_nonce():
    """32 random bytes as hex."""
    return secrets.token_hex(32)


def make_proof(key, role, bridge_nonce, runner_nonce):
    """What `role` ("bridge" or "runner") answers: HMAC-SHA256 over the role and both nonces. `key` is bytes."""
    text = "%s:%s:%s" % (role, bridge_nonce, runner_nonce)
    return hmac.new(key, text.encode("ascii"), hashlib.sha256).hexdigest()


def is_proof(key, role, nonces, proof):
    """Whether `proof` is right, compared in constant time. `nonces` = (bridge, runner)."""
    return hmac.compare_digest(make_proof(key, role, *nonces).encode(), str(proof).encode())
