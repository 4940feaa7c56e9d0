"""record.offline: every frame of a range as a movie or as pictures."""
import os

import td

from segue_core.failure import Failure
from segue_core.pump import WAIT

from . import files, handles, pars, place, types
from .offline import Offline
from .registry import SPECS, command

_SETTLE_FRAMES = 3


@command(SPECS["record.offline"])
def record(call, op, audio, kind, path, startFrame, endFrame, codec, picture):
    top = handles.find_family(op, "TOP")
    sound = None if audio is None else handles.find_family(audio, "CHOP").path
    if endFrame < startFrame:
        raise Failure("invalid_args", "The range ends at %d, before it begins." % endFrame)
    movie = kind == "movie"
    part = _part(path, movie)
    call.busy(60000, "Recording %s" % top.path)
    recorder = None
    try:
        with Offline() as offline:
            recorder = _Recorder(top, sound, part, movie, startFrame, codec, picture)
            fps = float(td.project.cookRate)
            try:
                yield from recorder.run(offline, startFrame, endFrame)
            finally:
                recorder.end()
            yield from recorder.settle()
        written = [part] if movie else recorder.pictures()
        _check(recorder, written, movie, endFrame - startFrame + 1)
        kept = _keep(written, path, movie, startFrame)
        return {"path": path, "frames": len(recorder.seen), "fps": fps, "files": kept}
    finally:
        if recorder is not None:
            recorder.destroy()
        files.remove(part)


def _part(path, movie):
    """Where it is written first: TouchDesigner takes the container from the ending, so that one stays."""
    try:
        if not movie:
            os.makedirs(path, exist_ok=True)
            part = os.path.join(path, ".part")
            files.remove(part)
            os.makedirs(part)
            return part
    except OSError as error:
        raise Failure("app_error", "%s cannot be made: %s" % (path, error.strerror), "Choose another folder.")
    stem, ending = os.path.splitext(path)
    if not ending:
        raise Failure("invalid_args", "A movie file needs an ending, such as .mov.")
    files.remove(stem + ".part" + ending)
    return stem + ".part" + ending


class _Recorder:
    """The Movie File Out TOP of one recording, inside the bridge; a Select TOP brings the picture there."""

    def __init__(self, top, sound, part, movie, start, codec, picture):
        self.seen = []
        self._folder = part
        self._picture = types.make(place.home(), "selectTOP", "recorded")
        self.out = types.make(place.home(), "moviefileoutTOP", "recorder")
        values = {"type": "movie" if movie else "imagesequence", "fps": float(td.project.cookRate)}
        if movie:
            values.update(videocodec=codec, file=part)
            if sound is not None:
                values["audiochop"] = sound
        else:
            ending = {"jpeg": "jpg", "tiff": "tif"}.get(picture, picture)
            values.update(imagefiletype=picture, file=os.path.join(part, "f." + ending), n=start)
            values["leadingzerosdigits"] = 6
        values["stallforopen"] = True
        try:
            pars.set_value(self._picture, pars.find(self._picture, "top"), top.path)
            self.out.inputConnectors[0].connect(self._picture)
            for name, value in values.items():
                pars.set_value(self.out, pars.find(self.out, name), value)
        except BaseException:
            self.destroy()
            raise

    def run(self, offline, start, end):
        """Records; returns after the end of the last frame."""
        offline.on_frame_end = lambda frame: self._ended(int(frame), end)
        self._last = end
        offline.start(start, end)
        self.out.par.record = True
        while self.out.par.record.eval():
            done = len(self.seen) / float(end - start + 1)
            yield {"fraction": min(1.0, done), "message": "Recorded %d frames" % len(self.seen)}
            yield WAIT
            self._raise_errors()
            if self.out.par.record.eval():
                offline.check()

    def _ended(self, frame, end):
        if not self.out.par.record.eval():
            return
        self.seen.append(frame)
        if frame >= end:
            self.end()
            place.timeline().play = False

    def end(self):
        """Stops recording, wherever it is."""
        if self.out.valid:
            self.out.par.record = False

    def settle(self):
        """Lets TouchDesigner finish the file."""
        for _ in range(_SETTLE_FRAMES):
            yield WAIT
        self._raise_errors()

    def _raise_errors(self):
        errors = self.out.errors()
        if errors:
            code = "not_available" if "licen" in errors.lower() else "app_error"
            raise Failure(code, errors, "Choose another codec or folder; Motion JPEG works with every licence.")

    def pictures(self):
        """What was written, in order, whatever TouchDesigner called it."""
        return [os.path.join(self._folder, name) for name in sorted(os.listdir(self._folder))]

    def destroy(self):
        """Leaves nothing in the bridge."""
        for op in (self.out, self._picture):
            if op.valid:
                op.destroy()


def _check(recorder, written, movie, wanted):
    """Raises `verify_failed` when a frame is missing or came twice."""
    found = len(recorder.seen) if movie else len(written)
    whole = all(os.path.isfile(one) and os.path.getsize(one) > 0 for one in written) and bool(written)
    if len(set(recorder.seen)) != wanted or len(recorder.seen) != wanted or found != wanted or not whole:
        message = "%d frames were due, %d were recorded." % (wanted, found if whole else 0)
        raise Failure("verify_failed", message, "Record again.", retryable=True)


def _keep(written, path, movie, start):
    """Moves what was recorded to where it belongs."""
    if movie:
        os.replace(written[0], path)
        return [path]
    kept = []
    for index, one in enumerate(written):
        name = "f_%06d%s" % (start + index, os.path.splitext(one)[1])
        kept.append(os.path.join(path, name))
        os.replace(one, kept[-1])
    return kept
