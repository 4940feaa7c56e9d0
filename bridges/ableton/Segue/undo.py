"""What surrounds every command that changes something: no dialog, one undo step, plain words for refusals."""
import contextlib

import Live

from segue_core.failure import Failure

from . import live_set

# Undo steps are not counted: one inside another would split it. A bounce lasts minutes, in which a person may work,
# and puts back what it changed by itself. What only plays is no step.
OWN_STEPS = ("edit.undo", "edit.redo", "bounce.realtime")


def refuse_dialogs():
    """Raises `app_busy` while Live shows a dialog: every change would fail."""
    text = live_set.dialog()
    if text is not None:
        hint = "Answer the dialog in Live."
        raise Failure("app_busy", "Live shows a dialog: %s" % (text or "(no text)"), hint, retryable=True)


def as_failure(error):
    """The plain words for whatever Live raised. A dialog that has come up explains every refusal."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, Live.Base.LimitationError):
        return Failure("not_available", "This edition of Live allows no more: %s" % error, "Delete something first.")
    try:
        refuse_dialogs()
    except Failure as failure:
        return failure
    if isinstance(error, (RuntimeError, ValueError, TypeError)):
        return Failure("app_error", "Live refused: %s" % error)
    return Failure("app_error", "%s: %s" % (type(error).__name__, error))


@contextlib.contextmanager
def around(call):
    """Everything that `call` changes becomes one entry of Edit → Undo."""
    refuse_dialogs()
    stepped = call.name not in OWN_STEPS and not call.name.startswith("transport.")
    if stepped:
        live_set.song().begin_undo_step()
    try:
        yield
    except Exception as error:
        raise as_failure(error)
    finally:
        if stepped:
            live_set.song().end_undo_step()
