"""segue.*: the component `segue` with the channels that Segue sets and a table of its runs."""
from segue_core.failure import Failure, verify

from . import blocks, handles, layout, types
from .op import wire
from .registry import SPECS, command

_NAME = "segue"
_HEAD = ["run", "state", "step", "fraction"]
_MOST_ROWS = 500
_PARTS = {"values": "constantCHOP", "out": "nullCHOP", "runs": "tableDAT"}
# Came later: a component of before gets it when it is needed.
_LATER = {"markers": "tableDAT"}


@command(SPECS["segue.set"])
def set_channels(call, parent, values):
    inside = component(handles.find_component(parent))
    told = _write(inside, values)
    return {"out": handles.fact(inside.op("out")), "values": told}


@command(SPECS["segue.tell"])
def tell(call, parent, run, state, step, fraction):
    inside = component(handles.find_component(parent))
    table = inside.op("runs")
    table.appendRow([run, state, step, "%.4f" % fraction])
    while table.numRows > _MOST_ROWS:
        table.deleteRow(1)
    verify("The last row of %s" % table.path, run, str(table[table.numRows - 1, 0].val))
    now = blocks.read(inside.op("values"))
    active = state in ("started", "progress")
    told = {"run_active": 1.0 if active else 0.0, "run_count": now.get("run_count", 0.0) + (state == "started")}
    told["run_progress"] = 1.0 if state == "succeeded" else float(fraction)
    _write(inside, told)
    return {"out": handles.fact(inside.op("out")), "rows": table.numRows - 1}


def find_part(parent, name):
    """A part of the component; None while it is not there."""
    found = parent.op(_NAME) if parent.family == "COMP" else None
    part = found.op(name) if found is not None and found.family == "COMP" else None
    return part if part is not None and part.OPType == dict(_PARTS, **_LATER)[name] else None


def component(parent):
    """The component, made when it is not there. Raises `invalid_args` when the name is taken by something else."""
    found = parent.op(_NAME)
    if found is None:
        found = types.make(parent, "baseCOMP", _NAME)
        for name, kind in _PARTS.items():
            types.make(found, kind, name)
        wire(found.op("values"), 0, found.op("out"), 0)
        table = found.op("runs")
        table.clear()
        table.appendRow(_HEAD)
        layout.place(found.children)
    kinds = {name: found.op(name).OPType for name in _PARTS if found.family == "COMP" and found.op(name) is not None}
    if kinds != _PARTS:
        message = "%s is not the component that Segue made." % found.path
        raise Failure("invalid_args", message, "Rename or delete it.")
    for name, kind in _LATER.items():
        if found.op(name) is None:
            types.make(found, kind, name).clear()
    return found


def _write(inside, values):
    chop = inside.op("values")
    blocks.write(chop, values)
    told = blocks.read(chop)
    for name, value in values.items():
        verify("Channel %s" % name, value, told.get(name, 0.0), max(1e-6, abs(value) * 1e-5))
    return told
