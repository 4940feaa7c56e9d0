"""render.settings.*: how the open scene renders."""
import re

from segue_core.failure import Failure

from . import engines
from .document import scene
from .edit import edits, reads
from .names import unknown
from .objects import find_object
from .rate import frame_rate, set_rate
from .rna import kept
from .settings import Settings


@reads("render.settings.get")
def get_settings(call):
    return _fact()


@edits("render.settings.set")
def set_settings(call, engine, samples, fps, start, end, camera, motionBlur, **given):
    current = scene()
    found = None if camera is None else find_object(camera, kind="CAMERA")
    with Settings() as settings:
        if engine is not None:
            engines.choose(settings, current, engine)
        if samples is not None:
            engines.set_samples(settings, current, samples)
        if found is not None:
            settings.set(current, "camera", found)
        if motionBlur is not None:
            for owner in (current.render, current.eevee):  # EEVEE has its own until 4.2
                if hasattr(owner, "use_motion_blur"):
                    settings.set(owner, "use_motion_blur", motionBlur)
        _set_range(settings, current, start, end)
        if fps is not None:
            settings.note(current.render, "fps_base")
            settings.note(current.render, "fps")
            set_rate(current.render, fps)
        for name, value in given.items():
            if value is not None:
                _set(settings, current, name, value)
        settings.keep()
    return _fact()


def _places(current):
    """Where each plain setting lives. A picture format counts before its depth and channels."""
    output, view = current.render.image_settings, current.view_settings
    return {
        "width": (current.render, "resolution_x"),
        "height": (current.render, "resolution_y"),
        "percent": (current.render, "resolution_percentage"),
        "transparent": (current.render, "film_transparent"),
        "viewTransform": (view, "view_transform"),
        "look": (view, "look"),
        "exposure": (view, "exposure"),
        "gamma": (view, "gamma"),
        "format": (output, "file_format"),
        "colourMode": (output, "color_mode"),
        "colourDepth": (output, "color_depth"),
    }


def _set(settings, current, name, value):
    owner, attribute = _places(current)[name]
    if name == "format" and hasattr(owner, "media_type"):  # 5.0 sorts formats by medium
        settings.set(owner, "media_type", "MULTI_LAYER_IMAGE" if value.endswith("MULTILAYER") else "IMAGE")
    try:
        settings.set(owner, attribute, value)
    except TypeError:
        raise unknown("%s here" % name, str(value), choices(owner, attribute))
    kept(name, value, getattr(owner, attribute))


def _set_range(settings, current, start, end):
    first = current.frame_start if start is None else start
    last = current.frame_end if end is None else end
    if first > last:
        raise Failure("invalid_args", "The range would end before it starts.", "Set both ends.")
    # Blender moves the other end along when they would cross
    settings.set(current, "frame_end", max(last, current.frame_start))
    settings.set(current, "frame_start", first)
    settings.set(current, "frame_end", last)


def choices(owner, name):
    """What a menu offers right now. Menus that depend on files or add-ons list it only in the words of a refusal."""
    try:
        setattr(owner, name, "?")
    except TypeError as error:
        return re.findall(r"'([^']*)'", str(error).split("not found in", 1)[-1])
    return []


def _samples(current):
    if current.render.engine == "CYCLES":
        return current.cycles.samples
    if current.render.engine == "BLENDER_WORKBENCH":
        steps = current.display.render_aa
        return int(steps) if steps.isdigit() else 1
    return current.eevee.taa_render_samples


def _fact():
    current = scene()
    render, view = current.render, current.view_settings
    plain = {name: getattr(owner, attribute) for name, (owner, attribute) in _places(current).items()}
    blurs = render.use_motion_blur or getattr(current.eevee, "use_motion_blur", False)
    return dict(
        plain,
        engine=render.engine,
        fps=frame_rate(render),
        start=current.frame_start,
        end=current.frame_end,
        samples=_samples(current),
        motionBlur=blurs,
        camera=current.camera.name if current.camera else None,
        engines=engines.available(current),
        viewTransforms=choices(view, "view_transform"),
        looks=choices(view, "look"),
    )
