"""Sends every byte back: the least that Python can do at the other end of a connection."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(_HERE, "..", "..", "..", "bridges", "core"))

from segue_core.connection import socket_of  # noqa: E402
from segue_core.streams import standard_streams  # noqa: E402


def dial(address):
    if address == "stdio:":
        return standard_streams()
    stream, where = socket_of(address)
    stream.connect(where)
    return stream


def main(address):
    stream = dial(address)
    while True:
        data = stream.recv(65536)
        if not data:
            return
        stream.sendall(data)


main(os.environ["SEGUE_BRIDGE"])
