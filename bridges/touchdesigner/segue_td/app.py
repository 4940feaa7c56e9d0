"""app.info: what this TouchDesigner is and can do, probed."""
import platform

import td

from . import types
from .registry import SPECS, command

_KINDS = SPECS["op.create"]["input_schema"]["properties"]["type"]["enum"]


@command(SPECS["app.info"])
def info(call):
    return {
        "version": td.app.version,
        "standIn": False,
        "build": types.build(),
        "product": td.app.product,
        "python": platform.python_version(),
        "project": td.project.name,
        "cookRate": float(td.project.cookRate),
        "missing": types.missing(_KINDS),
    }
