"""Where f-curves live in versions of Blender that are not at hand: to 4.3, 4.4 and 5.0. A small `bpy` stands in."""
import importlib
import os
import sys
import types
import unittest

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(_HERE, ".."), os.path.join(_HERE, "..", "..", "core")]


class Curves(list):
    """F-curves as Blender offers them; a second one for the same number is an error there."""

    def find(self, path, index=0):
        return next((one for one in self if one.number == (path, index)), None)

    def new(self, path, index=0):
        if self.find(path, index) is not None:
            raise RuntimeError("exists")
        self.append(types.SimpleNamespace(number=(path, index)))
        return self[-1]


class OldAction:
    """To 4.3: the action itself holds them."""

    def __init__(self, name):
        self.name, self.fcurves = name, Curves()


class Listed(list):
    def __init__(self, make):
        super().__init__()
        self._make = make

    def new(self, *args, **named):
        self.append(self._make(*args, **named))
        return self[-1]


class Strip:
    def __init__(self, type):
        self.type, self._bags = type, {}

    def channelbag(self, slot, ensure=False):
        if ensure and slot not in self._bags:
            self._bags[slot] = types.SimpleNamespace(fcurves=Curves())
        return self._bags.get(slot)


class SlotAction:
    """4.4: layers, strips, and one bag per slot."""

    def __init__(self, name):
        self.name = name
        self.slots = Listed(lambda id_type, name: (id_type, name))
        self.layers = Listed(lambda name: types.SimpleNamespace(strips=Listed(Strip)))


class NewAction(SlotAction):
    """5.0: makes slot, layer and curve by itself."""

    def fcurve_ensure_for_datablock(self, owner, path, index=0):
        data = owner.animation_data
        data.action_slot = data.action_slot or self.slots.new(owner.id_type, owner.name)
        layer = self.layers[0] if self.layers else self.layers.new("Layer")
        strip = layer.strips[0] if layer.strips else layer.strips.new(type="KEYFRAME")
        found = strip.channelbag(data.action_slot, ensure=True).fcurves
        return found.find(path, index) or found.new(path, index)


class Owner:
    name, id_type = "Cube", "OBJECT"

    def __init__(self, has_slots):
        self._has_slots, self.animation_data = has_slots, None

    def animation_data_create(self):
        self.animation_data = types.SimpleNamespace(action=None)
        if self._has_slots:
            self.animation_data.action_slot = None
        return self.animation_data


class CurvesOfEveryVersion(unittest.TestCase):
    def setUp(self):
        self.bpy = types.ModuleType("bpy")
        self.before = sys.modules.get("bpy")
        sys.modules["bpy"] = self.bpy
        sys.modules.pop("segue_blender.curves", None)
        self.curves = importlib.import_module("segue_blender.curves")

    def tearDown(self):
        sys.modules.pop("segue_blender.curves", None)
        if self.before is None:
            del sys.modules["bpy"]
        else:
            sys.modules["bpy"] = self.before

    def check(self, action, has_slots):
        self.bpy.data = types.SimpleNamespace(actions=types.SimpleNamespace(new=action))
        owner = Owner(has_slots)
        self.assertIsNone(self.curves.find_curve(owner, "location", 2))
        made = self.curves.ensure_curve(owner, "location", 2)
        self.assertEqual(made.number, ("location", 2))
        self.assertIs(self.curves.ensure_curve(owner, "location", 2), made)
        self.assertIs(self.curves.find_curve(owner, "location", 2), made)
        scalar = self.curves.ensure_curve(owner, '["low"]', -1)
        self.assertEqual(scalar.number, ('["low"]', 0))
        self.assertEqual(owner.animation_data.action.name, "CubeAction")
        self.curves.remove_curve(owner, made)
        self.assertEqual(list(self.curves.curves_of(owner)), [scalar])
        return owner

    def test_to_4_3_the_action_holds_them(self):
        self.check(OldAction, has_slots=False)

    def test_in_4_4_a_slot_of_the_action_holds_them(self):
        owner = self.check(SlotAction, has_slots=True)
        self.assertEqual(owner.animation_data.action_slot, ("OBJECT", "Cube"))

    def test_in_5_0_the_action_makes_them(self):
        owner = self.check(NewAction, has_slots=True)
        self.assertEqual(len(owner.animation_data.action.slots), 1)

    def test_an_action_of_another_owner_gets_a_slot_of_its_own(self):
        self.bpy.data = types.SimpleNamespace(actions=types.SimpleNamespace(new=SlotAction))
        first, second = Owner(True), Owner(True)
        self.curves.ensure_curve(first, "location", 0)
        second.animation_data_create().action = first.animation_data.action
        second.name = "Ball"
        self.curves.ensure_curve(second, "location", 0)
        self.assertEqual(second.animation_data.action_slot, ("OBJECT", "Ball"))
        self.assertEqual(len(second.animation_data.action.layers), 1)
        self.assertIsNot(self.curves.curves_of(first), self.curves.curves_of(second))


if __name__ == "__main__":
    unittest.main()
