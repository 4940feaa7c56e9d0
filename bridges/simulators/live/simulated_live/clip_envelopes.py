"""The automation of a clip."""
from . import facts
from .enums import AutomationState
from .envelope import Envelope
from .errors import no_signature
from .parameter import DeviceParameter


class ClipEnvelopes:
    """Part of Clip, for Session clips only."""

    @property
    def has_envelopes(self):
        return bool(self._envelopes)

    def automation_envelope(self, parameter):
        """The envelope of a parameter, or None."""
        self._check_parameter(parameter)
        return self._envelopes.get(parameter)

    def create_automation_envelope(self, parameter):
        """A new envelope for a parameter. Only one may exist."""
        self._world.check_change()
        self._check_parameter(parameter)
        if parameter in self._envelopes:
            raise RuntimeError(facts.text("envelope_exists"))
        made = Envelope(self._world, self, parameter)
        self._set_envelopes(self._envelopes, parameter, made)
        return made

    def clear_envelope(self, parameter):
        """Removes the envelope of a parameter."""
        self._world.check_change()
        self._check_parameter(parameter)
        self._set_envelopes(self._envelopes, parameter, None)

    def clear_all_envelopes(self):
        """Removes all envelopes."""
        self._world.check_change()
        for parameter in list(self._envelopes):
            self._set_envelopes(self._envelopes, parameter, None)

    def _set_envelopes(self, envelopes, parameter, envelope):
        old = envelopes.get(parameter)
        self._envelopes = {known: one for known, one in envelopes.items() if known is not parameter}
        if envelope is not None:
            self._envelopes[parameter] = envelope
        state = AutomationState.none if envelope is None else AutomationState.playing
        parameter._put("automation_state", state)
        self._world.undo.note(lambda: self._set_envelopes(self._envelopes, parameter, old))
        self._notify("has_envelopes")

    def _check_parameter(self, parameter):
        if not isinstance(parameter, DeviceParameter):
            raise no_signature("Clip", "automation_envelope", self, parameter)
        if self._arranged:
            raise RuntimeError(facts.text("envelope_in_arrangement"))

    def _automate(self, at):
        """The envelopes move their parameters, unless a hand has taken them."""
        for parameter, envelope in self._envelopes.items():
            taken = parameter._values.get("automation_state") == AutomationState.overridden
            if parameter._alive and envelope._steps and not taken:
                parameter._put("value", envelope._value(at))
