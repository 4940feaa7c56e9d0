"""parameter.*: the knobs of devices."""
from segue_core.failure import Failure

from . import refs, told
from .registry import SPECS, command
from .steps import put, write


@command(SPECS["parameter.get"])
def get(call, device, track, names):
    found = refs.device(device, track)
    wanted = [find(found, name) for name in names] or found.parameters
    facts = []
    for parameter in wanted:
        facts.append(told.parameter(parameter))
        yield
    return {"parameters": facts}


@command(SPECS["parameter.set"])
def set_parameter(call, device, track, name, value):
    parameter = find(refs.device(device, track), name)
    if not parameter.min <= value <= parameter.max:
        message = "%s goes from %g to %g, not to %g." % (name, parameter.min, parameter.max, value)
        raise Failure("invalid_args", message, "Read the parameter for its range.")
    if not parameter.is_enabled:
        raise Failure("app_busy", "%s is switched off or held by a macro." % name, "Switch it on in Live.")
    yield from write(put(parameter, "value", value, name))
    return told.parameter(parameter)


def find(device, name):
    """A parameter by the name it shows, else by the one it came with."""
    shown = [one for one in device.parameters if one.name == name]
    found = shown or [one for one in device.parameters if one.original_name == name]
    if not found:
        raise Failure("invalid_args", "%s has no parameter “%s”." % (device.name, name), "Read its parameters.")
    return found[0]


def of_track(track, name):
    """A knob of a track's mixer: Volume, Pan, Send A, Send B …"""
    mixer = track.mixer_device
    known = {"Volume": mixer.volume, "Pan": mixer.panning}
    known.update(("Send %s" % chr(65 + index), send) for index, send in enumerate(mixer.sends))
    if name not in known:
        raise Failure("invalid_args", "A track has no “%s”; it has %s." % (name, ", ".join(sorted(known))))
    return known[name]
