"""Live's palette: every colour that is set becomes the nearest of it."""
from . import facts


def snap(colour):
    """The nearest colour of the palette, as 0xRRGGBB."""
    return min(facts.behaviour("palette"), key=lambda known: _distance(colour, known))


def _distance(one, other):
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (16, 8, 0))
