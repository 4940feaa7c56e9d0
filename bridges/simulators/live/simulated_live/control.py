"""What the program is told while it runs: one JSON object per line, `do` is the name of a method here."""
import json

from .als import set_of
from .demo_set import demo_set


class Control:
    """Carries lines out. `answer(line)` gives the line to say in return."""

    def __init__(self, world):
        self.world = world
        self.ends = False

    def answer(self, line):
        """`{"ok": true, ...}` or `{"ok": false, "error": "..."}`."""
        try:
            wanted = json.loads(line)
            told = getattr(self, "do_" + wanted.pop("do"))(**wanted)
            return json.dumps(dict(told or {}, ok=True))
        except Exception as error:
            return json.dumps({"ok": False, "error": "%s: %s" % (type(error).__name__, error)})

    def do_quit(self):
        """Closes Live: the scripts are disconnected."""
        self.world.scripts.disconnect()
        self.ends = True

    def do_fault(self, name, **more):
        """Calls a method of `faults.py`: open_dialog, close_dialog, stall, late, lock, unlock, language, ..."""
        if name in ("disable", "enable"):
            track = self.world.song._tracks[more["track"]]
            more = {"parameter": track._devices[more["device"]]._parameters[more["parameter"]]}
        getattr(self.world.faults, "open_dialog" if name == "dialog" else name)(**more)

    def do_press(self, what, track=0, slot=0, scene=0):
        """A button: play, stop, record, slot, scene."""
        world, user = self.world, self.world.user
        if what == "play":
            user.press_play()
        elif what == "stop":
            user.press_stop()
        elif what == "record":
            user.turn(world.song, not world.song.record_mode, "record_mode")
        elif what == "slot":
            user.launch(world.song._tracks[track]._slots[slot])
        elif what == "scene":
            user.launch(world.song._scenes[scene])
        else:
            raise ValueError("there is no button %r" % what)

    def do_tempo(self, bpm):
        """The person turns the tempo."""
        self.world.user.set_tempo(float(bpm))

    def do_locate(self, beats):
        """The person clicks into the ruler."""
        self.world.user.locate(float(beats))

    def do_locator(self, beats, name):
        """The person drops a locator."""
        self.world.user.add_locator(beats, name)

    def do_rename(self, track, name):
        """The person renames a track."""
        self.world.user.rename(self.world.song._tracks[track], name)

    def do_volume(self, track, value):
        """The person moves a fader."""
        self.world.user.turn(self.world.song._tracks[track]._mixer._volume, value)

    def do_arm(self, track):
        """The person arms a track."""
        self.world.user.arm(self.world.song._tracks[track])

    def do_insert(self, kind="midi", index=-1):
        """The person inserts a track."""
        self.world.user.insert_track(kind, index)

    def do_delete(self, track):
        """The person deletes a track."""
        self.world.user.delete_track(track)

    def do_save(self, path):
        """The person saves the set."""
        self.world.user.save(path)

    def do_open(self, path=None, wav=None):
        """The person opens another set, or without a path a new one with a beat."""
        self.world.user.open_set(set_of(path) if path else demo_set(wav))

    def do_ask(self):
        """How things stand."""
        world = self.world
        told = {"now": world.now, "playing": world.transport.playing, "tempo": world.song.tempo}
        told.update(tracks=[track._values["name"] for track in world.song._tracks], time=world.transport.position())
        told.update(messages=world.messages, complaints=world.complaints, log=world.log[-20:])
        return dict(told, locators=[[cue.time, cue.name] for cue in world.song.cue_points], serious=world.serious_errors, recording=len(world.recorder.active))
