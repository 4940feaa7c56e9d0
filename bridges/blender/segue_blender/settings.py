"""Render settings that are changed for a while."""


class Settings:
    """Context in which `set` changes an attribute; leaving it puts everything back, last change first."""

    def __init__(self):
        self._before = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for owner, name, value in reversed(self._before):
            setattr(owner, name, value)

    def set(self, owner, name, value):
        """Sets `owner.name`. Raises what Blender raises when the value does not fit."""
        before = getattr(owner, name)
        setattr(owner, name, value)
        self._before.append((owner, name, before))

    def note(self, owner, name):
        """Puts `owner.name` back, too; somebody else sets it."""
        self._before.append((owner, name, getattr(owner, name)))

    def keep(self):
        """Everything stays as it is now set."""
        self._before = []
