"""Operators, parameters, networks, and the component of Segue."""
import unittest

import td
from studio import PROJECT, StudioCase, handle


class OperatorTest(StudioCase):
    def test_an_operator_is_made_wired_and_deleted(self):
        noise, level = self.make("noiseTOP", "noise"), self.make("levelTOP", "level")
        told = self.call("op.connect", **{"from": handle(noise), "to": handle(level)})
        self.assertEqual(told["inputs"], ["/project1/noise"])
        self.assertEqual(self.call("op.disconnect", op=handle(level))["inputs"], [])
        self.call("op.delete", op=handle(noise))
        self.assertIsNone(td.op("/project1/noise"))

    def test_a_taken_name_gets_a_number(self):
        self.make("noiseTOP", "one")
        self.assertEqual(self.make("noiseTOP", "one")["path"], "/project1/one1")

    def test_families_are_not_mixed(self):
        chop, top = self.make("noiseCHOP", "a"), self.make("levelTOP", "b")
        self.assertEqual(self.refused("op.connect", **{"from": handle(chop), "to": handle(top)}), "invalid_args")

    def test_a_handle_never_means_another_operator(self):
        made = self.make("noiseTOP", "one")
        self.call("op.delete", op=handle(made))
        self.make("noiseTOP", "one")
        self.assertEqual(self.refused("par.get", op=handle(made)), "stale_handle")

    def test_what_holds_scripts_cannot_be_made(self):
        for kind in ("executeDAT", "textDAT", "scriptCHOP"):
            self.assertEqual(self.refused("op.create", parent=PROJECT, type=kind, name="x"), "invalid_args")

    def test_a_type_that_this_build_lacks_is_told(self):
        self.world.unknown = {"beatCHOP"}
        self.assertEqual(self.refused("op.create", parent=PROJECT, type="beatCHOP", name="x"), "not_available")
        self.assertEqual(self.call("app.info")["missing"], ["beatCHOP"])

    def test_the_bridge_does_not_change_itself(self):
        ours = {"path": "/segue_bridge/socket"}
        self.assertEqual(self.refused("op.delete", op=ours), "invalid_args")
        self.assertEqual(self.refused("par.set", op=ours, values={"port": 1}), "invalid_args")
        self.assertEqual(self.refused("op.create", parent={"path": "/segue_bridge"}, type="nullCHOP"), "invalid_args")
        shown = self.call("project.snapshot", root={"path": "/"}, depth=3)["operators"]
        self.assertFalse(any(one["path"].startswith("/segue_bridge") for one in shown))

    def test_operators_are_placed_along_their_wires(self):
        noise, level = self.make("noiseTOP", "noise"), self.make("levelTOP", "level")
        self.call("op.connect", **{"from": handle(noise), "to": handle(level)})
        placed = {one["name"]: one["x"] for one in self.call("op.layout", parent=PROJECT)["operators"]}
        self.assertLess(placed["noise"], placed["level"])

    def test_the_project_is_looked_at(self):
        for _ in range(3):
            self.make("nullTOP", "one")
        told = self.call("project.snapshot", limit=2)
        self.assertEqual((len(told["operators"]), told["more"], told["tempo"]), (2, True, 120.0))

    def test_a_request_is_one_step_of_undo(self):
        self.make("noiseTOP", "noise")
        self.assertEqual(td.ui.undo.blocks[-1][0], "Segue: op.create")
        self.undo()
        self.assertIsNone(td.op("/project1/noise"))

    def test_a_deleted_operator_comes_back_with_its_wires(self):
        noise, level = self.make("noiseTOP", "noise"), self.make("levelTOP", "level")
        self.call("op.connect", **{"from": handle(noise), "to": handle(level)})
        self.call("op.delete", op=handle(noise))
        self.undo()
        self.assertEqual([one.path for one in td.op("/project1/level").inputs], ["/project1/noise"])


class ParameterTest(StudioCase):
    def setUp(self):
        StudioCase.setUp(self)
        self.level = self.make("levelTOP", "level")

    def set(self, **values):
        return self.call("par.set", op=handle(self.level), values=values)["values"]

    def test_values_are_set_and_read_back(self):
        self.assertEqual(self.set(gamma1=2)["gamma1"], {"value": 2.0, "mode": "constant"})
        told = self.call("par.get", op=handle(self.level))["values"]
        self.assertEqual((told["gamma1"]["value"], told["opacity"]["value"]), (2.0, 1.0))

    def test_all_are_set_or_none(self):
        wrong = {"gamma1": 3, "opacity": "much"}
        self.assertEqual(self.refused("par.set", op=handle(self.level), values=wrong), "invalid_args")
        self.assertEqual(td.op("/project1/level").par.gamma1.eval(), 1.0)
        unknown = {"gamma1": 3, "gamma9": 1}
        self.assertEqual(self.refused("par.set", op=handle(self.level), values=unknown), "not_available")
        self.assertEqual(td.op("/project1/level").par.gamma1.eval(), 1.0)

    def test_a_value_that_does_not_stay_is_told(self):
        self.world.stubborn = {("levelTOP", "gamma1"): 1.0}
        self.assertEqual(self.refused("par.set", op=handle(self.level), values={"gamma1": 2}), "verify_failed")

    def test_menus_take_their_tokens_only(self):
        moved = self.make("transformTOP", "moved")
        self.call("par.set", op=handle(moved), values={"extend": "mirror"})
        self.assertEqual(self.refused("par.set", op=handle(moved), values={"extend": "wrap"}), "invalid_args")

    def test_an_operator_is_named_by_path_or_by_name(self):
        chosen = self.make("selectTOP", "chosen")
        for name in ("level", "/project1/level"):
            told = self.call("par.set", op=handle(chosen), values={"top": name})["values"]
            self.assertEqual(told["top"]["value"], "/project1/level")
        self.assertEqual(self.refused("par.set", op=handle(chosen), values={"top": "nobody"}), "verify_failed")

    def test_buttons_are_pulsed(self):
        film = self.make("moviefileinTOP", "film")
        self.call("par.pulse", op=handle(film), name="reloadpulse")
        self.assertEqual(td.op("/project1/film").par.reloadpulse.pulses, 1)
        self.assertEqual(self.refused("par.pulse", op=handle(film), name="speed"), "invalid_args")
        self.assertEqual(self.refused("par.set", op=handle(film), values={"reloadpulse": 1}), "invalid_args")

    def test_what_holds_scripts_is_not_changed(self):
        base = self.make("baseCOMP", "base")
        for name in ("ext0object", "externaltox", "clone"):
            self.assertEqual(self.refused("par.set", op=handle(base), values={name: "x"}), "invalid_args")
        text = td.op("/project1").create("textDAT", "script")
        self.assertEqual(self.refused("par.set", op={"path": text.path}, values={"file": "x"}), "invalid_args")

    def test_a_channel_and_the_timeline_move_a_parameter(self):
        lfo = self.make("constantCHOP", "hand")
        self.call("par.set", op=handle(lfo), values={"const0name": "x", "const0value": 0.25})
        drive = {"by": "channel", "op": "hand", "channel": "x", "scale": 2, "offset": 1}
        told = self.call("par.animate", op=handle(self.level), name="gamma1", drive=drive)
        self.assertEqual(told, {"value": 1.5, "mode": "expression"})
        drive = {"by": "timeline", "from": 2, "to": 4, "startSec": 0, "endSec": 1}
        self.call("par.animate", op=handle(self.level), name="opacity", drive=drive)
        self.world.time.frame = 31.0
        self.assertAlmostEqual(td.op("/project1/level").par.opacity.eval(), 3.0)
        self.assertEqual(self.set(gamma1=1)["gamma1"]["mode"], "constant")

    def test_a_drive_from_nowhere_is_refused(self):
        for op, channel in (("nobody", "x"), ("level", "x")):
            drive = {"by": "channel", "op": op, "channel": channel}
            refused = self.refused("par.animate", op=handle(self.level), name="gamma1", drive=drive)
            self.assertEqual(refused, "invalid_args")
        drive = {"by": "channel", "op": "hand", "channel": "x'];import os#"}
        self.assertEqual(self.refused("par.animate", op=handle(self.level), name="gamma1", drive=drive), "invalid_args")


class NetworkTest(StudioCase):
    SPEC = {
        "operators": [
            {"name": "hand", "type": "constantCHOP", "values": {"const0name": "x", "const0value": 3}},
            {"name": "picture", "type": "noiseTOP"},
            {
                "name": "level",
                "type": "levelTOP",
                "drives": {"gamma1": {"by": "channel", "op": "hand", "channel": "x"}},
            },
        ],
        "wires": [{"from": "picture", "to": "level"}],
    }

    def test_a_network_is_built_from_data(self):
        built = self.call("network.build", parent=PROJECT, name="made", spec=self.SPEC)
        self.assertEqual(built["component"]["path"], "/project1/made")
        self.assertEqual(built["operators"][2]["inputs"], ["/project1/made/picture"])
        self.assertEqual(td.op("/project1/made/level").par.gamma1.eval(), 3.0)

    def test_a_network_is_built_whole_or_not_at_all(self):
        wrong = {"name": "x", "type": "lagCHOP", "values": {"no": 1}}
        broken = dict(self.SPEC, operators=self.SPEC["operators"] + [wrong])
        self.assertEqual(self.refused("network.build", parent=PROJECT, name="made", spec=broken), "not_available")
        self.assertIsNone(td.op("/project1/made"))
        wires = [{"from": "picture", "to": "nobody"}]
        lost = dict(self.SPEC, wires=wires)
        self.assertEqual(self.refused("network.build", parent=PROJECT, name="made", spec=lost), "invalid_args")

    def test_what_is_there_is_replaced_only_when_that_was_said(self):
        self.call("network.build", parent=PROJECT, name="made", spec=self.SPEC)
        self.assertEqual(self.refused("network.build", parent=PROJECT, name="made", spec=self.SPEC), "invalid_args")
        again = self.call("network.build", parent=PROJECT, name="made", spec=self.SPEC, replace=True)
        self.assertEqual(again["component"]["name"], "made")
        self.assertEqual([op.name for op in td.op("/project1").children], ["made"])
        self.undo()
        self.assertEqual([op.name for op in td.op("/project1").children], ["made"])


class SegueTest(StudioCase):
    def test_channels_are_set_and_others_stay(self):
        self.call("segue.set", values={"gain": 0.5})
        told = self.call("segue.set", values={"size": 2})
        self.assertEqual(told["values"], {"gain": 0.5, "size": 2.0})
        self.assertEqual(td.op("/project1/segue/out")["gain"].eval(), 0.5)

    def test_an_older_build_has_other_names(self):
        self.world.aliases = self.world.builds["2021.16410"]
        self.assertEqual(self.call("segue.set", values={"a": 1, "b": 2})["values"], {"a": 1.0, "b": 2.0})
        self.assertIsNotNone(td.op("/project1/segue/values").par["name1"])

    def test_runs_are_told(self):
        for state, fraction in (("started", 0), ("progress", 0.5), ("succeeded", 1)):
            told = self.call("segue.tell", run="r1", state=state, step="film", fraction=fraction)
        self.assertEqual(told["rows"], 3)
        out = td.op("/project1/segue/out")
        values = [out[name].eval() for name in ("run_active", "run_progress", "run_count")]
        self.assertEqual(values, [0.0, 1.0, 1.0])
        self.assertEqual(td.op("/project1/segue/runs")[3, 1].val, "succeeded")

    def test_something_else_of_that_name_is_left_alone(self):
        self.make("baseCOMP", "segue")
        self.assertEqual(self.refused("segue.set", values={"a": 1}), "invalid_args")


if __name__ == "__main__":
    unittest.main()
