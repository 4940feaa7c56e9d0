"""Files for the runner: complete before anybody hears of them, named with their size and their SHA-256."""
import contextlib
import hashlib
import os

BLOCK = 1024 * 1024


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
