"""What TouchDesigner raises."""


class tdError(Exception):
    """Base of the errors of the td module."""


class tdAttributeError(tdError, AttributeError):
    """There is no such parameter or member."""
