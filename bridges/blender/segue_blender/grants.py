"""The runner's word that a person allowed something: an HMAC with the bridge key. Commands alone cannot make one."""
import hashlib
import hmac

from segue_core.failure import Failure

_key = [None]


def set_key(key):
    """Keeps the bridge key, as bytes."""
    _key[0] = key


def check(kind, what, grant):
    """Raises `bad_request` unless the runner granted exactly `what`."""
    key = _key[0]
    if key is not None:
        wanted = hmac.new(key, ("%s\n%s" % (kind, what)).encode("utf-8"), hashlib.sha256).hexdigest()
        if hmac.compare_digest(wanted, grant):
            return
    raise Failure("bad_request", "No person has allowed this.", "Approve it in Segue.")
