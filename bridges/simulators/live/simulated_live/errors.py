"""What Live raises besides RuntimeError, ValueError and AttributeError."""


class ArgumentError(TypeError):
    """A wrong type, or an object that is gone: Live's wrapper finds no signature that fits."""


class LimitationError(Exception):
    """The edition of Live allows no more of them."""


def no_signature(owner, name, *values):
    """The words Live's wrapper finds for a wrong type."""
    given = ", ".join(type(value).__name__ for value in values)
    return ArgumentError("Python argument types in\n    %s.%s(%s)\ndid not match C++ signature" % (owner, name, given))
