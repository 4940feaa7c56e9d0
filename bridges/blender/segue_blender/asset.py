"""asset.*: parts of other Blender files."""
import os

import bpy

from segue_core.failure import Failure

from . import document
from .document import scene
from .edit import edits, reads
from .names import unknown
from .objects import refresh

_POOLS = {
    "object": "objects",
    "collection": "collections",
    "material": "materials",
    "nodeGroup": "node_groups",
    "action": "actions",
    "world": "worlds",
}


@reads("asset.list")
def list_assets(call, library):
    with _look_into(library) as (there, _):
        found = {kind + "s": sorted(getattr(there, pool)) for kind, pool in _POOLS.items()}
        return dict(found, scenes=sorted(there.scenes))


@edits("asset.append")
def append_asset(call, library, kind, names, link):
    pool = _POOLS[kind]
    with _look_into(library, link) as (there, here):
        known = list(getattr(there, pool))
        for name in names:
            if name not in known:
                raise unknown("%s in %s" % (kind, document.named(library)), name, known)
        setattr(here, pool, list(names))
    items = [item for item in getattr(here, pool) if item is not None]
    if len(items) != len(names):
        raise Failure("verify_failed", "Not everything came out of %s." % document.named(library))
    for item in items:
        _put_in_place(kind, item, link)
    refresh()
    return {"kind": kind, "names": [item.name for item in items], "linked": link}


def _look_into(path, link=False):
    document.require_file(path)
    if bpy.data.filepath and os.path.realpath(path) == os.path.realpath(bpy.data.filepath):
        raise Failure("invalid_args", "That is the file that is open.", "Choose another one.")
    try:
        return _Entered(bpy.data.libraries.load(path, link=link))
    except OSError:
        message = "%s is no Blender file." % document.named(path)
        raise Failure("invalid_args", message, "Choose a .blend.", detail={"kind": "input"})


class _Entered:
    """A library that is open already: what cannot be opened says so before anything else happens."""

    def __init__(self, loading):
        self._loading = loading
        self._pair = loading.__enter__()

    def __enter__(self):
        return self._pair

    def __exit__(self, *error):
        return self._loading.__exit__(*error)


def _put_in_place(kind, item, link):
    """Objects and collections show in the scene; the rest is kept though nothing uses it yet."""
    if kind == "object":
        if not item.users_scene:
            scene().collection.objects.link(item)
    elif kind == "collection":
        if item.name not in scene().collection.children:
            scene().collection.children.link(item)
    elif not link:
        item.use_fake_user = True
