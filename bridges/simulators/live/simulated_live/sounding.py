"""What of a clip can be heard, as a copy that later edits do not change."""


class ClipSound:
    """`notes` are (start, duration, pitch, velocity) in beats of the clip; `path` is a sound file instead.

    `arranged` is (first beat, last beat) of the song, or None in the session.
    """

    def __init__(self, clip, track):
        values = clip._values
        self.start = values.get("start_marker", 0.0)
        self.end = values["loop_end"] if values.get("looping", True) else values["end_marker"]
        self.loop = (values.get("loop_start", 0.0), values["loop_end"]) if values.get("looping", True) else None
        self.arranged = (values["start_time"], values["arranged_end"]) if clip._arranged else None
        self.muted = values.get("muted", False)
        self.notes = sorted((row[1], row[2], row[0], row[3]) for _, row in clip._notes if not row[4])
        self.path = clip._path
        self.warped = values.get("warping", True)
        self.bpm = clip._bpm
        self.gain = values.get("gain", 0.4) / 0.4
        self.pitch = values.get("pitch_coarse", 0) + values.get("pitch_fine", 0.0) / 100
        instrument = track._instrument()
        self.drums = instrument is not None and instrument._made_of["class"] == "DrumGroupDevice"
