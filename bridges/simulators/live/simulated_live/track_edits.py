"""What can be made, copied and deleted in a track."""
from . import facts
from .clip import Clip
from .device import Device
from .errors import no_signature
from .slot import copy_of, sound_clip


class TrackEdits:
    """Part of Track."""

    def stop_all_clips(self, quantized=True):
        """Stops what plays here."""
        self._world.check_change()
        self._world.launcher.stop(self, quantized)

    def delete_clip(self, clip):
        """Removes a clip of this track, from a slot or from the arrangement."""
        self._world.check_change()
        if not isinstance(clip, Clip):
            raise no_signature("Track", "delete_clip", self, clip)
        slot = next((slot for slot in self._slots if slot._clip is clip), None)
        if slot is not None:
            slot.delete_clip()
        elif clip in self._arranged:
            self._arrange([one for one in self._arranged if one is not clip])
            clip._die()
        else:
            raise RuntimeError(facts.text("foreign_clip"))

    def duplicate_clip_slot(self, index):
        """Copies a slot's clip to the next empty slot; its index."""
        self._world.check_change()
        empty = next((at for at in range(index + 1, len(self._slots)) if self._slots[at]._clip is None), None)
        if empty is None:
            self._parent.create_scene(-1)
            empty = len(self._slots) - 1
        self._slots[index].duplicate_clip_to(self._slots[empty])
        return empty

    def duplicate_clip_to_arrangement(self, clip, destination_time):
        """Copies a clip to a time of the arrangement."""
        self._world.check_change()
        if not isinstance(clip, Clip):
            raise no_signature("Track", "duplicate_clip_to_arrangement", self, clip)
        return self._place(copy_of(clip, self, True), destination_time)

    def create_midi_clip(self, start_time, length):
        """An empty clip in the arrangement."""
        self._world.check_change()
        if self._kind != "midi":
            raise RuntimeError(facts.text("create_clip_on_audio"))
        return self._place(Clip(self._world, self, "midi", length, True), start_time)

    def create_audio_clip(self, file_path, position):
        """A sound file in the arrangement."""
        self._world.check_change()
        if self._kind != "audio":
            raise RuntimeError(facts.text("create_audio_clip_on_midi"))
        return self._place(sound_clip(self._world, self, file_path, True), position)

    def insert_device(self, device_name, target_index=-1):
        """A native device by its shown name."""
        self._world.check_change()
        made_of = facts.device(device_name)
        if made_of is None or made_of.get("chains") and not self._world.acting:
            raise RuntimeError(facts.text("unknown_device") % device_name)
        at = len(self._devices) if target_index in (-1, None) else target_index
        if made_of["type"] == 4 and any(one._made_of["type"] == 1 for one in self._devices[:at]):
            raise RuntimeError(facts.text("midi_effect_after_instrument"))
        made = Device(self._world, self, device_name, made_of)
        self._chain(self._devices[:at] + [made] + self._devices[at:])
        return made

    def delete_device(self, index):
        """Removes a device."""
        self._world.check_change()
        if not 0 <= index < len(self._devices):
            raise IndexError(facts.text("index"))
        gone = self._devices[index]
        self._chain([one for one in self._devices if one is not gone])

    def _place(self, clip, time):
        clip._values["start_time"] = float(time)
        clip._values["arranged_end"] = float(time) + clip.length
        self._arrange(self._arranged + [clip])
        return clip

    def _arrange(self, clips):
        old, self._arranged = self._arranged, clips
        for clip in clips:
            clip._alive = True
        self._world.undo.note(lambda: self._arrange(old))
        self._world.transport.cut()
        self._notify("arrangement_clips")

    def _chain(self, devices):
        old, self._devices = self._devices, devices
        for device in old:
            device._set_alive(device in devices)
        for device in devices:
            device._set_alive(True)
        self._world.undo.note(lambda: self._chain(old))
        self._world.transport.cut()
        self._notify("devices")
