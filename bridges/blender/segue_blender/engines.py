"""Render engines: which there are here, and settings that they need on this machine."""
import bpy

from segue_core.failure import Failure

from . import devices

# EEVEE is BLENDER_EEVEE up to 4.1 and again from 5.0, BLENDER_EEVEE_NEXT between (release notes 4.2 and 5.0).
_IDS = {
    "workbench": ("BLENDER_WORKBENCH",),
    "cycles": ("CYCLES",),
    "eevee": ("BLENDER_EEVEE_NEXT", "BLENDER_EEVEE"),
}


def choose(settings, scene, engine):
    """Sets the engine called `engine` in `scene`. Raises `not_available` when this build lacks it."""
    for identifier in _IDS[engine]:
        try:
            settings.set(scene.render, "engine", identifier)
            return
        except TypeError:  # Cycles is an add-on, so the enum does not list it: setting is the only probe
            continue
    raise Failure("not_available", "This Blender has no %s." % engine, "Choose another engine.")


_found = []


def available(scene):
    """Names of the engines that can be set here. Tried once: a scene that is being rendered must not be touched."""
    if not _found:
        _found.extend(_try_all(scene))
    return list(_found)


def _try_all(scene):
    found = []
    before = scene.render.engine
    for engine, identifiers in _IDS.items():
        for identifier in identifiers:
            try:
                scene.render.engine = identifier
            except TypeError:
                continue
            found.append(engine)
            break
    scene.render.engine = before
    return found


def has_denoiser():
    """Whether Cycles can denoise here; without, a render that wants to fails."""
    try:
        import _cycles
    except ImportError:
        return False
    return bool(getattr(_cycles, "with_openimagedenoise", True))


def set_samples(settings, scene, samples):
    """Sets the samples per pixel of the current engine."""
    if scene.render.engine == "CYCLES":
        settings.set(scene.cycles, "samples", samples)
    elif scene.render.engine == "BLENDER_WORKBENCH":
        settings.set(scene.display, "render_aa", _nearest_aa(samples))
    else:
        settings.set(scene.eevee, "taa_render_samples", samples)


def _nearest_aa(samples):
    steps = (5, 8, 11, 16, 32)
    if samples <= 1:
        return "FXAA"
    return str(min(steps, key=lambda step: abs(step - samples)))


def prepare_cycles(settings, scene):
    """Makes Cycles able to render here. Returns what it renders on, and what it does otherwise than the file says."""
    if scene.render.engine != "CYCLES":
        return []
    remarks = []
    if scene.cycles.use_denoising and not has_denoiser():
        settings.set(scene.cycles, "use_denoising", False)
        remarks.append("without the denoiser, which this Blender lacks")
    if scene.cycles.device == "GPU":
        device, is_gpu = devices.enabled()
        remarks.insert(0, "on %s" % device if is_gpu else "on the CPU, since no GPU was found")
    else:
        remarks.insert(0, "on the CPU")
    return remarks
