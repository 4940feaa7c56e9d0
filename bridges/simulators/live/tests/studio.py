"""A driver for tests: a fresh simulated Live for each of them."""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))

import Live  # noqa: E402
from simulated_live import sound  # noqa: E402
from simulated_live.world import world  # noqa: E402


class LiveCase(unittest.TestCase):
    """Each test gets a new process with the default set."""

    version = (12, 3, 0)
    edition = "Suite"

    def setUp(self):
        world.reset(self.version, self.edition)
        self.addCleanup(world.reset)
        self.world = world
        self.song = world.song

    def drums(self, track=0, beats=4, slot=0):
        """A clip with a kick on every beat on a track with drums."""
        track = self.song.tracks[track]
        world.user.add_device(track, "Drum Rack")
        kicks = [(36, beat, 0.25, 110) for beat in range(beats)]
        return world.user.notes(track, slot, beats, kicks)

    def arm(self, index, category, source=None, point=None):
        """An audio track that is ready to record."""
        track = self.song.tracks[index]
        kinds = [kind for kind in track.available_input_routing_types if kind.category == category]
        track.input_routing_type = next(kind for kind in kinds if source in (None, kind.attached_object))
        if point:
            known = track.available_input_routing_channels
            track.input_routing_channel = next(one for one in known if one.display_name == point)
        track.current_monitoring_state = 2
        track.arm = True
        return track

    def resample(self, index=2):
        """An audio track that is ready to record the master."""
        return self.arm(index, Live.Track.RoutingTypeCategory.resampling)


def samples(path):
    """The left side of a file."""
    return sound.read(path)[1]


def loudest(path):
    """The largest sample."""
    return max(abs(value) for value in samples(path))


def onsets(path):
    """Seconds at which it becomes loud after at least 0.1 s of less."""
    rate, left, _ = sound.read(path)
    level = 0.25 * max(abs(value) for value in left)
    found, last = [], -1.0
    for index, value in enumerate(left):
        if abs(value) > level:
            if index / rate - last > 0.1:
                found.append(index / rate)
            last = index / rate
    return found
