"""Sets from files: one that is written here as Live writes them, and what is none."""
import gzip
import os
import unittest
import wave

from studio import LiveCase, onsets
from simulated_live.als import set_of

_CLIP = """<MidiClip Id="0" Time="6"><CurrentStart Value="6"/><CurrentEnd Value="14"/><Loop><LoopStart Value="0"/>
<LoopEnd Value="4"/><StartRelative Value="0"/><LoopOn Value="true"/><OutMarker Value="4"/></Loop>
<Name Value="Four"/><Disabled Value="false"/><Notes><KeyTracks><KeyTrack><MidiKey Value="36"/><Notes>
<MidiNoteEvent Time="0" Duration="0.25" Velocity="100"/><MidiNoteEvent Time="2" Duration="0.25" Velocity="100"/>
<MidiNoteEvent Time="3" Duration="0.25" Velocity="100" IsEnabled="false"/>
</Notes></KeyTrack></KeyTracks></Notes></MidiClip>"""
_SET = """<?xml version="1.0" encoding="UTF-8"?>
<Ableton MajorVersion="5" MinorVersion="12.0_12203" Creator="Ableton Live 12.2.6"><LiveSet>
<Tracks>
<GroupTrack Id="7"><Name><EffectiveName Value="Rhythm"/><UserName Value="Rhythm"/></Name>
<TrackGroupId Value="-1"/></GroupTrack>
<MidiTrack Id="8"><Name><EffectiveName Value="Kick"/><UserName Value="Kick"/></Name><TrackGroupId Value="7"/>
<DeviceChain><Mixer><Volume><Manual Value="0.5011872"/></Volume><Speaker><Manual Value="true"/></Speaker></Mixer>
<MainSequencer>
<ClipSlotList><ClipSlot Id="0"><ClipSlot><Value>%(clip)s</Value></ClipSlot></ClipSlot>
<ClipSlot Id="1"><ClipSlot><Value/></ClipSlot></ClipSlot></ClipSlotList>
<ClipTimeable><ArrangerAutomation><Events>%(clip)s</Events></ArrangerAutomation></ClipTimeable>
</MainSequencer></DeviceChain></MidiTrack>
<AudioTrack Id="9"><Name><EffectiveName Value="3-Audio"/><UserName Value=""/></Name><TrackGroupId Value="-1"/>
<DeviceChain><Mixer/><MainSequencer><ClipSlotList><ClipSlot Id="0"><ClipSlot><Value>
<AudioClip Id="0" Time="0"><CurrentStart Value="0"/><CurrentEnd Value="4"/><Loop><LoopStart Value="0"/>
<LoopEnd Value="4"/><StartRelative Value="0"/><LoopOn Value="true"/><OutMarker Value="4"/></Loop>
<Name Value="Loop"/><IsWarped Value="true"/><SampleRef><FileRef><Path Value=""/>
<RelativePath Value="Samples/loop.wav"/></FileRef></SampleRef>
<WarpMarkers><WarpMarker SecTime="0" BeatTime="0"/><WarpMarker SecTime="2" BeatTime="4"/></WarpMarkers>
</AudioClip></Value></ClipSlot></ClipSlot></ClipSlotList></MainSequencer></DeviceChain></AudioTrack>
<ReturnTrack Id="2"><Name><EffectiveName Value="A-Room"/><UserName Value="A-Room"/></Name></ReturnTrack>
</Tracks>
<MainTrack><DeviceChain><Mixer><Tempo><Manual Value="100"/></Tempo>
<TimeSignature><Manual Value="200"/></TimeSignature></Mixer></DeviceChain></MainTrack>
<Scenes><Scene Id="0"><Name Value="Verse"/></Scene><Scene Id="1"><Name Value=""/></Scene></Scenes>
<Locators><Locators><Locator Id="0"><Time Value="16"/><Name Value="Drop"/></Locator></Locators></Locators>
</LiveSet></Ableton>"""


class AlsTest(LiveCase):
    def write(self, text):
        self.folder = os.path.join(self.world.temporary_folder(), "Tour Project")
        os.makedirs(os.path.join(self.folder, "Samples"))
        path = os.path.join(self.folder, "Tour.als")
        with gzip.open(path, "wb") as file:
            file.write(text.encode("utf-8"))
        return path

    def open(self):
        path = self.write(_SET % {"clip": _CLIP})
        with wave.open(os.path.join(self.folder, "Samples", "loop.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"\x00\x40" * 400 + bytes(2 * 15600))
        self.world.user.open_set(set_of(path))
        self.song = self.world.song
        return path

    def test_tracks_time_scenes_and_locators_are_there(self):
        path = self.open()
        self.assertEqual([track.name for track in self.song.tracks], ["Rhythm", "Kick", "3-Audio"])
        self.assertIs(self.song.tracks[1].group_track, self.song.tracks[0])
        self.assertEqual([track.name for track in self.song.return_tracks], ["A-Room"])
        told = (self.song.tempo, self.song.signature_numerator, self.song.signature_denominator)
        self.assertEqual(told, (100.0, 3, 4))
        self.assertEqual([scene.name for scene in self.song.scenes], ["Verse", ""])
        self.assertEqual([(cue.name, cue.time) for cue in self.song.cue_points], [("Drop", 16.0)])
        self.assertEqual((self.song.name, self.song.file_path), ("Tour", path))
        self.assertAlmostEqual(self.song.tracks[1].mixer_device.volume.value, 0.7, 3)

    def test_clips_hold_their_notes_and_files(self):
        self.open()
        kick, loop = self.song.tracks[1], self.song.tracks[2]
        notes = kick.clip_slots[0].clip.get_notes_extended(0, 128, 0, 4)
        told = [(note.pitch, note.start_time, note.mute) for note in notes]
        self.assertEqual(told, [(36, 0.0, False), (36, 2.0, False), (36, 3.0, True)])
        self.assertEqual([(clip.start_time, clip.end_time) for clip in kick.arrangement_clips], [(6.0, 14.0)])
        self.assertTrue(loop.clip_slots[0].clip.file_path.endswith("loop.wav"))

    def test_the_arrangement_sounds_and_files_go_beside_the_set(self):
        self.open()
        track = self.resample(2)
        self.song.record_mode = True
        self.song.start_playing()
        self.world.advance(9.0)
        self.song.stop_playing()
        clip = track.arrangement_clips[0]
        self.assertTrue(self.world.until(lambda: clip.file_path))
        self.assertEqual([round(at, 2) for at in onsets(clip.file_path)], [3.6, 4.8, 6.0, 7.2])
        self.assertTrue(clip.file_path.startswith(self.folder))

    def test_a_warped_file_follows_the_tempo(self):
        self.open()
        self.song.clip_trigger_quantization = 0
        self.song.tracks[1].mute = True
        target = self.song.create_audio_track(-1)
        self.resample(3)
        target.clip_slots[0].fire(8.0)
        self.song.tracks[2].clip_slots[0].fire()
        self.assertTrue(self.world.until(lambda: target.clip_slots[0].clip.file_path))
        self.assertEqual([round(at, 2) for at in onsets(target.clip_slots[0].clip.file_path)], [0.0, 2.4])

    def test_what_is_no_set_is_refused(self):
        for text in ("", "junk", "<Other/>", '<!DOCTYPE a [<!ENTITY b "c">]><Ableton/>'):
            with self.assertRaises(ValueError):
                set_of(self.write(text))


if __name__ == "__main__":
    unittest.main()
