"""A row of the session."""
from .enums import grid_of
from .model import LiveObject, Prop, Vector


class Scene(LiveObject):
    """Launches a slot in every track."""

    name = Prop(str, "")
    color = Prop(int, 0)
    color_index = Prop(int, 0)
    is_triggered = Prop(bool, False, writable=False)
    tempo = Prop(float, -1.0)
    tempo_enabled = Prop(bool, False)
    time_signature_numerator = Prop(int, -1)
    time_signature_denominator = Prop(int, -1)
    time_signature_enabled = Prop(bool, False)

    _observable = ("clip_slots",)

    @property
    def clip_slots(self):
        row = self._parent._scenes.index(self)
        return Vector(track._slots[row] for track in self._parent._tracks)

    @property
    def is_empty(self):
        return not any(slot._clip for slot in self.clip_slots)

    def fire(self, force_legato=False, can_select_scene_on_launch=True):
        """Launches its slots; tracks without a clip here stop. Its tempo comes along."""
        self._world.check_change()
        if self.tempo_enabled and self.tempo > 0:
            self._parent._put("tempo", self.tempo)
        grid = grid_of(self._parent.clip_trigger_quantization, self._world.transport.bar())
        for slot in self.clip_slots:
            if slot._clip is not None or slot.has_stop_button:
                self._world.launcher.fire(slot, grid)

    def fire_as_selected(self, force_legato=False):
        """Launches it and selects the next."""
        self.fire(force_legato)

    def set_fire_button_state(self, state):
        """The button goes down or up."""
        if state:
            self.fire()
