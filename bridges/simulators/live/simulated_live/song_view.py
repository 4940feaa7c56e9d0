"""What is selected in a set."""
from .model import LiveObject, Prop


class SongView(LiveObject):
    """The selection, which the person and the script share."""

    selected_track = Prop(object, None)
    selected_scene = Prop(object, None)
    detail_clip = Prop(object, None)
    highlighted_clip_slot = Prop(object, None)
    follow_song = Prop(bool, False)
    draw_mode = Prop(bool, False)
    selected_parameter = Prop(object, None, writable=False)

    def select_device(self, device, should_appear_in_device_view=True):
        """Selects a device."""
        self._world.check_change()
        self._put("selected_track", device._parent)
