"""Answers every frame with the same bytes, unread: the least that Python can do at the other end of a connection."""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(_HERE, "..", "..", "..", "bridges", "core"))

from segue_core.connection import dial  # noqa: E402


def main(address, answer):
    connection = dial(address)
    # Says that it is there, as a bridge does.
    connection.send(answer)
    while True:
        frames = connection.receive()
        if frames is None:
            return
        for _ in frames:
            connection.send(answer)


main(os.environ["SEGUE_BRIDGE"], os.environ["SEGUE_ECHO"].encode("utf-8"))
