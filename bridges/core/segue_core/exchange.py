"""Files for the runner: complete before anybody hears of them, named with their size and their SHA-256."""
import contextlib
import hashlib
import http.client
import os

BLOCK = 1024 * 1024
UPLOAD_SECONDS = 60


@contextlib.contextmanager
def whole(path):
    """Gives `path` with `.part` after it to write to. It gets its name when the block ends well, else it goes."""
    part = path + ".part"
    try:
        yield part
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def describe(path, mime):
    """The row of a finished file, as it stands in a result's `artifacts`."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            digest.update(block)
            size += len(block)
    return {"path": os.path.abspath(path), "mime": mime, "bytes": size, "sha256": digest.hexdigest()}


def upload(host, token, row):
    """Sends a described file to the runner at `host` (`127.0.0.1:4400`), for a bridge that shares no disk with it.

    `token` is the session's `blob_token()`. Returns the row with the runner's own name for the bytes. Raises OSError
    when the runner does not take it.
    """
    connection = http.client.HTTPConnection(host, timeout=UPLOAD_SECONDS)
    try:
        with open(row["path"], "rb") as file:
            headers = {
                "Authorization": "Bridge %s" % token,
                "Content-Type": row["mime"],
                "Content-Length": str(row["bytes"]),
                "X-Segue-Sha256": row["sha256"],
            }
            connection.request("POST", "/bridge/blob", body=file, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise OSError("The runner did not take %s: %d." % (row["path"], answer.status))
    finally:
        connection.close()
    return dict(row, path="artifact:" + row["sha256"])
