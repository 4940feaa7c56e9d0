"""Expected bad outcomes, as they travel on the wire."""


class Failure(Exception):
    """Ends a call with one of the wire's error codes. `hint` says what the person does next."""

    def __init__(self, code, message, hint=None, retryable=False, detail=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.retryable = retryable
        self.detail = detail

    def to_wire(self):
        """The `error` field of a result message."""
        error = {"code": self.code, "message": self.message[:4000], "retryable": self.retryable}
        if self.hint is not None:
            error["hint"] = self.hint[:2000]
        if self.detail is not None:
            error["detail"] = self.detail
        return error


def verify(name, wanted, found, tolerance=0.0):
    """Checks a value read back after it was set. Raises `verify_failed` when the application did not keep it."""
    if isinstance(wanted, (int, float)) and isinstance(found, (int, float)):
        kept = abs(wanted - found) <= tolerance
    else:
        kept = wanted == found
    if not kept:
        message = "%s was set to %r, but is %r." % (name, wanted, found)
        raise Failure("verify_failed", message, retryable=True, detail={"wanted": wanted, "found": found})
    return found


def app_busy(why):
    """The application takes no changes now: a dialog is open, or it renders."""
    return Failure("app_busy", why, retryable=True)
