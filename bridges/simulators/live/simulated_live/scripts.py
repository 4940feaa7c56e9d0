"""The Remote Scripts that are selected in the settings."""


class Instance:
    """`c_instance`: what Live hands to a script."""

    def __init__(self, world):
        self._world = world

    def song(self):
        return self._world.song

    def application(self):
        return self._world.get_application()

    def show_message(self, message):
        """Words in the status bar."""
        self._world.messages.append(str(message))

    def log_message(self, message):
        """A line of Log.txt."""
        self._world.log.append(str(message))

    def handle(self):
        return 0


class Scripts:
    """Made by `create_instance`, ended and made again whenever another set is opened."""

    def __init__(self, world):
        self.world = world
        self.factories = []
        self.running = []

    def add(self, create_instance):
        """Selects a script; the surface it makes, or None when it failed."""
        self.factories.append(create_instance)
        return self._make(create_instance)

    def connect(self):
        """Makes all of them."""
        for factory in self.factories:
            self._make(factory)

    def disconnect(self):
        """Ends all of them."""
        for surface in self.running:
            self._guarded("disconnect", surface.disconnect)
        self.running = []

    def update_display(self):
        """Live's tick of 100 ms."""
        for surface in list(self.running):
            self._guarded("update_display", surface.update_display)

    def _make(self, factory):
        surface = self._guarded("create_instance", lambda: factory(Instance(self.world)))
        if surface is not None:
            self.running.append(surface)
        return surface

    def _guarded(self, where, work):
        try:
            return work()
        except Exception as error:
            self.world.complain(where, error)
            return None
