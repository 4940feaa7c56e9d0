"""Channels, computed from inputs and parameters once per frame. What remembers goes on from frame to frame."""
import math

from . import sound
from .filters import Biquad
from .ops import OP

_REDUCE = {
    "average": lambda values: sum(values) / len(values),
    "maximum": max,
    "minimum": min,
    "sum": sum,
    "rmspower": lambda values: math.sqrt(sum(value * value for value in values) / len(values)),
}
_COMBINE = {"add": sum, "mul": math.prod, "max": max, "min": min, "avg": lambda values: sum(values) / len(values)}


class Channel:
    """One row of samples."""

    def __init__(self, name, vals):
        self.name = name
        self.vals = vals

    def __getitem__(self, index):
        return self.vals[index]

    def __len__(self):
        return len(self.vals)

    def __float__(self):
        return float(self.vals[0])

    def eval(self):
        return float(self.vals[0]) if self.vals else 0.0


class CHOP(OP):
    """A CHOP of any type. Types that are not simulated pass their first input on."""

    def __init__(self, world, parent, kind, name):
        OP.__init__(self, world, parent, kind, name)
        self._cooked = None
        self._held = {}
        self._made = (world.time.rate, {})

    @property
    def rate(self):
        return self._now()[0]

    @property
    def numChans(self):
        return len(self._now()[1])

    @property
    def numSamples(self):
        return max([len(values) for values in self._now()[1].values()] + [0])

    def chans(self, *patterns):
        """All channels."""
        return [Channel(*row) for row in self._now()[1].items()]

    def __getitem__(self, key):
        rows = self._now()[1]
        if isinstance(key, int):
            return self.chans()[key] if 0 <= key < len(rows) else None
        return Channel(key, rows[key]) if key in rows else None

    def cook(self, force=False, recurse=False):
        """Makes its channels anew."""
        if force:
            self._cooked = None
        self._now()

    def changed(self, par):
        self._cooked = None
        if par == "file":
            self._said = []

    def _now(self):
        stamp = (self.world.count, self.world.time.frame, self.world.edits)
        if self._cooked != stamp:
            self._cooked = stamp
            make = getattr(self, "_" + self.type, self._pass)
            self._made = make([source._now() for source in self.inputs if isinstance(source, CHOP)])
        return self._made

    def _value(self, par):
        return self.par[par].eval()

    def _pass(self, inputs):
        return inputs[0] if inputs else (self.world.time.rate, {})

    def _audiofilein(self, _inputs):
        path, time = self._value("file"), self.world.time
        if not path:
            return (44100, {"chan1": [0.0]})
        try:
            rate, samples = sound.read(path)
            self._said = []
        except (OSError, ValueError) as error:
            self._said = ["Failed to open file: %s" % error]
            return (44100, {"chan1": [0.0]})
        first = int(round((time.frame - 1) / time.rate * rate))
        last = int(round(time.frame / time.rate * rate))
        part = samples[first:last]
        return (rate, {"chan1": part + [0.0] * (last - first - len(part))})

    def _info(self, _inputs):
        about = self._value("op")
        if about is None:
            return (self.world.time.rate, {})
        rows = {"numsamples": [float(about.numSamples)], "sample_rate": [float(about.rate)]}
        if about.type == "audiofilein" and about._value("file") and not about.errors():
            rows["file_length"] = [float(len(sound.read(about._value("file"))[1]))]
        return (self.world.time.rate, rows)

    def _audiofilter(self, inputs):
        rate, rows = self._pass(inputs)
        made = {}
        for name, values in rows.items():
            key = (name, self._value("filter"), self._value("cutofffrequency"), rate)
            if key not in self._held:
                self._held = {key: Biquad(*key[1:])}
            made[name] = self._held[key].run(values)
        return (rate, made)

    def _analyze(self, inputs):
        _, rows = self._pass(inputs)
        reduce = _REDUCE.get(self._value("function"), _REDUCE["average"])
        return (self.world.time.rate, {name: [reduce(values) if values else 0.0] for name, values in rows.items()})

    def _lag(self, inputs):
        rate, rows = self._pass(inputs)
        made = {}
        for name, values in rows.items():
            before = self._held.get(name, values[0])
            seconds = self._value("lag1") if values[0] > before else self._value("lag2")
            share = 1.0 if seconds <= 0 else 1 - 0.1 ** (1 / (seconds * self.world.time.rate))
            self._held[name] = before + (values[0] - before) * share
            made[name] = [self._held[name]]
        return (rate, made)

    def _math(self, inputs):
        rate, rows = self._pass(inputs)
        gain, pre, post = self._value("gain"), self._value("preoff"), self._value("postoff")
        made = {name: [(value + pre) * gain + post for value in values] for name, values in rows.items()}
        if self._value("chanop") in _COMBINE and made:
            combine = _COMBINE[self._value("chanop")]
            made = {next(iter(made)): [combine(list(column)) for column in zip(*made.values())]}
        return (rate, made)

    def _rename(self, inputs):
        rate, rows = self._pass(inputs)
        new = self._value("renameto").split()
        names = [new[at] if at < len(new) else name for at, name in enumerate(rows)]
        return (rate, dict(zip(names, rows.values())))

    def _merge(self, inputs):
        rows = {}
        for _, more in inputs:
            rows.update(more)
        return (inputs[0][0] if inputs else self.world.time.rate, rows)

    def _select(self, inputs):
        source = self._value("chop")
        rate, rows = source._now() if isinstance(source, CHOP) else self._pass(inputs)
        wanted = self._value("channames").split()
        return (rate, {name: values for name, values in rows.items() if not wanted or name in wanted})

    def _constant(self, _inputs):
        rows = {}
        for index in range(self.seq.const.numBlocks):
            name = self.par[self.seq.const._called(index, "name")].eval()
            if name:
                rows[name] = [float(self.par[self.seq.const._called(index, "value")].eval())]
        return (self.world.time.rate, rows)

    def _lfo(self, _inputs):
        phase = self.world.time.seconds * self._value("frequency") + self._value("phase")
        value = math.sin(2 * math.pi * phase) * self._value("amp") + self._value("offset")
        return (self.world.time.rate, {self._value("channelname"): [value]})

    def _noise(self, _inputs):
        at = self.world.time.frame * 12.9898 + self._value("seed") * 78.233
        value = (math.sin(at) * 43758.5453) % 1 * 2 - 1
        return (self.world.time.rate, {self._value("channelname"): [value * self._value("amp")]})
