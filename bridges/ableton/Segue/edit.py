"""edit.*: the undo history."""
from segue_core.failure import Failure

from . import live_set
from .registry import SPECS, command


@command(SPECS["edit.undo"])
def undo(call):
    song = live_set.song()
    if not song.can_undo:
        raise Failure("invalid_args", "There is nothing to undo.")
    song.undo()
    return {"canUndo": bool(song.can_undo), "canRedo": bool(song.can_redo)}


@command(SPECS["edit.redo"])
def redo(call):
    song = live_set.song()
    if not song.can_redo:
        raise Failure("invalid_args", "There is nothing to redo.")
    song.redo()
    return {"canUndo": bool(song.can_undo), "canRedo": bool(song.can_redo)}
