"""The open set, and names for what is in it that hold as long as it is open."""
import itertools
import random

import Live

from segue_core.handles import Handles

KINDS = ("track", "scene", "clip", "device", "locator")
# Modules outlive a set, and handles of the last one must name nothing in the next; after a restart of Live neither.
_numbers = itertools.count(random.randrange(1, 1000000) * 1000)
_handles = {}


def begin():
    """Another set is open: the handles of the last one are gone."""
    _handles.clear()
    _handles.update((kind, Handles(kind, is_there, _numbers)) for kind in KINDS)


def application():
    """Live itself."""
    return Live.Application.get_application()


def song():
    """The open set."""
    return application().get_document()


def version():
    """Such as 12.1.5."""
    app = application()
    parts = (app.get_major_version(), app.get_minor_version(), app.get_bugfix_version())
    return ".".join(str(part) for part in parts)


def is_there(thing):
    """Whether Live still has it: an object that is gone equals None."""
    return thing is not None and thing != None  # noqa: E711


def handle_of(kind, thing):
    """Its handle, the same as long as it is there."""
    return _handles[kind].of(thing, thing._live_ptr)


def thing_of(kind, handle):
    """What a handle names. Raises `stale_handle`."""
    return _handles[kind].get(handle)


def is_handle(kind, ref):
    """Whether `ref` is written like a handle of that kind."""
    return ref.startswith(kind + ":") and ref[len(kind) + 1 :].isdigit()


def path():
    """Where the set is saved; None when it never was or this Live does not say."""
    return getattr(song(), "file_path", "") or None


def name():
    """Name of the set, as far as this Live says."""
    return getattr(song(), "name", "") or ""


def dialog():
    """Text of the dialog that is open; None when there is none."""
    app = application()
    return (app.current_dialog_message or "") if app.open_dialog_count > 0 else None
