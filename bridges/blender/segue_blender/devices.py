"""What Cycles computes on. Factory settings enable no device, and Cycles then uses the CPU without a word."""
import bpy

_TITLES = {"OPTIX": "OptiX", "CUDA": "CUDA", "HIP": "HIP", "METAL": "Metal", "ONEAPI": "oneAPI"}
CPU_ONLY = "CPU only"

_found = []


def enabled():
    """Enables every GPU of the best kind that there is, once per process. (`OptiX: name, name`, whether it is a GPU)."""
    if not _found:
        _found.append(_enable())
    return _found[0]


def _enable():
    addon = bpy.context.preferences.addons.get("cycles")
    if addon is None:
        return CPU_ONLY, False
    preferences = addon.preferences
    for kind, title in _TITLES.items():
        try:
            preferences.compute_device_type = kind
        except TypeError:  # this build lacks it
            continue
        preferences.get_devices()
        devices = [device for device in preferences.devices if device.type == kind]
        for device in devices:
            device.use = True
        if devices:
            return "%s: %s" % (title, ", ".join(device.name for device in devices)), True
    preferences.compute_device_type = "NONE"
    return CPU_ONLY, False
