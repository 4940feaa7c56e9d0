"""One undo step per request."""
import contextlib

import td

# They run over many frames, in which a person may work, and put back what they changed by themselves.
OFFLINE = ("record.offline", "audio.analyze")
# Where the timeline stands, and whether it plays, is nothing to take back: it may be moved many times a minute.
MOVES = ("timeline.set",)


@contextlib.contextmanager
def around(call):
    """Everything that `call` changes becomes one entry of Edit → Undo."""
    if call.name in OFFLINE + MOVES:
        yield
        return
    td.ui.undo.startBlock("Segue: %s" % call.name)
    try:
        yield
    finally:
        td.ui.undo.endBlock()
