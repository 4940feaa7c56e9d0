"""render.frames and render.probe: every finished frame counts, also when the next one fails."""
import os
import signal
import sys
import time

import bpy

from segue_core.failure import Failure
from segue_core.registry import command

from . import engines, hashes, job, simulation, wear
from .document import SPECS, scene
from .file import sync
from .settings import Settings

# How long a cancelled frame may go on before it is broken off.
PATIENCE = 1.0
# Quick frames are rendered several at a time for about this long: starting a render costs Blender 30 ms.
TOGETHER = 1.0
# A probe frame that took longer than this is not rendered a second time.
PROBE_ONCE = 4.0

_INTERRUPTED = "An interrupted render has used up this process: a second interrupt would kill Blender."


def interrupt():
    """Breaks off the frame in progress. Called from the I/O thread; the render operator then returns."""
    if not wear.spent() and sys.platform != "win32":
        wear.spend(_INTERRUPTED)
        os.kill(os.getpid(), signal.SIGINT)


@command(SPECS["render.frames"])
def render_frames(call, dir, frames, engine, width, height, samples, camera):
    os.makedirs(dir, exist_ok=True)
    started = time.monotonic()
    with Settings() as settings:
        remarks = prepare(settings, engine, width, height, samples)
        if camera is not None:
            settings.set(scene(), "camera", find_camera(camera))
        name = ", ".join([scene().render.engine] + remarks)
        yield {"fraction": 0.0, "message": "Rendering with %s" % name}
        simulated = bool(simulation.unbaked(scene()))
        done, together = 0, 1
        while done < len(frames):
            run = consecutive(frames[done:done + together])
            before = time.monotonic()
            if simulated:
                yield from simulation.play(scene(), frames[done - 1] if done else None, run[0])
                yield from render_still(call, settings, run[0], dir)
            else:
                yield from render_run(call, settings, run, dir)
                together = max(1, int(TOGETHER * len(run) / (time.monotonic() - before)))
            for frame in run:
                done += 1
                yield {
                    "fraction": done / len(frames),
                    "message": "Frame %d" % frame,
                    "data": frame_facts(frame, frame_path(dir, frame)),
                }
    seconds = (time.monotonic() - started) / len(frames)
    return {"rendered": len(frames), "engine": name, "secPerFrame": seconds}


def prepare(settings, engine, width, height, samples):
    """Sets up output and engine. With the engine `file` nothing else changes. Returns remarks for the person."""
    current = scene()
    if engine != "file":
        engines.choose(settings, current, engine)
    if samples is not None:
        engines.set_samples(settings, current, samples)
    if width is not None:
        settings.set(current.render, "resolution_x", width)
    if height is not None:
        settings.set(current.render, "resolution_y", height)
    if width is not None or height is not None:
        settings.set(current.render, "resolution_percentage", 100)
    output = current.render.image_settings
    if hasattr(output, "media_type"):  # 5.0 sorts formats by medium
        settings.set(output, "media_type", "IMAGE")
    settings.set(output, "file_format", "PNG")
    settings.set(output, "color_mode", "RGBA" if current.render.film_transparent else "RGB")
    settings.set(output, "color_depth", "8")
    settings.set(output, "compression", 15)
    if not current.render.use_stamp:  # dates in the file would give equal pictures different hashes
        for name in dir(current.render):
            if name.startswith("use_stamp_"):
                settings.set(current.render, name, False)
    settings.set(current.render, "use_file_extension", False)
    settings.set(current.render, "use_overwrite", True)
    return engines.prepare_cycles(settings, current)


def find_camera(name):
    """The camera object of that name."""
    found = scene().objects.get(name)
    if found is None or found.type != "CAMERA":
        message = "The scene has no camera %s." % name
        raise Failure("app_error", message, "Choose one of its cameras.", detail={"kind": "input"})
    return found


def consecutive(frames):
    """The first of these frames, and those that follow it without a gap."""
    count = 1
    while count < len(frames) and frames[count] == frames[count - 1] + 1:
        count += 1
    return frames[:count]


def frame_path(dir, frame):
    return os.path.join(dir, "f_%06d.png" % frame)


def render_run(call, settings, frames, dir):
    """Renders consecutive frames in one go."""
    current = scene()
    settings.set(current.render, "filepath", os.path.join(dir, "f_######.png.part"))
    settings.set(current, "frame_step", 1)
    settings.set(current, "frame_end", frames[-1])
    settings.set(current, "frame_start", frames[0])
    settings.set(current, "frame_end", frames[-1])
    yield from write_frames(call, frames, dir, animation=True)


def render_still(call, settings, frame, dir):
    """Renders the frame that is current. The scene's range stays: simulations begin anew where it begins."""
    settings.set(scene().render, "filepath", frame_path(dir, frame) + ".part")
    yield from write_frames(call, [frame], dir, write_still=True)


def write_frames(call, frames, dir, **how):
    """Renders into files that get their names when they are whole; each one is there whole or not at all."""
    parts = [(frame, frame_path(dir, frame) + ".part") for frame in frames]
    try:
        yield from job.render(call, how, interrupt, PATIENCE)
        for frame, part in parts:
            if not os.path.isfile(part) or sync(part) == 0:
                raise Failure("app_error", "Frame %d was not written." % frame, "Look for space on the disk.")
            os.replace(part, frame_path(dir, frame))
    finally:
        for _, part in parts:
            if os.path.exists(part):
                os.remove(part)


def frame_facts(frame, path):
    return {"frame": frame, "path": path, "bytes": os.path.getsize(path), "sha256": hashes.of_file(path)}


@command(SPECS["render.probe"])
def probe(call, engines, frame, width, height, samples):
    timings = []
    for done, engine in enumerate(engines):
        yield {"fraction": done / len(engines), "message": "Timing %s" % engine}
        timings.append((yield from time_engine(call, engine, frame, (width, height), samples)))
    return {"timings": timings}


def time_engine(call, engine, frame, size, samples):
    """Seconds for one frame. The first one loads and compiles; only when it was quick a second one is timed."""
    try:
        with Settings() as settings:
            prepare(settings, engine, size[0], size[1], samples)
            scene().frame_set(frame)
            seconds = yield from time_frame(call)
            if seconds < PROBE_ONCE:
                seconds = yield from time_frame(call)
        return {"engine": engine, "secPerFrame": seconds, "error": None}
    except (Failure, RuntimeError, TypeError) as error:
        call.check()
        return {"engine": engine, "secPerFrame": 0.0, "error": str(error)[:300]}


def time_frame(call):
    """Renders without writing; the seconds it took."""
    started = time.monotonic()
    yield from job.render(call, {}, interrupt, PATIENCE)
    return time.monotonic() - started
