"""Files that appear whole or not at all."""
import array
import json
import os
import shutil
import sys

from segue_core.failure import Failure


def write(path, data):
    """Writes bytes beside the place and moves them there."""
    part = path + ".part"
    try:
        with open(part, "wb") as file:
            file.write(data)
        os.replace(part, path)
    except OSError as error:
        remove(part)
        raise Failure("app_error", "%s cannot be written: %s" % (path, error.strerror), "Choose another folder.")


def remove(path):
    """Removes a file or a folder, if it is there."""
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.exists(path):
        os.remove(path)


def write_channels(path, fps, curves):
    """A channels file: one JSON line, then each curve as little-endian float32."""
    samples = len(next(iter(curves.values())))
    header = {"version": 1, "rate": fps, "samples": samples, "channels": list(curves)}
    body = array.array("f")
    for values in curves.values():
        body.extend(values)
    if sys.byteorder == "big":
        body.byteswap()
    write(path, json.dumps(header).encode("utf-8") + b"\n" + body.tobytes())
