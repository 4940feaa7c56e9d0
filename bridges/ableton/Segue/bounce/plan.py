"""What a bounce is to do, checked before anything is changed."""
import os
import re

from segue_core.failure import Failure

from .. import live_set, refs

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


class Plan:
    """Raises `invalid_args`, and `app_busy` when the set is not as it must be."""

    def __init__(self, args):
        self.song = live_set.song()
        self.out = args["out"]
        self.session = args["source"] == "session"
        self.start = args["from"]
        self.warm_up = args["warmUp"]
        self.warnings = []
        # What this bounce has written whole, and takes away again when it fails.
        self.written = []
        self.tracks = [refs.track(ref) for ref in args["tracks"]] or [self.song.master_track]
        self.scene = None if args["scene"] is None else self._scene(args["scene"])
        self.end = self._end(args["to"])
        if args["unattended"]:
            self._check_unattended(args["expectedSet"])
        self._check_transport(args["whilePlaying"])
        self._check_out()

    @property
    def beats(self):
        """Length of the range."""
        return self.end - self.start

    def is_master(self, track):
        """Whether a source is the whole mix."""
        return track == self.song.master_track

    def path_for(self, track, ending):
        """Where the recording of a track is written: its name, or the next that no file there has."""
        name = (live_set.name() or "Mix") if self.is_master(track) else track.name
        name = _UNFIT.sub("_", name).strip(" .")[:80] or "Track"
        if _RESERVED.match(name):
            name += "_"
        number = 1
        # Some disks take letters for the same in either case.
        there = {one.lower() for one in os.listdir(self.out)}
        while True:
            file = name + (" %d" % number if number > 1 else "") + ending
            if file.lower() not in there:
                return os.path.join(self.out, file)
            number += 1

    def _scene(self, ref):
        if not self.session:
            raise Failure("invalid_args", "A scene is fired only for a bounce of the session.")
        return refs.place_of(refs.scene(ref), self.song.scenes)

    def _end(self, to):
        if to is None and self.session:
            raise Failure("invalid_args", "A bounce of the session needs an end.", "Say how many beats it lasts.")
        end = self.song.last_event_time if to is None else to
        if end <= self.start:
            hint = "The arrangement is empty there." if to is None else None
            raise Failure("invalid_args", "The range ends at beat %g, before it begins." % end, hint)
        return end

    def _check_unattended(self, expected):
        if not expected:
            raise Failure("invalid_args", "An unattended bounce must say which set it expects.")
        path = live_set.path()
        if path is None:
            why = "Nobody can say which set is open: it was never saved, or this Live does not tell."
        elif os.path.normcase(os.path.normpath(path)) != os.path.normcase(os.path.normpath(expected)):
            why = "Another set is open: %s." % path
        elif self.song.is_playing:
            why = "Live plays; somebody may be working."
        elif any(track.can_be_armed and track.arm for track in self.song.tracks):
            why = "A track is armed; somebody may be recording."
        else:
            return
        raise Failure("app_busy", why, "Open %s and leave it stopped, nothing armed." % expected, retryable=True)

    def _check_transport(self, may_stop):
        playing = bool(self.song.is_playing)
        if self.session and self.scene is None:
            if not playing:
                raise Failure("invalid_args", "Nothing plays that could be recorded.", "Choose a scene.")
        elif playing and not may_stop:
            hint = "Stop Live, or allow the bounce to stop it."
            raise Failure("app_busy", "Live plays.", hint, retryable=True)

    def _check_out(self):
        if not os.path.isabs(self.out):
            raise Failure("invalid_args", "%s is no full path of a folder." % self.out)

    def make_out(self):
        """Makes the folder when it is not there."""
        try:
            os.makedirs(self.out, exist_ok=True)
        except OSError as error:
            raise Failure("app_error", "%s cannot be made: %s" % (self.out, error.strerror), "Choose another folder.")
