"""Live's objects belong to its main thread. The application hangs or crashes where this raises."""
import threading

_main = threading.main_thread()


def check_thread():
    """Raises when the caller is not on the main thread."""
    if threading.current_thread() is not _main:
        raise RuntimeError("The Live API was touched from another thread.")


class Guarded:
    """Base of everything that only the main thread may touch. Names with an underscore are the simulation's own."""

    def __getattribute__(self, name):
        if name[0] != "_" or name == "_live_ptr":
            check_thread()
        return object.__getattribute__(self, name)
