"""audio.analyze: plays a sound through the audio-in network and writes the curves it measures."""
from segue_core.failure import Failure
from segue_core.pump import WAIT

from . import beats, curves, files, pars, place, types
from .audio_in import BANDS, sketch
from .network import assemble
from .offline import Offline
from .registry import SPECS, command

_NAME = "listening"


@command(SPECS["audio.analyze"])
def analyze(call, path, out, fps, time, ranges):
    rate = fps["num"] / float(fps["den"])
    call.busy(60000, "Listening")
    component = None
    try:
        with Offline(rate) as offline:
            component, made = yield from assemble(place.home(), _NAME, True, sketch(path, 0.0, 0.0))
            frames = _frames(component, made["sound"], rate)
            heard = yield from _listen(offline, made["out"], frames)
    finally:
        if component is not None and component.valid:
            component.destroy()
    drawn, used = curves.draw(heard, rate, time, ranges)
    files.write_channels(out, fps, drawn)
    facts = {key: time[key] for key in ("bpm", "tempoMap", "meter", "locators", "offsetSec") if key in time}
    meta = dict(facts, fps=fps, frames=frames, durationSec=frames / rate, channelNames=list(drawn))
    return {"path": out, "channels": list(drawn), "bpm": beats.bpm_of(time), "meta": meta, "ranges": used}


def _frames(component, sound, rate):
    """How many frames the sound lasts. Raises `app_error` when it cannot be heard."""
    sound.cook(force=True)
    errors = sound.errors()
    if errors:
        raise Failure("app_error", errors, "TouchDesigner reads WAV, AIFF, MP3 and FLAC.")
    about = types.make(component, "infoCHOP", "about")
    pars.set_value(about, pars.find(about, "op"), sound.path)
    about.cook(force=True)
    length, samples = about["file_length"], about["sample_rate"]
    if length is None or not samples or length.eval() <= 0:
        raise Failure("app_error", "TouchDesigner does not say how long %s is." % sound.path)
    seconds = length.eval() / samples.eval()
    return max(1, int(-(-(seconds * rate - 1e-6) // 1)))


def _listen(offline, out, frames):
    """The values of every frame, by channel."""
    heard = {name: [] for name in ("level",) + tuple(BANDS)}
    seen = []

    def ended(frame):
        seen.append(int(frame))
        for name, values in heard.items():
            values.append(float(out[name].eval()))
        if frame >= frames:
            offline.on_frame_end = lambda frame: None
            place.timeline().play = False

    offline.on_frame_end = ended
    offline.start(1, frames)
    while len(seen) < frames:
        yield {"fraction": len(seen) / float(frames), "message": "Listening"}
        yield WAIT
        if len(seen) < frames:
            offline.check()
    if seen != list(range(1, frames + 1)):
        message = "%d frames were due, %d were heard." % (frames, len(set(seen)))
        raise Failure("verify_failed", message, "Try again.", retryable=True)
    return heard
