"""The one simulated process: the set, the clock, the scripts, and switches for what can go wrong."""
import os
import shutil
import tempfile
import traceback

from . import facts
from .application import Application
from .clock import Timer
from .faults import Faults
from .guard import check_thread
from .launcher import Launcher
from .new_set import new_set
from .recorder import Recorder
from .scripts import Scripts
from .tape import Tape
from .transport import Transport
from .undo import Undo
from .user import User

STEP_MS = 10


class World:
    """Made once; `reset` begins a new process in place, so that imported names stay true."""

    def __init__(self):
        Timer._world = self
        self._temporary = []
        self.scripts = Scripts(self)
        self.reset()

    def reset(self, version=(12, 3, 0), edition="Suite"):
        """A new process with the default set. `version` is a triple, `edition` a row of facts.json."""
        self.scripts.disconnect()
        for folder in self._temporary:
            shutil.rmtree(folder, True)
        self._temporary = []
        self.version = tuple(version)
        self.edition = edition
        self.missing = facts.missing_before(version)
        self.sample_rate = facts.behaviour("sample_rate")
        self.now = 0.0
        self._ms = 0
        self.timers = []
        self.log = []
        self.messages = []
        self.complaints = []
        self.serious_errors = []
        self.translations = {}
        self.recordings_folder = None
        self.scripts = Scripts(self)
        self.application = Application(self)
        self.faults = Faults(self)
        self.user = User(self)
        self.song = None
        self.open(new_set)

    def open(self, fill):
        """Another set takes the place of this one: scripts are disconnected and made again."""
        check_thread()
        self.scripts.disconnect()
        if self.song is not None:
            self.transport.playing = False
            self.recorder.active, self.recorder.pending = [], []
            self.song._die()
        self.data = {}
        self.acting = 0
        self._later = []
        self._notifying = 0
        self._unsaved = None
        self.undo = Undo()
        self.transport = Transport(self)
        self.launcher = Launcher(self)
        self.recorder = Recorder(self)
        self.tape = Tape(self)
        self.song = fill(self)
        self.undo = Undo()
        self.scripts.connect()

    def get_application(self):
        """What `Live.Application` gives."""
        check_thread()
        return self.application

    def words(self, english):
        """A name as this Live shows it."""
        return self.translations.get(english, english)

    def advance(self, seconds):
        """Lets virtual time pass in steps of 10 ms."""
        check_thread()
        for _ in range(int(round(seconds * 1000 / STEP_MS))):
            self._ms += STEP_MS
            self.transport.run(self._ms / 1000.0)
            if self.now >= self.faults.stalled_until:
                self._tick()

    def until(self, true, seconds=30.0):
        """Lets time pass until something is true; what it gave, or False after so many virtual seconds."""
        end = self.now + seconds
        while True:
            found = true()
            if found or self.now > end:
                return found
            self.advance(STEP_MS / 1000.0)

    def check_change(self):
        """Raises when Live would refuse any change now."""
        check_thread()
        if self._notifying:
            raise RuntimeError(facts.text("change_in_notification"))
        if self.application.open_dialog_count and not self.acting:
            raise RuntimeError(facts.text("dialog_open"))

    def notify(self, callback):
        """Calls a listener. What it raises is written to the log."""
        self._notifying += 1
        try:
            callback()
        except Exception as error:
            self.complain("a listener", error)
        finally:
            self._notifying -= 1

    def complain(self, where, error):
        """An error that a script let escape."""
        self.complaints.append("%s: %s: %s" % (where, type(error).__name__, error))
        lines = traceback.format_exception(type(error), error, error.__traceback__)
        self.log.append("RemoteScriptError: " + "".join(lines))

    def later(self, seconds, work):
        """Something that Live itself does after a while."""
        self._later.append((self.now + seconds, work))

    def events(self):
        """(time, work) of all that is to come."""
        mine = [(one[0], lambda one=one: self._do(one)) for one in self._later]
        return mine + self.recorder.events() + self.launcher.events()

    def project_folder(self):
        """Where recordings go: beside the set, or in a temporary project when it has no place yet."""
        path = self.song._values.get("file_path", "")
        if self.recordings_folder is not None:
            return self.recordings_folder
        if path:
            return os.path.dirname(path)
        if self._unsaved is None:
            self._unsaved = os.path.join(self.temporary_folder(), "Temp Project")
        return self._unsaved

    def temporary_folder(self):
        """A folder that goes with this process."""
        self._temporary.append(tempfile.mkdtemp(prefix="simulated live ü "))
        return self._temporary[-1]

    def _do(self, one):
        self._later.remove(one)
        one[1]()

    def _tick(self):
        self.launcher.automate()
        for timer in list(self.timers):
            timer._tick(self.now)
        if self._ms % facts.behaviour("song_time_every_ms") == 0 and self.transport.playing:
            self.song._notify("current_song_time")
        if self._ms % facts.behaviour("display_every_ms") == 0:
            self.scripts.update_display()


world = World()
