"""op.*: operators and the wires between them."""
from segue_core.failure import Failure, verify

from . import handles, layout, types
from .registry import SPECS, command


@command(SPECS["op.create"])
def create(call, parent, type, name, x, y):
    made = types.make(handles.find_component(parent), type, name)
    if x is not None:
        made.nodeX = x
    if y is not None:
        made.nodeY = y
    return handles.fact(made)


@command(SPECS["op.delete"])
def delete(call, op):
    found = handles.find_own(op)
    path = found.path
    found.destroy()
    verify("Whether %s is there" % path, False, bool(found.valid))
    return {"path": path}


@command(SPECS["op.connect"])
def connect(call, **args):
    source = handles.find_own(args["from"])
    target = handles.find_own(args["to"])
    wire(source, args["output"], target, args["input"])
    return handles.fact(target)


@command(SPECS["op.disconnect"])
def disconnect(call, op, input):
    found = handles.find_own(op)
    connector = _connector(found, found.inputConnectors, input, "input")
    connector.disconnect()
    verify("Wires at input %d" % input, 0, len(connector.connections))
    return handles.fact(found)


@command(SPECS["op.layout"])
def arrange(call, parent):
    children = handles.find_component(parent).children
    layout.place(children)
    return {"operators": [handles.fact(op) for op in children]}


def wire(source, output, target, input):
    """Draws a wire and reads it back."""
    if source.parent() is not target.parent() and source.parent().path != target.parent().path:
        message = "%s and %s are not in the same network." % (source.path, target.path)
        raise Failure("invalid_args", message, "Use a Select or an In operator.")
    if source.family != target.family:
        message = "A %s cannot be wired to a %s." % (source.family, target.family)
        raise Failure("invalid_args", message, "Put a converter such as choptoTOP between them.")
    end = _connector(target, target.inputConnectors, input, "input")
    _connector(source, source.outputConnectors, output, "output").connect(end)
    found = [connector.owner.path for connector in end.connections]
    verify("The wire at input %d of %s" % (input, target.path), [source.path], found)


def _connector(op, connectors, index, kind):
    if index >= len(connectors):
        raise Failure("invalid_args", "%s has no %s %d." % (op.path, kind, index))
    return connectors[index]
