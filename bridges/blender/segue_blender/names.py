"""Finding things by name, and saying which names come near when there is none."""
import difflib

from segue_core.failure import Failure, verify

# Blender cuts longer names off without a word.
MAX_BYTES = 63


def find(items, name, what):
    """The item called `name`. Raises `invalid_args` with the nearest names; `what` is a word for a person."""
    found = items.get(name)
    if found is None:
        raise unknown(what, name, [item.name for item in items])
    return found


def unknown(what, name, known):
    """There is no such name; the hint says which there are."""
    return Failure("invalid_args", "There is no %s “%s”." % (what, name), _hint(what, name, known))


def _hint(what, name, known):
    if not known:
        return "There is no %s here at all." % what
    lower = {one.lower(): one for one in known}
    near = [lower[one] for one in difflib.get_close_matches(name.lower(), lower, 3, 0.5)]
    near += [one for one in known if name.lower() in one.lower() and one not in near]
    if near:
        return "Did you mean %s?" % " or ".join("“%s”" % one for one in near[:3])
    shown = ", ".join("“%s”" % one for one in sorted(known)[:12])
    return "There is %s%s." % (shown, " and more" if len(known) > 12 else "")


def require_name(name):
    """Refuses a name that Blender would cut off."""
    if len(name.encode("utf-8")) > MAX_BYTES:
        message = "“%s” is longer than %d bytes." % (name, MAX_BYTES)
        raise Failure("invalid_args", message, "Choose a shorter name.")
    return name


def rename(items, item, name):
    """Gives one of `items` another name. One that is taken is refused: Blender would rename either of the two."""
    other = items.get(require_name(name))
    if other is not None and other != item:
        raise Failure("invalid_args", "The name “%s” is taken." % name, "Choose another one.")
    item.name = name
    verify("name", name, item.name)
