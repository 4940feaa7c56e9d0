"""network.audio_in: a sound file, its level and three bands, smoothed, on one Null CHOP."""
from . import handles
from .network import assemble
from .registry import SPECS, command

# name → filter and its corner in Hz; the level is not filtered.
BANDS = {"low": ("lowpass", 150.0), "mid": ("bandpass", 775.0), "high": ("highpass", 5000.0)}
CHANNELS = ("level",) + tuple(BANDS)


@command(SPECS["network.audio_in"])
def build(call, parent, name, replace, path, attackSec, releaseSec):
    spec = sketch(path, attackSec, releaseSec)
    component, made = yield from assemble(handles.find_component(parent), name, replace, spec)
    facts = {"component": handles.fact(component), "operators": [handles.fact(op) for op in made.values()]}
    return dict(facts, channels=list(CHANNELS), out=handles.fact(made["out"]))


def sketch(path, attack, release):
    """The network as data. The file follows the timeline, so that every film frame hears its own part."""
    operators = [_operator("sound", "audiofilein", file=path, playmode="locked", mono=True)]
    wires = []
    for index, name in enumerate(CHANNELS):
        source = "sound"
        if name in BANDS:
            kind, corner = BANDS[name]
            operators.append(_operator(name + "_band", "audiofilter", filter=kind, cutofffrequency=corner))
            wires.append(_wire("sound", name + "_band"))
            source = name + "_band"
        operators.append(_operator(name + "_power", "analyze", function="rmspower"))
        operators.append(_operator(name, "rename", renameto=name))
        wires += [_wire(source, name + "_power"), _wire(name + "_power", name), _wire(name, "all", index)]
    operators += [_operator("all", "merge"), _operator("smooth", "lag", lag1=attack, lag2=release)]
    operators.append(_operator("out", "null"))
    wires += [_wire("all", "smooth"), _wire("smooth", "out")]
    return {"operators": operators, "wires": wires}


def _operator(name, kind, **values):
    return {"name": name, "type": kind + "CHOP", "values": values, "drives": {}}


def _wire(source, target, index=0):
    return {"from": source, "to": target, "output": 0, "input": index}
