"""project.snapshot: what is open."""
import td

from . import handles, place
from .registry import SPECS, command


@command(SPECS["project.snapshot"])
def snapshot(call, root, depth, limit):
    time = place.timeline()
    top = handles.find(root)
    found = top.findChildren(maxDepth=depth) if top.family == "COMP" else []
    shown = [op for op in found if not place.is_ours(op)]
    facts = {name: float(getattr(time, name)) for name in ("frame", "seconds", "rangeStart", "rangeEnd", "tempo")}
    facts.update(name=td.project.name, folder=td.project.folder, cookRate=float(td.project.cookRate))
    facts.update(realTime=bool(td.project.realTime), playing=bool(time.play))
    facts.update(operators=[handles.fact(op) for op in shown[:limit]], more=len(shown) > limit)
    return facts
