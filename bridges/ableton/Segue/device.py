"""device.*: what is in the chains of tracks."""
from . import live_set, refs, told
from .registry import SPECS, command
from .steps import until


def _lacks_insert():
    has = hasattr(live_set.song().master_track, "insert_device")
    return None if has else "Inserting devices needs Live 12.3; this is %s." % live_set.version()


@command(SPECS["device.list"])
def list_devices(call, track):
    owner = refs.track(track)
    facts = []
    for index, found in enumerate(owner.devices):
        facts.append(told.device(found, owner, index))
        yield
    return {"devices": facts}


@command(SPECS["device.insert"], probe=_lacks_insert)
def insert(call, track, name, index):
    owner = refs.track(track)
    before = list(owner.devices)
    # Instruments load their sounds before Live goes on.
    call.busy(10000, "Live loads %s" % name)
    if index is None:
        owner.insert_device(name)
    else:
        owner.insert_device(name, index)
    fresh = []

    def has_come():
        fresh[:] = [one for one in owner.devices if one not in before]
        return fresh

    yield from until(has_come, "%s is not on the track" % name)
    return told.device(fresh[0], owner, refs.place_of(fresh[0], owner.devices))
