"""Stands for Live's built-in module of the same name, so that the real Remote Script runs in tests without it."""
from types import SimpleNamespace

from simulated_live import application, clip, clock, cue, device, enums, errors, mixer, model, notes, parameter
from simulated_live import routing, scene, slot, song, track
from simulated_live.world import world

Application = SimpleNamespace(Application=application.Application, get_application=world.get_application)
Base = SimpleNamespace(LimitationError=errors.LimitationError, Timer=clock.Timer, Vector=model.Vector)
Clip = SimpleNamespace(
    Clip=clip.Clip,
    LaunchMode=enums.LaunchMode,
    MidiNote=notes.MidiNote,
    MidiNoteSpecification=notes.MidiNoteSpecification,
    WarpMode=enums.WarpMode,
)
ClipSlot = SimpleNamespace(ClipSlot=slot.ClipSlot, ClipSlotPlayingState=enums.ClipSlotPlayingState)
Device = SimpleNamespace(Device=device.Device, DeviceType=enums.DeviceType)
DeviceParameter = SimpleNamespace(
    AutomationState=enums.AutomationState,
    DeviceParameter=parameter.DeviceParameter,
    ParameterState=enums.ParameterState,
)
MixerDevice = SimpleNamespace(MixerDevice=mixer.MixerDevice)
Scene = SimpleNamespace(Scene=scene.Scene)
Song = SimpleNamespace(
    CuePoint=cue.CuePoint,
    Quantization=enums.Quantization,
    RecordingQuantization=enums.RecordingQuantization,
    SessionRecordStatus=enums.SessionRecordStatus,
    Song=song.Song,
)
Track = SimpleNamespace(
    RoutingChannel=routing.RoutingChannel,
    RoutingChannelLayout=enums.RoutingChannelLayout,
    RoutingType=routing.RoutingType,
    RoutingTypeCategory=enums.RoutingTypeCategory,
    Track=track.Track,
)
