"""Clips, notes, automation, devices and routing."""
import math
import unittest
import wave

from studio import StudioCase

NOTE = {"mute": False, "probability": 1.0, "velocityDeviation": 0.0, "releaseVelocity": 64.0}


def note(pitch, start, duration=0.5, velocity=100, **others):
    return dict(NOTE, pitch=pitch, start=start, duration=duration, velocity=velocity, **others)


class ClipTest(StudioCase):
    def sound(self):
        path = self.at("beep.wav")
        with wave.open(path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            samples = (int(math.sin(index / 3.0) * 9000) for index in range(8000))
            file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
        return path

    def test_a_midi_clip_lives_and_dies(self):
        made = self.call("clip.create", track="#1", scene="#3", length=8, name="Riff")
        self.assertEqual((made["name"], made["length"], made["kind"]), ("Riff", 8, "midi"))
        self.assertEqual(self.code("clip.create", track="#1", scene="#3"), "invalid_args")
        found = self.call("clip.set", clip="Riff", loopStart=2, loopEnd=6, looping=True, muted=True, color="#ffffff")
        self.assertEqual((found["length"], found["muted"], found["clip"]), (4, True, made["clip"]))
        moved = self.call("clip.set", clip="Riff", loopStart=10, loopEnd=12)
        self.assertEqual(moved["length"], 2)
        self.assertEqual(self.call("clip.delete", clip="Riff"), {"name": "Riff"})
        self.assertEqual(self.code("clip.fire", clip=made["clip"]), "stale_handle")
        self.assertEqual(self.code("clip.fire", clip="Riff"), "invalid_args")

    def test_a_clip_is_fired_and_stopped(self):
        made = self.call("clip.create", track="#1", scene="#1", name="Riff")
        self.call("clip.fire", clip=made["clip"])
        self.until(lambda: self.song.tracks[0].playing_slot_index == 0)
        self.call("clip.stop", clip=made["clip"])
        self.until(lambda: self.song.tracks[0].playing_slot_index < 0)

    def test_clips_in_the_arrangement(self):
        made = self.call("clip.arrange", track="#2", start=16, length=8, name="Bridge")
        self.assertEqual((made["start"], made["scene"], made["length"]), (16, None, 8))
        self.assertEqual(self.call("set.snapshot")["lengthBeats"], 24)
        self.assertEqual(self.code("clip.fire", clip=made["clip"]), "invalid_args")
        self.call("notes.set", clip=made["clip"], notes=[note(60, 0)])
        self.assertEqual(self.call("clip.delete", clip=made["clip"]), {"name": "Bridge"})

    def test_sounds_become_clips(self):
        path = self.sound()
        made = self.call("clip.audio", track="#3", scene="#1", file=path, name="Beep")
        self.assertEqual((made["kind"], made["file"], made["name"]), ("audio", path, "Beep"))
        placed = self.call("clip.audio", track="#4", file=path, start=4)
        self.assertEqual(placed["start"], 4)
        found = self.call("clip.set", clip="Beep", gain=0.6, pitch=-3, warping=True)
        self.assertEqual(found["clip"], made["clip"])
        self.assertEqual(self.song.tracks[2].clip_slots[0].clip.pitch_coarse, -3)
        self.assertEqual(self.code("clip.audio", track="#3", scene="#2", file=self.at("none.wav")), "invalid_args")
        self.assertEqual(self.code("clip.audio", track="#1", scene="#2", file=path), "invalid_args")
        self.assertEqual(self.code("notes.get", clip="Beep"), "invalid_args")
        self.assertTrue(any(one["t"] == "busy" for one in self.said))

    def test_a_midi_clip_has_no_gain(self):
        self.call("clip.create", track="#1", scene="#1", name="Riff")
        self.assertEqual(self.code("clip.set", clip="Riff", gain=0.5), "invalid_args")


class NotesTest(StudioCase):
    def setUp(self):
        super().setUp()
        self.clip = self.call("clip.create", track="#1", scene="#1", length=16, name="Riff")["clip"]

    def notes(self, **area):
        return self.call("notes.get", clip=self.clip, **area)["notes"]

    def test_notes_come_back_as_they_were_given(self):
        given = [note(60, 0, velocity=90, probability=0.5), note(64, 1.25, mute=True, releaseVelocity=30.0)]
        self.assertEqual(self.call("notes.set", clip=self.clip, notes=given), {"count": 2})
        self.assertEqual(self.notes(), [dict(NOTE, **one) for one in given])
        self.call("notes.add", clip=self.clip, notes=[note(67, 2)])
        self.assertEqual([one["pitch"] for one in self.notes()], [60, 64, 67])
        self.assertEqual([one["pitch"] for one in self.notes(pitch=61, pitches=5)], [64])
        self.assertEqual([one["pitch"] for one in self.notes(span=1, **{"from": 2})], [67])
        self.assertEqual(self.call("notes.remove", clip=self.clip, pitch=64, pitches=1), {"count": 1})
        self.assertEqual([one["pitch"] for one in self.notes()], [60, 67])

    def test_notes_far_outside_the_loop_are_found_and_replaced(self):
        self.call("notes.set", clip=self.clip, notes=[note(60, -100), note(61, 7), note(62, 5000)])
        self.assertEqual([one["pitch"] for one in self.notes()], [60, 61, 62])
        self.call("notes.set", clip=self.clip, notes=[])
        self.assertEqual(self.notes(), [])

    def test_many_notes_are_written_in_portions_as_one_step(self):
        many = [note(index % 128, index / 8.0, 0.1) for index in range(1500)]
        before = len(self.world.undo.steps)
        self.call("notes.set", clip=self.clip, notes=many)
        self.assertEqual(len(self.notes()), 1500)
        self.assertEqual(len(self.world.undo.steps), before + 1)

    def test_a_cancelled_write_leaves_the_old_notes(self):
        self.call("notes.set", clip=self.clip, notes=[note(60, 0)])
        kind = type(self.song.tracks[0].clip_slots[0].clip)
        real = kind.add_new_notes
        self.addCleanup(setattr, kind, "add_new_notes", real)
        calls = []

        def slowly(clip, notes):
            calls.append(len(notes))
            if len(calls) == 2:
                # As when the cancel comes in between two portions.
                self.surface._host.session.pump.cancel(request, "no")
            return real(clip, notes)

        kind.add_new_notes = slowly
        request = self.request("notes.set", clip=self.clip, notes=[note(50, at) for at in range(400)])
        self.until(lambda: request in self.results)
        self.assertEqual(self.results[request]["error"]["code"], "cancelled")
        self.assertEqual([one["pitch"] for one in self.notes()], [60])

    def test_a_note_that_live_does_not_keep_is_told_and_all_is_as_before(self):
        self.call("notes.set", clip=self.clip, notes=[note(60, 0)])
        kind = type(self.song.tracks[0].clip_slots[0].clip)
        real = kind.add_new_notes
        self.addCleanup(setattr, kind, "add_new_notes", real)
        kind.add_new_notes = lambda clip, notes: real(clip, [one for one in notes if one.pitch != 50])
        self.assertEqual(self.code("notes.set", clip=self.clip, notes=[note(50, 0), note(51, 0)]), "verify_failed")
        self.assertEqual([one["pitch"] for one in self.notes()], [60])
        self.assertEqual(self.code("notes.add", clip=self.clip, notes=[note(50, 0), note(51, 0)]), "verify_failed")
        self.assertEqual([one["pitch"] for one in self.notes()], [60])


class DeviceTest(StudioCase):
    def test_devices_are_inserted_listed_and_turned(self):
        self.call("device.insert", track="#1", name="Operator")
        made = self.call("device.insert", track="#1", name="Auto Filter")
        self.assertEqual((made["kind"], made["index"], made["on"]), ("audioEffect", 1, True))
        first = self.call("device.insert", track="#1", name="Arpeggiator", index=0)
        self.assertEqual((first["kind"], first["index"]), ("midiEffect", 0))
        names = [one["name"] for one in self.call("device.list", track="#1")["devices"]]
        self.assertEqual(names, ["Arpeggiator", "Operator", "Auto Filter"])
        rows = self.call("parameter.get", device=made["device"])["parameters"]
        self.assertEqual([row["name"] for row in rows][:2], ["Device On", "Filter Type"])
        self.assertEqual(rows[1]["choices"][1], "High-Pass")
        found = self.call("parameter.set", device="Auto Filter", track="#1", name="Filter Type", value=1)
        self.assertEqual((found["value"], found["text"]), (1, "High-Pass"))
        self.assertEqual(self.code("device.insert", track="#1", name="Serum"), "app_error")

    def test_parameters_that_cannot_be_set(self):
        made = self.call("device.insert", track="#1", name="Auto Filter")["device"]
        self.assertEqual(self.code("parameter.set", device=made, name="Frequency", value=9999), "invalid_args")
        self.assertEqual(self.code("parameter.set", device=made, name="Nothing", value=0), "invalid_args")
        self.assertEqual(self.code("parameter.set", device="Auto Filter", name="Frequency", value=90), "invalid_args")
        self.world.faults.disable(self.song.tracks[0].devices[0].parameters[2])
        self.assertEqual(self.code("parameter.set", device=made, name="Frequency", value=90), "app_busy")

    def test_automation_in_a_clip(self):
        device = self.call("device.insert", track="#1", name="Auto Filter")["device"]
        clip = self.call("clip.create", track="#1", scene="#1", name="Riff")["clip"]
        steps = [{"at": at, "length": 1, "value": 40 + at} for at in range(4)]
        done = {"parameter": "Frequency", "steps": 4}
        for _ in range(2):
            answer = self.call("envelope.set", clip=clip, device=device, parameter="Frequency", steps=steps)
            self.assertEqual(answer, done)
        parameter = self.song.tracks[0].devices[0].parameters[2]
        envelope = self.song.tracks[0].clip_slots[0].clip.automation_envelope(parameter)
        self.assertEqual([envelope.value_at_time(at + 0.5) for at in range(4)], [40, 41, 42, 43])
        low = [{"at": 0, "length": 1, "value": 0.2}]
        self.call("envelope.set", clip=clip, parameter="Send A", steps=low)
        self.assertEqual(self.code("envelope.set", clip=clip, parameter="Width", steps=low), "invalid_args")
        high = [{"at": 0, "length": 1, "value": 7}]
        self.assertEqual(self.code("envelope.set", clip=clip, parameter="Volume", steps=high), "invalid_args")


class RoutingTest(StudioCase):
    def test_resampling_is_found_in_every_language(self):
        for language in ("English", "German"):
            if language != "English":
                self.world.faults.language(language)
            found = self.call("routing.set", track="#3", to={"category": "resampling"})
            self.assertEqual(found["category"], "resampling")
            self.call("routing.set", track="#3", to={"category": "none"})
        self.assertNotEqual(found["type"], "Resampling")

    def test_a_track_is_taken_at_a_point_of_its_chain(self):
        found = self.call("routing.set", track="#3", to={"track": "#4"}, channel="Post Mixer")
        self.assertEqual((found["category"], found["channel"]), ("track", "Post Mixer"))
        listed = self.call("routing.list", track="#3")
        self.assertEqual(listed["current"], found)
        self.assertEqual(listed["channels"], ["Pre FX", "Post FX", "Post Mixer"])
        self.assertIn({"name": "4-Audio", "category": "track"}, listed["types"])
        out = self.call("routing.set", track="#3", end="output", to={"category": "none"})
        self.assertEqual(out["category"], "none")

    def test_what_is_not_in_the_menu_is_refused(self):
        self.assertEqual(self.code("routing.set", track="#3", to={"name": "Nowhere"}), "invalid_args")
        self.assertEqual(self.code("routing.set", track="#3", to={"track": "#4"}, channel="Pre"), "invalid_args")
        self.assertEqual(self.code("routing.list", track="master"), "invalid_args")


if __name__ == "__main__":
    unittest.main()
