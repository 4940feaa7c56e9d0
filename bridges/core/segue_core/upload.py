"""Files for a runner that shares no disk with the application: their bytes go over HTTP, proven with the bridge key."""
import hashlib
import hmac
import http.client
import json
import os

from .exchange import describe
from .failure import Failure

SECONDS = 60


def upload(path, mime, wanted, address, key, identity):
    """Sends a finished file; its row for `call.artifact`. `wanted` is where the runner had thought of it.

    `address` is the bridge's own, `ws:host:port/bridge`; `identity` holds `app` and `session` as in the hello message.
    Raises `Failure` when the runner does not take it. It blocks: say `call.busy` before.
    """
    row = describe(path, mime)
    kind, _, place = address.partition(":")
    if kind != "ws":
        raise Failure("not_available", "Files are uploaded over the address of a WebSocket, not %s." % kind)
    text = "blob:%s:%s:%d" % (identity["session"], row["sha256"], row["bytes"])
    heads = {
        "Content-Length": str(row["bytes"]),
        "X-Segue-App": identity["app"]["id"],
        "X-Segue-Session": identity["session"],
        "X-Segue-Sha256": row["sha256"],
        "X-Segue-Proof": hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest(),
    }
    connection = http.client.HTTPConnection(place.partition("/")[0], timeout=SECONDS)
    try:
        with open(path, "rb") as body:
            connection.request("POST", "/bridge/blob", body, heads)
        answer = connection.getresponse()
        told = answer.read(65536)
    except OSError as error:
        name = os.path.basename(path)
        raise Failure("disconnected", "%s could not be uploaded: %s" % (name, error), retryable=True)
    finally:
        connection.close()
    if answer.status != 200:
        message = "The runner did not take %s (%d)." % (os.path.basename(path), answer.status)
        raise Failure("app_error", message, "Look for space on the runner's disk.")
    return dict(row, path=json.loads(told.decode("utf-8"))["path"], **{"for": wanted})
