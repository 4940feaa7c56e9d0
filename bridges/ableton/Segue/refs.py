"""Finds what an argument names: a handle, `#3` for the third, or a name that only one has."""
from segue_core.failure import Failure

from . import live_set


def tracks():
    """All tracks that can be named: those of the set, the returns and the main track."""
    song = live_set.song()
    return list(song.tracks) + list(song.return_tracks) + [song.master_track]


def track(ref):
    """A track of any kind; `master` is the main one."""
    if ref == "master":
        return live_set.song().master_track
    return _find("track", ref, list(live_set.song().tracks), tracks())


def own_track(ref):
    """A track that is neither a return nor the main track."""
    found = track(ref)
    if place_of(found, live_set.song().tracks) is None:
        raise Failure("invalid_args", "%s is a return or the main track." % found.name, "Choose another track.")
    return found


def scene(ref):
    """A scene."""
    scenes = list(live_set.song().scenes)
    return _find("scene", ref, scenes, scenes)


def locator(ref):
    """A locator."""
    locators = locators_in_order()
    return _find("locator", ref, locators, locators)


def locators_in_order():
    """Live has them in the order of their making."""
    return sorted(live_set.song().cue_points, key=lambda cue: cue.time)


def device(ref, on_track):
    """A device, looked for on the track that is named; a handle needs none."""
    if live_set.is_handle("device", ref):
        return live_set.thing_of("device", ref)
    if on_track is None:
        raise Failure("invalid_args", "On which track is %s?" % ref, "Name the track as well.")
    return device_on(ref, track(on_track))


def device_on(ref, owner):
    """A device of one track."""
    devices = list(owner.devices)
    return _find("device", ref, devices, devices)


def look_up(args):
    """Finds whatever arguments name; raises what the command would. Clips without a handle are left out: looking for
    them takes many steps.
    """
    for name, find in (("track", track), ("scene", scene), ("locator", locator)):
        if args.get(name) is not None:
            find(args[name])
    if args.get("device") is not None and "clip" not in args:
        device(args["device"], args.get("track"))
    if live_set.is_handle("clip", args.get("clip") or ""):
        live_set.thing_of("clip", args["clip"])


def clip(ref):
    """A generator whose value is a clip. Without a handle the slots are looked through, a track at a step."""
    if live_set.is_handle("clip", ref):
        return live_set.thing_of("clip", ref)
    found = []
    for one in live_set.song().tracks:
        found += [slot.clip for slot in one.clip_slots if slot.has_clip and slot.clip.name == ref]
        yield
    return _only("clip", ref, found)


def place_of(thing, things):
    """Its index; None when it is not among them."""
    return next((index for index, other in enumerate(things) if other == thing), None)


def place_of_clip(clip):
    """`(track, index of the scene)`; the index is None in the arrangement."""
    parent = clip.canonical_parent
    if clip.is_arrangement_clip:
        return parent, None
    owner = parent.canonical_parent
    return owner, place_of(parent, owner.clip_slots)


def _find(kind, ref, ordered, named):
    if live_set.is_handle(kind, ref):
        return live_set.thing_of(kind, ref)
    if ref.startswith("#") and ref[1:].isdigit():
        index = int(ref[1:]) - 1
        if not 0 <= index < len(ordered):
            raise Failure("invalid_args", "There is no %s %s; there are %d." % (kind, ref, len(ordered)))
        return ordered[index]
    return _only(kind, ref, [thing for thing in named if thing.name == ref])


def _only(kind, ref, found):
    if len(found) == 1:
        return found[0]
    if not found:
        raise Failure("invalid_args", "There is no %s called “%s”." % (kind, ref), "Look at the set for its names.")
    message = "%d of the set’s %ss are called “%s”." % (len(found), kind, ref)
    raise Failure("invalid_args", message, "Rename one, or use its handle.")
