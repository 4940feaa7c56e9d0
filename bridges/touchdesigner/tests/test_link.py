"""The connection: installed by a script, dialled by a WebSocket DAT, served between frames."""
import threading
import unittest

import studio
import td
from studio import StudioCase


class LinkTest(StudioCase):
    def test_it_says_who_it_is_and_what_it_can_do(self):
        self.assertEqual(self.runner.hello["app"]["id"], "td")
        self.assertEqual(self.runner.hello["app"]["version"], "2025.33070")
        named = [row["command"] for row in self.runner.capabilities["capabilities"]]
        self.assertIn("record.offline", named)
        self.assertEqual(len(named), 22)

    def test_it_dials_again_and_keeps_its_session_when_the_runner_comes_back(self):
        before = self.runner.hello["session"]
        self.runner.drop()
        self.until(lambda: self.runner.greeted == 2)
        self.assertEqual(self.runner.hello["session"], before)
        self.assertEqual(self.call("app.info")["standIn"], False)

    def test_a_call_under_way_goes_on_over_a_lost_connection(self):
        request = self.request("audio.analyze", path=self.sound(2.0), out=self.at("a"), fps={"num": 30, "den": 1})
        self.until(lambda: self.progress)
        self.runner.drop()
        self.until(lambda: self.runner.greeted == 2)
        if request not in self.results:
            self.runner.send("request", request, command="audio.analyze", args={})
        self.assertEqual(self.result(request)["path"], self.at("a"))

    def test_it_answers_pings_of_the_socket(self):
        self.runner.send_frame(9, b"are you there")
        self.until(lambda: self.runner.pongs)
        self.assertEqual(self.runner.pongs, [b"are you there"])

    def test_it_answers_while_the_timeline_stands_still(self):
        for callbacks in (True, False):
            self.world.frames_while_paused = callbacks
            self.world.time.play = False
            self.assertFalse(self.call("project.snapshot")["playing"])

    def test_installing_again_replaces_the_bridge_with_a_new_session(self):
        before = self.runner.hello["session"]
        self.install()
        self.until(lambda: self.runner.greeted == 2)
        self.assertNotEqual(self.runner.hello["session"], before)
        self.assertEqual(self.call("app.info")["build"], "2025.33070")
        self.assertEqual([op.name for op in td.op("/").children if op.name.startswith("segue")], ["segue_bridge"])

    def test_a_frame_over_the_limit_is_refused_and_the_next_request_served(self):
        big = {"command": "app.info", "args": {"text": "x" * (4 * 1024 * 1024)}}
        threading.Thread(target=self.runner.send, args=("request", "big"), kwargs=big).start()
        self.until(lambda: "big" in self.results)
        self.assertEqual(self.results["big"]["error"]["code"], "too_large")
        self.call("app.info")

    def test_a_large_answer_arrives_whole(self):
        self.call("segue.set", values={"c%d" % index: index for index in range(3000)})
        found = self.call("chop.read", op={"path": "/project1/segue/out"})
        self.assertEqual(found["channels"][2999], {"name": "c2999", "values": [2999.0]})

    def test_it_says_goodbye_when_the_application_closes(self):
        self.world.quit()
        said = [self.runner.messages.get(timeout=5)]
        while said[-1]["t"] != "bye":
            said.append(self.runner.messages.get(timeout=5))
        self.assertEqual(said[-1]["reason"], "TouchDesigner is closing.")

    def test_the_key_is_not_in_the_project(self):
        with open(self.at("secret", "bridge-td.key")) as file:
            key = file.read()
        texts = [op.text for op in td.op("/segue_bridge").children if op.family == "DAT"]
        self.assertFalse(any(key in text for text in texts))
        self.assertNotIn(key, str(td.op("/segue_bridge").fetch("segue")))

    def test_topics_tell_what_changes(self):
        self.runner.send("subscribe", "s", topics=["timeline", "project"])
        self.until(lambda: len({event["topic"] for event in self.events}) == 2)
        self.world.time.play = False
        self.until(lambda: any(event["data"].get("playing") is False for event in self.events))


    def test_a_network_tells_events_of_its_own(self):
        tell = td.op("/segue_bridge").op("main").module.event
        self.assertFalse(tell("nobody listens"))
        self.runner.send("subscribe", "s", topics=["custom"])
        self.until(lambda: tell("drop", {"level": 0.5}))
        self.until(lambda: self.events)
        self.assertEqual(self.events[0]["topic"], "custom")
        self.assertEqual(self.events[0]["data"], {"name": "drop", "value": {"level": 0.5}})

    def test_what_cannot_be_told_is_refused_where_it_is_called(self):
        tell = td.op("/segue_bridge").op("main").module.event
        for name, value in (("", None), ("x" * 201, None), ("op", td.op("/")), ("nan", float("nan")), ("big", "x" * 70000)):
            with self.assertRaises(ValueError):
                tell(name, value)


class GuardTest(StudioCase):
    def test_the_simulator_refuses_other_threads(self):
        caught = []

        def touch():
            try:
                td.op("/project1").create("nullCHOP")
            except td.tdError as error:
                caught.append(error)

        thread = threading.Thread(target=touch)
        thread.start()
        thread.join()
        self.assertEqual(len(caught), 1)


if __name__ == "__main__":
    unittest.main()
