"""Second-order filters, as the usual cookbook has them."""
import math


class Biquad:
    """Remembers its state from one slice of sound to the next."""

    def __init__(self, kind, cutoff, rate):
        angle = 2 * math.pi * min(cutoff, rate * 0.49) / rate
        alpha, cosine = math.sin(angle) / math.sqrt(2), math.cos(angle)
        if kind == "highpass":
            feed = ((1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2)
        elif kind == "bandpass":
            feed = (alpha, 0.0, -alpha)
        else:
            feed = ((1 - cosine) / 2, 1 - cosine, (1 - cosine) / 2)
        self._feed = [value / (1 + alpha) for value in feed]
        self._back = [-2 * cosine / (1 + alpha), (1 - alpha) / (1 + alpha)]
        self._state = (0.0, 0.0)

    def run(self, values):
        """The filtered slice."""
        (b0, b1, b2), (a1, a2) = self._feed, self._back
        one, two = self._state
        made = []
        for value in values:
            new = b0 * value + one
            one = b1 * value - a1 * new + two
            two = b2 * value - a2 * new
            made.append(new)
        self._state = (one, two)
        return made
