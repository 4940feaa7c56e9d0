"""Parameters: found under the name that this build has, set, and read back."""
import math
import re

from segue_core.failure import Failure, verify

# Sequences of parameters were numbered after their name before they were numbered before it.
_ALIASES = ((re.compile(r"^const(\d+)(name|value)$"), r"\2\1"), (re.compile(r"^ext(\d+)object$"), r"extension\1"))
# Nothing from outside becomes code: what names a script, an extension or a component from a file stays as it is.
_SCRIPTED = re.compile(r"^(ext\d+\w*|extension\d+|\w*callbacks|\w*dat|externaltox|enableexternaltox\w*|clone|python)$")
_OPEN_DATS = ("tableDAT",)


def find(op, name):
    """The parameter. Raises `not_available` when this build has none of that name."""
    found = op.par[name]
    for pattern, older in _ALIASES:
        if found is None and pattern.match(name):
            found = op.par[pattern.sub(older, name)]
    if found is None:
        message = "%s has no parameter %s." % (op.path, name)
        raise Failure("not_available", message, "Look at its parameters; other builds have other names.")
    return found


def find_own(op, name):
    """A parameter that may be changed from outside. Raises `invalid_args` for one that holds scripts."""
    closed = op.family == "DAT" and op.OPType not in _OPEN_DATS
    if closed or _SCRIPTED.match(name):
        raise Failure("invalid_args", "%s of %s can hold scripts and is not changed from outside." % (name, op.path))
    return find(op, name)


def set_value(op, par, value):
    """Sets a constant and reads it back. Raises `invalid_args` or `verify_failed`."""
    title = "%s of %s" % (par.name, op.path)
    if par.isPulse:
        raise Failure("invalid_args", "%s is a button." % title, "Pulse it.")
    if par.readOnly:
        raise Failure("invalid_args", "%s can only be read." % title)
    if par.isMenu and value not in par.menuNames:
        message = "%r is not in the menu of %s." % (value, title)
        raise Failure("invalid_args", message, "Choose one of %s." % ", ".join(par.menuNames))
    if par.isNumber and not par.isToggle and (isinstance(value, (bool, str)) or not math.isfinite(value)):
        raise Failure("invalid_args", "%s is a number." % title)
    par.val = value
    found = par.eval()
    if par.isOP:
        found = "" if found is None else found.path
        wanted = op.parent().op(value).path if value and op.parent().op(value) is not None else value
        return verify(title, wanted, found)
    if par.isToggle:
        return verify(title, bool(value), bool(found))
    if par.isNumber:
        near = max(1e-6, abs(value) * 1e-5)
        return verify(title, value, found, near if isinstance(value, float) else 0.5)
    return verify(title, str(value), str(found))


def read(par):
    """Value and mode, as they go over the wire."""
    try:
        value = par.eval()
    except Exception as error:  # an expression may raise anything
        value = "error: %s" % error
    if value is not None and not isinstance(value, (bool, int, float, str)):
        value = getattr(value, "path", None) or str(value)
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    return {"value": value, "mode": par.mode.name.lower()}


def keep(par):
    """A way to put a parameter back as it is now."""
    value, text, mode = par.val, par.expr, par.mode.name

    def put_back():
        if mode == "EXPRESSION":
            par.expr = text
        else:
            par.val = value

    return put_back
