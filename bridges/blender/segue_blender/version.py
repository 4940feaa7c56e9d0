"""The version of this bridge."""

BRIDGE = "0.1.0"
