"""Pictures: one colour, noise, or what comes in. Small, and with real bytes."""
import random

from . import pictures
from .ops import OP


class TOP(OP):
    """A TOP of any type. Types that are not simulated pass their first input on, or are grey."""

    @property
    def width(self):
        return self._size()[0]

    @property
    def height(self):
        return self._size()[1]

    def saveByteArray(self, kind, quality=1.0, metadata=()):
        """The bytes of a picture file."""
        width, height, rgb = self.render()
        return bytearray(pictures.png(width, height, rgb) if kind == ".png" else pictures.jpeg(width, height, rgb))

    def render(self):
        """(width, height, RGB bytes)."""
        width, height = self._size()
        source = self._source()
        if self.type == "constant":
            colour = [max(0.0, min(1.0, self.par["color" + letter].eval())) for letter in "rgb"]
            return width, height, bytes(int(round(value * 255)) for value in colour) * (width * height)
        if self.type == "noise":
            made = random.Random(self.par.seed.eval() * 100000 + self.world.time.frame)
            return width, height, made.randbytes(width * height * 3)
        if source is not None:
            return source.render()
        return width, height, bytes([128]) * (width * height * 3)

    def _source(self):
        if self.type == "select":
            return self.par.top.eval()
        return self.inputs[0] if self.inputs else None

    def _size(self):
        source = self._source()
        if source is not None:
            return source._size()
        width, height = (int(self.par[name].eval()) for name in ("resolutionw", "resolutionh"))
        if not self.world.licensed:
            width, height = min(width, self.world.largest), min(height, self.world.largest)
        return width, height
