"""Whether this process should end after what it has done, so that nothing of it reaches later work."""

_reasons = []


def spend(reason):
    """Notes why this process takes no further work."""
    _reasons.append(reason)


def spent():
    """Why this process should end; None while it may go on."""
    return _reasons[0] if _reasons else None
