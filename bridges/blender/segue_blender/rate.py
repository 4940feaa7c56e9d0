"""Frame rates. Blender keeps one as a whole number over a single-precision base."""
from segue_core.failure import Failure


def frame_rate(render):
    """The frame rate as a fraction. `fps_base` is a float: 1.001 stands for 1001/1000."""
    thousandths = round(render.fps_base * 1000)
    if abs(render.fps_base * 1000 - thousandths) > 1e-3:
        return {"num": round(render.fps / render.fps_base * 100000), "den": 100000}
    if thousandths == 1000:
        return {"num": render.fps, "den": 1}
    return {"num": render.fps * 1000, "den": thousandths}


def per_second(render):
    """Frames per second as a number."""
    return render.fps / render.fps_base


def set_rate(render, fps):
    """Sets the frame rate to `num / den` and reads it back."""
    wanted = fps["num"] / fps["den"]
    render.fps = max(1, round(wanted))
    render.fps_base = render.fps / wanted
    if abs(per_second(render) - wanted) > 1e-4 * wanted:
        message = "The frame rate was set to %g, but is %g." % (wanted, per_second(render))
        raise Failure("verify_failed", message, "Use a rate from 1 to 32767.")
