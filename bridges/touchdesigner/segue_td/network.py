"""network.build: operators, values and wires from a description, whole or not at all."""
from segue_core.failure import Failure

from . import drives, handles, layout, pars, types
from .op import wire
from .registry import SPECS, command


@command(SPECS["network.build"])
def build(call, parent, name, replace, spec):
    component, made = yield from assemble(handles.find_component(parent), name, replace, spec)
    return {"component": handles.fact(component), "operators": [handles.fact(op) for op in made.values()]}


def assemble(parent, name, replace, spec):
    """Builds it; (component, operators by name). What was there of that name goes when the new one stands."""
    old = parent.op(name)
    if old is not None and not replace:
        message = "There is %s already." % old.path
        raise Failure("invalid_args", message, "Choose another name, or let it be replaced.")
    _check(spec)
    component = types.make(parent, "baseCOMP", name)
    made = {}
    try:
        for index, row in enumerate(spec["operators"]):
            made[row["name"]] = types.make(component, row["type"], row["name"])
            yield {"fraction": index / len(spec["operators"]), "message": "Built %s" % row["name"]}
        for row in spec["wires"]:
            wire(made[row["from"]], row["output"], made[row["to"]], row["input"])
        for row in spec["operators"]:
            for par, value in row["values"].items():
                pars.set_value(made[row["name"]], pars.find_own(made[row["name"]], par), value)
        for row in spec["operators"]:
            for par, drive in row["drives"].items():
                drives.attach(made[row["name"]], pars.find_own(made[row["name"]], par), drive)
        layout.place(list(made.values()))
    except BaseException:
        component.destroy()
        raise
    if old is not None:
        component.nodeX, component.nodeY = old.nodeX, old.nodeY
        old.destroy()
        component.name = name
    return component, made


def _check(spec):
    names = [row["name"] for row in spec["operators"]]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Failure("invalid_args", "Two operators are called %s." % twice)
    for row in spec["wires"]:
        unknown = next((row[end] for end in ("from", "to") if row[end] not in names), None)
        if unknown is not None:
            raise Failure("invalid_args", "A wire ends at %s, which is not in the description." % unknown)
