"""Live's enumerations."""
from enum import IntEnum

Quantization = IntEnum(
    "Quantization",
    "q_no_q q_8_bars q_4_bars q_2_bars q_bar q_half q_half_triplet q_quarter q_quarter_triplet q_eight "
    "q_eight_triplet q_sixtenth q_sixtenth_triplet q_thirtytwoth",
    start=0,
)
RecordingQuantization = IntEnum(
    "RecordingQuantization",
    "rec_q_no_q rec_q_quarter rec_q_eight rec_q_eight_triplet rec_q_eight_eight_triplet rec_q_sixtenth "
    "rec_q_sixtenth_triplet rec_q_sixtenth_sixtenth_triplet rec_q_thirtysecond",
    start=0,
)
SessionRecordStatus = IntEnum("SessionRecordStatus", "off on transition", start=0)
MonitoringState = IntEnum("monitoring_states", "IN AUTO OFF", start=0)
RoutingTypeCategory = IntEnum(
    "RoutingTypeCategory",
    "external rewire resampling master track parent_group_track none invalid",
    start=0,
)
RoutingChannelLayout = IntEnum("RoutingChannelLayout", "midi mono stereo", start=0)
ClipSlotPlayingState = IntEnum("ClipSlotPlayingState", "stopped started recording", start=0)
LaunchMode = IntEnum("LaunchMode", "trigger gate toggle repeat", start=0)
WarpMode = IntEnum("WarpMode", "beats tones texture repitch complex rex complex_pro count", start=0)
DeviceType = IntEnum("DeviceType", {"undefined": 0, "instrument": 1, "audio_effect": 2, "midi_effect": 4})
ParameterState = IntEnum("ParameterState", "enabled irrelevant disabled", start=0)
AutomationState = IntEnum("AutomationState", "none playing overridden", start=0)

_BEATS = {"q_half": 2.0, "q_half_triplet": 4 / 3.0, "q_quarter": 1.0, "q_quarter_triplet": 2 / 3.0}
_BEATS.update(q_eight=0.5, q_eight_triplet=1 / 3.0, q_sixtenth=0.25, q_sixtenth_triplet=1 / 6.0, q_thirtytwoth=0.125)


def grid_of(quantization, bar):
    """Beats between two launches; 0 is at once. `bar` is the length of a bar in beats."""
    name = Quantization(quantization).name
    bars = {"q_8_bars": 8, "q_4_bars": 4, "q_2_bars": 2, "q_bar": 1}.get(name)
    return bars * bar if bars else _BEATS.get(name, 0.0)
