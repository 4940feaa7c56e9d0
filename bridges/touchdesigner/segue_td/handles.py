"""Operators by path and number, and what is told about them."""
import td

from segue_core.failure import Failure

from . import place


def find(handle):
    """The operator of a handle. Raises `stale_handle` when it is gone or its path now belongs to another one."""
    found = td.op(handle["path"])
    wanted = handle.get("id")
    if found is None or not found.valid or (wanted is not None and found.id != wanted):
        hint = "It was deleted, renamed or belongs to another session. Look at the project again."
        raise Failure("stale_handle", "There is no operator %s any more." % handle["path"], hint, retryable=True)
    return found


def find_own(handle):
    """The operator of a handle that is about to be changed. The bridge does not change itself."""
    found = find(handle)
    if found.path == "/" or place.is_ours(found):
        raise Failure("invalid_args", "%s belongs to Segue’s bridge." % found.path, "Choose another operator.")
    return found


def find_component(handle):
    """A component that may hold new operators."""
    found = find_own(handle)
    if found.family != "COMP":
        raise Failure("invalid_args", "%s is no component." % found.path, "Choose a component.")
    return found


def find_family(handle, family):
    """An operator that must be of one family."""
    found = find(handle)
    if found.family != family:
        raise Failure("invalid_args", "%s is a %s, not a %s." % (found.path, found.family, family))
    return found


def fact(op):
    """What is told about one operator."""
    return {
        "path": op.path,
        "id": op.id,
        "name": op.name,
        "type": op.OPType,
        "family": op.family,
        "x": op.nodeX,
        "y": op.nodeY,
        "inputs": _inputs(op),
        "errors": [line for line in op.errors(recurse=False).split("\n") if line],
    }


def _inputs(op):
    wires = [connector.connections for connector in op.inputConnectors]
    paths = [wire[0].owner.path if wire else "" for wire in wires]
    while paths and not paths[-1]:
        paths.pop()
    return paths
