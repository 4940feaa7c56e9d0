"""envelope.set: automation inside a session clip."""
from segue_core.failure import Failure, verify
from segue_core.pump import WAIT

from . import refs
from .parameter import find, of_track
from .registry import SPECS, command
from .steps import TOLERANCE

STEPS_A_STEP = 50


@command(SPECS["envelope.set"])
def set_envelope(call, clip, device, parameter, steps):
    found = yield from refs.clip(clip)
    if found.is_arrangement_clip:
        raise Failure("invalid_args", "%s is in the arrangement; only session clips take steps." % found.name)
    owner, _ = refs.place_of_clip(found)
    target = of_track(owner, parameter) if device is None else find(refs.device_on(device, owner), parameter)
    for step in steps:
        if not target.min <= step["value"] <= target.max:
            message = "%s goes from %g to %g, not to %g." % (target.name, target.min, target.max, step["value"])
            raise Failure("invalid_args", message)
    if found.automation_envelope(target) is not None:
        found.clear_envelope(target)
    envelope = found.create_automation_envelope(target)
    for index, step in enumerate(steps):
        envelope.insert_step(step["at"], step["length"], step["value"])
        if index % STEPS_A_STEP == STEPS_A_STEP - 1:
            yield {"fraction": index / float(len(steps)), "message": "Wrote %d steps" % index}
    yield WAIT
    span = target.max - target.min
    for index in _seen(steps):
        step = steps[index]
        value = envelope.value_at_time(step["at"] + step["length"] / 2.0)
        verify("%s at beat %g" % (target.name, step["at"]), step["value"], value, TOLERANCE * max(1.0, span))
        yield
    return {"parameter": target.name, "steps": len(steps)}


def _seen(steps):
    """The steps whose middle no later step covers."""
    for index, step in enumerate(steps):
        middle = step["at"] + step["length"] / 2.0
        # Only near neighbours are asked: steps come in order.
        later = steps[index + 1 : index + 9]
        if not any(other["at"] <= middle < other["at"] + other["length"] for other in later):
            yield index
