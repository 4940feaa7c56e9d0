"""par.*: parameters."""
from segue_core.failure import Failure

from . import drives, handles, pars
from .registry import SPECS, command


@command(SPECS["par.get"])
def get(call, op, names):
    found = handles.find(op)
    wanted = found.pars() if names is None else [pars.find(found, name) for name in names]
    told = [par.name for par in wanted] if names is None else names
    return {"values": {name: pars.read(par) for name, par in zip(told, wanted)}}


@command(SPECS["par.set"])
def set_all(call, op, values):
    found = handles.find_own(op)
    wanted = [(pars.find_own(found, name), value) for name, value in values.items()]
    back = []
    try:
        for par, value in wanted:
            if not par.isPulse:
                back.append(pars.keep(par))
            pars.set_value(found, par, value)
    except Exception:
        for put_back in reversed(back):
            put_back()
        raise
    return {"values": {name: pars.read(par) for name, (par, _) in zip(values, wanted)}}


@command(SPECS["par.pulse"])
def pulse(call, op, name):
    found = handles.find_own(op)
    par = pars.find_own(found, name)
    if not par.isPulse:
        raise Failure("invalid_args", "%s of %s is no button." % (name, found.path), "Set it.")
    par.pulse()
    return {"name": name}


@command(SPECS["par.animate"])
def animate(call, op, name, drive):
    found = handles.find_own(op)
    par = pars.find_own(found, name)
    drives.attach(found, par, drive)
    return pars.read(par)
