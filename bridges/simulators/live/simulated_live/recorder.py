"""What is being recorded, and the files that come of it some time later."""
import os

from . import facts
from .clip import Clip
from .enums import RoutingTypeCategory
from .render import render
from .slot import FOR_EVER
from .sound import write

_LOCK_SECONDS = 0.1


class Recording:
    """One clip that is being recorded, or whose file is not there yet. `end` is the pulse at which it is to end."""

    def __init__(self, clip, track, slot, start, pulse, end):
        self.clip, self.track, self.slot = clip, track, slot
        self.start, self.pulse, self.end = start, pulse, end
        self.until = None
        self.source = None
        if track._kind == "audio":
            self.source = (track.input_routing_type, track.input_routing_channel._point)


class Recorder:
    """`active` records; `pending` has ended, but the file is not final."""

    def __init__(self, world):
        self.world = world
        self.active = []
        self.pending = []
        self._count = 0

    def wants_tape(self):
        """Whether what sounds must be remembered."""
        return bool(self.active or self.pending)

    def is_about_to(self):
        """Whether a start of the transport would begin to record."""
        armed = [track for track in self.world.song._tracks if track._armed()]
        waits = any(track._fired is not None and track._fired.records() for track in armed)
        return bool(armed) and (self.world.song.record_mode or waits)

    def make_clip(self, slot):
        """The empty clip that appears when a recording begins."""
        clip = Clip(self.world, slot, slot._parent._kind, 1.0)
        clip._values.update(is_recording=True, name=slot._parent._values["name"])
        slot._put_clip(clip)

    def begin(self, slot, pulse, length):
        """The clip of a slot records from a pulse."""
        end = None if length >= FOR_EVER else pulse + length
        self.active.append(Recording(slot._clip, slot._parent, slot, self.world.now, pulse, end))
        self._status()
        self.world.transport.cut()
        slot._clip._notify("is_recording")

    def end_at(self, slot, pulse):
        """It is to end at a pulse."""
        for one in self.active:
            if one.slot is slot:
                one.end = pulse

    def end(self, slot, pulse):
        """It ends."""
        for one in [one for one in self.active if one.slot is slot]:
            self._finish(one, pulse)

    def stop_all(self):
        """The transport stops: all recordings end."""
        pulse = self.world.transport.pulse()
        for one in list(self.active):
            self._finish(one, pulse)

    def arrangement(self):
        """The record button or the transport has changed."""
        song, transport = self.world.song, self.world.transport
        running = [one for one in self.active if one.slot is None]
        wanted = song.record_mode and transport.playing
        if wanted and not running:
            for track in [track for track in song._tracks if track._armed()]:
                self._arrange(track)
            transport.cut()
        elif not wanted:
            for one in running:
                self._finish(one, transport.pulse())

    def located(self):
        """The song jumps: arrangement recordings end here and begin anew there."""
        running = [one for one in self.active if one.slot is None]
        for one in running:
            self._finish(one, self.world.transport.pulse())
        if running:
            self.arrangement()

    def trigger(self, length):
        """Session record: ends what records, or begins in the first empty slot of armed tracks."""
        running = [one for one in self.active if one.slot is not None]
        for one in running:
            one.slot.fire()
        for track in [track for track in self.world.song._tracks if track._armed() and not running]:
            slot = next((slot for slot in track._slots if slot._clip is None), None)
            if slot is not None:
                slot.fire(FOR_EVER if length is None else length)

    def events(self):
        """(time, work) of recordings with an end."""
        time_of = self.world.transport.time_of
        ending = [one for one in self.active if one.end is not None]
        return [(time_of(one.end), lambda one=one: self._finish(one, one.end)) for one in ending]

    def clip_dies(self, clip):
        """A clip is deleted: Live fails badly when its file is not final."""
        for one in self.active + self.pending:
            if one.clip is clip:
                title = one.track._values["name"]
                self.world.serious_errors.append("'%s' lost a clip whose file was not final" % title)
        self.active = [one for one in self.active if one.clip is not clip]
        self.pending = [one for one in self.pending if one.clip is not clip]

    def _arrange(self, track):
        clip = Clip(self.world, track, track._kind, 1.0, True)
        clip._values.update(is_recording=True, name=track._values["name"])
        track._place(clip, self.world.transport.position())
        self.active.append(Recording(clip, track, None, self.world.now, self.world.transport.pulse(), None))

    def _finish(self, one, pulse):
        self.active.remove(one)
        one.until = self.world.now
        values, beats = one.clip._values, max(pulse - one.pulse, 1e-3)
        values.update(loop_end=beats, end_marker=beats)
        if one.slot is None:
            values.update(arranged_end=values["start_time"] + beats, looping=False)
        one.clip._bpm = self.world.transport.bpm
        if one.source is not None:
            self.pending.append(one)
            self.world.later(self.world.faults.file_after, lambda: self._write(one))
        one.clip._put("is_recording", False)
        if one.slot is not None:
            self.world.launcher.recorded(one.slot)
        self._status()
        self.world.transport.cut()

    def _status(self):
        self.world.song._put("session_record_status", int(any(one.slot is not None for one in self.active)))

    def _write(self, one):
        if one not in self.pending:
            return
        world = self.world
        path = self._path(one)
        if world.faults.locked:
            _lock(path)
            one.clip._path = path
            world.later(_LOCK_SECONDS, lambda: self._write(one))
            return
        if os.path.islink(path):
            os.unlink(path)
        world.tape.cut()
        rate = world.sample_rate
        frames = int(round((one.until - one.start) * rate))
        left, right = render(world.tape, one.start, frames, rate, *_point(one))
        write(path, rate, left, right, facts.behaviour("recorded_bits"))
        self.pending.remove(one)
        one.clip._load(path, frames / float(rate))
        world.transport.cut()
        one.clip._notify("file_path")

    def _path(self, one):
        if one.clip._path:
            return one.clip._path
        folder = os.path.join(self.world.project_folder(), "Samples", "Recorded")
        os.makedirs(folder, exist_ok=True)
        self._count += 1
        name = one.track._values["name"].replace("/", "_")
        return os.path.join(folder, "%s %04d.wav" % (name, self._count))


def _point(one):
    """(track to hear or None, "master" or "silence" or a point of its chain)."""
    kind, point = one.source
    if kind.category == RoutingTypeCategory.resampling:
        return None, "master"
    if kind.category == RoutingTypeCategory.track:
        return kind.attached_object, point
    return None, "silence"


def _lock(path):
    # Opening a link to itself fails for everybody, as opening a locked file does.
    if not os.path.islink(path):
        os.symlink(path, path)
