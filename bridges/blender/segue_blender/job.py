"""One render, as this Blender can do it: at once without a window, as a job beside the window with one."""
import bpy

from segue_core.failure import Failure, app_busy
from segue_core.pump import WAIT

from .settings import Settings


def render(call, how, interrupt, patience):
    """Renders; `how` goes to the operator. Yields while a job of the window runs, which a person can stop with Esc."""
    if bpy.app.background:
        with call.interruptible(interrupt, patience):
            bpy.ops.render.render(**how)
        call.check()
        return
    windows = bpy.context.window_manager.windows
    if not windows:
        raise app_busy("Blender has no window at the moment.")
    with Settings() as settings:
        settings.set(bpy.context.preferences.view, "render_display_type", "NONE")  # no window of its own
        with bpy.context.temp_override(window=windows[0]):  # a render that is not a job would freeze the window
            bpy.ops.render.render("INVOKE_DEFAULT", **how)
        yield from _job(call)


def _job(call):
    """Waits for the job. What is set for it stays until it has ended, also when nobody wants it any more."""
    call.winds_up = True
    stopped = None
    running = True
    while running:
        try:
            yield WAIT
        except Failure as reason:
            stopped = reason
        running = bpy.app.is_job_running("RENDER")
    call.winds_up = False
    if stopped is not None:
        raise stopped
