"""bounce.realtime: what the open set plays, recorded by tracks that are there only for it."""
from ..registry import SPECS, command
from ..undo import as_failure, refuse_dialogs
from . import files, takes
from .plan import Plan
from .studio import Studio

# Setting up and taking down are short steps; the sound engine may pause for them.
_SETUP_MS = 5000
_TRIES = 3


def _rehearse(call, **args):
    """A dry run looks at the set and changes nothing."""
    refuse_dialogs()
    plan = Plan(args)
    return "Would record %g beats of %d tracks in real time." % (plan.beats, len(plan.tracks))


@command(SPECS["bounce.realtime"], check=_rehearse)
def bounce(call, **args):
    plan = Plan(args)
    plan.make_out()
    call.winds_up = True
    call.busy(_SETUP_MS, "Live makes tracks for the bounce")
    studio = Studio(plan)
    try:
        result = yield from _record(studio)
    except GeneratorExit:
        studio.leave()
        raise
    except Exception as error:
        failure = as_failure(error)
        yield from _wind_up(studio)
        for path in plan.written:
            files.remove(path)
        raise failure
    left = yield from _wind_up(studio)
    return dict(result, warnings=plan.warnings + left)


def _record(studio):
    plan = studio.plan
    yield from studio.prepare()
    take = yield from takes.record(studio)
    studio.stop()
    kept = []
    for temp in studio.temps:
        kept.append((yield from files.keep(temp, plan, take)))
    return {"files": kept, "tempo": take.tempo, "from": plan.start, "to": plan.end}


def _wind_up(studio):
    """A cancel, or a dialog, may come in the middle of it: then it begins anew."""
    for left in reversed(range(_TRIES)):
        try:
            return (yield from studio.wind_up())
        except GeneratorExit:
            studio.leave()
            raise
        except Exception as error:
            if left == 0:
                raise as_failure(error)
