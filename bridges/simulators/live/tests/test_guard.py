"""Threads, listeners, timers and messages."""
import threading
import unittest

from studio import Live, LiveCase
from ableton.v2.control_surface import ControlSurface
from _Framework.ControlSurface import ControlSurface as OldControlSurface


class ThreadsTest(LiveCase):
    def test_every_touch_from_another_thread_raises(self):
        track = self.song.tracks[0]
        surface = self.world.scripts.add(ControlSurface)
        routing = self.song.tracks[2].input_routing_type
        touches = (
            lambda: self.song.tempo,
            lambda: setattr(self.song, "tempo", 90.0),
            lambda: track.name,
            lambda: track._live_ptr,
            lambda: track.add_name_listener(print),
            lambda: self.song.create_midi_track(-1),
            lambda: routing.display_name,
            lambda: surface.show_message("hello"),
            lambda: Live.Application.get_application(),
            lambda: Live.Base.Timer(callback=print, interval=10, repeat=True),
        )
        raised = []

        def work():
            for touch in touches:
                try:
                    touch()
                except RuntimeError as error:
                    raised.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertEqual(len(raised), len(touches))
        self.assertEqual(self.song.tempo, 120.0)


class ListenersTest(LiveCase):
    def test_they_hear_changes_of_scripts_and_persons(self):
        heard = []
        listener = lambda: heard.append(self.song.tempo)
        self.song.add_tempo_listener(listener)
        self.assertTrue(self.song.tempo_has_listener(listener))
        self.song.tempo = 100.0
        self.world.user.set_tempo(101.0)
        self.song.tempo = 101.0
        self.song.remove_tempo_listener(listener)
        self.song.tempo = 102.0
        self.assertEqual(heard, [100.0, 101.0])

    def test_twice_and_never_raise(self):
        self.song.add_tempo_listener(print)
        with self.assertRaises(RuntimeError):
            self.song.add_tempo_listener(print)
        with self.assertRaisesRegex(RuntimeError, "Observer not connected"):
            self.song.remove_loop_listener(print)

    def test_what_cannot_be_observed_has_no_listener(self):
        slot = self.song.tracks[0].clip_slots[0]
        slot.add_playing_status_listener(print)
        for missing in ("is_playing", "is_recording"):
            with self.assertRaises(AttributeError):
                getattr(slot, "add_%s_listener" % missing)
        with self.assertRaises(AttributeError):
            slot.create_clip(4.0).add_length_listener(print)

    def test_a_listener_may_not_change_anything(self):
        self.song.add_metronome_listener(lambda: setattr(self.song, "tempo", 90.0))
        self.song.metronome = True
        self.assertEqual((self.song.metronome, self.song.tempo), (True, 120.0))
        self.assertIn("Changes cannot be triggered by notifications", self.world.complaints[0])

    def test_structure_and_names_are_heard(self):
        heard = []
        self.song.add_tracks_listener(lambda: heard.append("tracks"))
        self.song.add_scenes_listener(lambda: heard.append("scenes"))
        self.song.add_cue_points_listener(lambda: heard.append("cues"))
        self.song.add_file_path_listener(lambda: heard.append(self.song.name))
        self.song.tracks[0].add_name_listener(lambda: heard.append("name"))
        self.world.user.rename(self.song.tracks[0], "Drums")
        self.world.user.insert_track("audio")
        self.song.create_scene(-1)
        self.song.set_or_delete_cue()
        self.world.user.save(self.world.temporary_folder() + "/Tour Project/Tour.als")
        self.assertEqual(heard, ["name", "tracks", "scenes", "cues", "Tour"])


class ClockTest(LiveCase):
    def test_a_timer_ticks_every_ten_milliseconds(self):
        ticks = []
        timer = Live.Base.Timer(callback=lambda: ticks.append(self.world.now), interval=10, repeat=True)
        timer.start()
        self.world.advance(1.0)
        self.assertEqual(len(ticks), 100)
        timer.stop()
        self.world.advance(1.0)
        self.assertEqual((len(ticks), timer.running), (100, False))

    def test_an_escaping_error_stops_it_for_good(self):
        timer = Live.Base.Timer(callback=lambda: 1 / 0, interval=10, repeat=True)
        timer.start()
        self.world.advance(0.1)
        self.assertFalse(timer.running)
        timer.restart()
        self.assertFalse(timer.running)
        self.assertIn("ZeroDivisionError", self.world.complaints[0])

    def test_messages_come_after_ticks_of_a_tenth_of_a_second(self):
        for kind in (ControlSurface, OldControlSurface):
            surface = self.world.scripts.add(kind)
            said = []
            surface.schedule_message(1, lambda: said.append("one"))
            surface.schedule_message(3, said.append, "three")
            with self.assertRaises(AssertionError):
                surface.schedule_message(0, print)
            self.world.advance(0.1)
            self.assertEqual(said, ["one"])
            self.world.advance(0.2)
            self.assertEqual(said, ["one", "three"])

    def test_both_frameworks_know_the_set_in_their_way(self):
        self.assertIs(self.world.scripts.add(ControlSurface).song, self.song)
        self.assertIs(self.world.scripts.add(OldControlSurface).song(), self.song)

    def test_what_a_script_says_is_kept(self):
        surface = self.world.scripts.add(ControlSurface)
        surface.show_message("Hello")
        surface.log_message("a", 1)
        with surface.component_guard():
            self.assertEqual((self.world.messages, self.world.log), (["Hello"], ["a 1"]))


if __name__ == "__main__":
    unittest.main()
