"""python.run: a text that a person has approved, with all the power that Python has in Blender."""
import contextlib
import ctypes
import hashlib
import io
import json
import os
import threading
import traceback

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from . import document, grants, wear
from .document import SPECS
from .file import save_copy

PATIENCE = 0.2
# Native code hears nothing from outside; this long after the limit the whole process ends.
LAST_RESORT = 5.0
_NAME = "<segue>"
_MOST_PRINTED = 100_000
_MOST_RESULT = 60_000


class _Stopped(BaseException):
    """Not an `Exception`, so that the text does not catch it by accident."""


class _Printed(io.TextIOBase):
    """Keeps the last part of what is printed."""

    def __init__(self):
        self.text = ""

    def writable(self):
        return True

    def write(self, text):
        self.text = (self.text + text)[-_MOST_PRINTED:]
        return len(text)


@command(SPECS["python.run"])
def run_python(call, text, sha256, grant, value, limitSec, save):
    grants.check("python", sha256, grant)
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != sha256:
        raise Failure("bad_request", "This is not the text that was approved.")
    wear.spend("Python of a person's own has run in this process.")
    document.changed()
    printed = _Printed()
    names = {"__name__": "__main__", "bpy": bpy, "value": value, "result": None}
    with _time_limit(call, limitSec), contextlib.redirect_stdout(printed):
        try:
            with call.interruptible(_break_in, PATIENCE):
                exec(compile(text, _NAME, "exec"), names)
        except _Stopped:
            call.check()
        except SystemExit as error:
            if error.code not in (None, 0):
                raise _failure(error, printed)
        except Exception as error:
            raise _failure(error, printed)
    call.check()
    result = _plain(names.get("result"))
    saved = save_copy(call, save)["bytes"] if save is not None else None
    return {"result": result, "printed": printed.text, "bytes": saved}


@contextlib.contextmanager
def _time_limit(call, seconds):
    words = "The Python did not finish within %g seconds." % seconds
    late = Failure("timeout", words, "Give it more time on the node.", detail={"kind": "permanent"})
    timers = (threading.Timer(seconds, call.stop, (late,)), threading.Timer(seconds + LAST_RESORT, os._exit, (9,)))
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        for timer in timers:
            timer.cancel()


def _break_in():
    """Raises in the main thread, at its next line of Python. Called from the I/O thread."""
    main = ctypes.c_ulong(threading.main_thread().ident)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(main, ctypes.py_object(_Stopped))


def _failure(error, printed):
    """What the text raised, with its line and the last that it printed."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _NAME]
    line = lines[-1] if lines else getattr(error, "lineno", None)
    where = "Line %d: " % line if line else ""
    message = "%s%s: %s" % (where, type(error).__name__, error)
    said = printed.text[-2000:]
    return Failure("app_error", message[:1500] + ("\n" + said if said else ""), _HINT, detail={"kind": "input"})


_HINT = "Correct the text on the node; a changed text needs a new approval."


def _plain(result):
    """The variable `result` as JSON."""
    try:
        text = json.dumps(result, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise Failure("app_error", "`result` is not plain data: %s" % error, _HINT, detail={"kind": "input"})
    if len(text) > _MOST_RESULT:
        message = "`result` is %d bytes; at most %d can be passed on." % (len(text), _MOST_RESULT)
        raise Failure("app_error", message, "Write large data to the scene or to a file.", detail={"kind": "input"})
    return json.loads(text)
