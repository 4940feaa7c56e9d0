"""TouchDesigner's objects belong to its main thread. The application hangs or crashes where this raises."""
import threading

from .errors import tdError

_main = threading.main_thread()


def check_thread():
    """Raises when the caller is not on the main thread."""
    if threading.current_thread() is not _main:
        raise tdError("An operator was touched from another thread.")


class Guarded:
    """Base of everything that only the main thread may touch."""

    def __getattribute__(self, name):
        check_thread()
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        check_thread()
        object.__setattr__(self, name, value)
