"""The Movie File Out TOP: every cooked frame while `record` is on, as a film or as a row of pictures."""
import os
import struct

from . import pictures
from .tops import TOP

_ENDINGS = {"png": ".png", "jpeg": ".jpg", "tiff": ".tif", "exr": ".exr"}
_LICENSED = ("h264nvgpu", "h265nvgpu", "av1")


class MovieFileOut(TOP):
    """A film is an AVI of PNG frames, whatever its ending; pictures are PNG or JPEG."""

    def __init__(self, world, parent, kind, name):
        TOP.__init__(self, world, parent, kind, name)
        self._frames = []
        self._running = False

    def changed(self, par):
        if par == "record" and self._running and not self.par.record.eval():
            self._finish()

    def end(self):
        if self._running:
            self._finish()
        TOP.end(self)

    def cook_frame(self):
        """Called at every frame."""
        if not self.par.record.eval():
            return
        if not self._running:
            self._frames, self._running, self._said = [], True, []
        if self.par.videocodec.eval() in _LICENSED and not self.world.licensed:
            self._said = ["This codec needs a Commercial or Pro license"]
            return
        if self.world.full_disk:
            self._said = ["Failed to write: no space left on device"]
            return
        if self.par.type.eval() == "movie":
            self._frames.append(self.render())
        else:
            self._picture(len(self._frames))
            self._frames.append(None)

    def _picture(self, index):
        kind, path = self.par.imagefiletype.eval(), self.par.file.eval()
        stem, digits = os.path.splitext(path)[0], int(self.par.leadingzerosdigits.eval())
        number = str(int(self.par.n.eval()) + index).zfill(digits)
        width, height, rgb = self.render()
        make = pictures.jpeg if kind == "jpeg" else pictures.png
        self._write(stem + number + _ENDINGS[kind], make(width, height, rgb))

    def _finish(self):
        self._running = False
        if self.par.type.eval() == "movie" and self._frames:
            self._write(self.par.file.eval(), avi(self._frames, float(self.par.fps.eval())))
        self._frames = []

    def _write(self, path, data):
        try:
            with open(path, "wb") as file:
                file.write(data)
        except OSError as error:
            self._said = ["Failed to write: %s" % error.strerror]


def avi(frames, fps):
    """A film of pictures of one size."""
    width, height, _ = frames[0]
    bodies = [pictures.png(*frame) for frame in frames]
    largest = max(map(len, bodies))
    count, micro = len(bodies), int(1e6 / fps)
    head = struct.pack("<14I", micro, largest, 0, 0x10, count, 0, 1, largest, width, height, 0, 0, 0, 0)
    stream = struct.pack("<4s4sIHHIIIIIIII4H", b"vids", b"MPNG", 0, 0, 0, 0, 1000, int(fps * 1000), 0, count, largest,
                         0, 0, 0, 0, width, height)
    shape = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 24, b"MPNG", width * height * 3, 0, 0, 0, 0)
    streams = _list(b"strl", _chunk(b"strh", stream) + _chunk(b"strf", shape))
    movie = _list(b"movi", b"".join(_chunk(b"00dc", body) for body in bodies))
    return _chunk(b"RIFF", b"AVI " + _list(b"hdrl", _chunk(b"avih", head) + streams) + movie)


def _chunk(kind, body):
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _list(kind, body):
    return _chunk(b"LIST", kind + body)
