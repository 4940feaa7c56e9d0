"""Topics: told to whom asked, counted, merged by key, bounded."""
import unittest

from fakes import IDENTITY, KEY, Clock, Runner

from segue_core.events import PENDING_LIMIT
from segue_core.registry import Registry
from segue_core.session import Session


class EventsTest(unittest.TestCase):
    def setUp(self):
        self.registry = Registry()
        self.publishers = {}
        self.stopped = []
        for name in ("tempo", "beat"):
            self.source(name)
        self.session = Session(KEY, IDENTITY, self.registry, Clock())
        self.runner = Runner(self.session).open()

    def source(self, name):
        @self.registry.topic(name, name)
        def start(publish):
            self.publishers[name] = publish
            return lambda: self.stopped.append(name)

    def listen(self, *topics):
        self.runner.say("subscribe", topics=list(topics))
        self.session.tick(0)

    def told(self):
        self.session.flush()
        return [(one["topic"], one["seq"], one["data"]) for one in self.runner.heard("event")]

    def test_sources_run_only_while_somebody_listens(self):
        self.session.tick(0)
        self.assertEqual(self.publishers, {})
        self.listen("tempo")
        self.assertEqual(list(self.publishers), ["tempo"])
        self.runner.say("unsubscribe", topics=["tempo"])
        self.session.tick(0)
        self.assertEqual(self.stopped, ["tempo"])

    def test_a_lost_connection_takes_with_it_what_was_asked_for(self):
        self.listen("tempo")
        self.session.closed()
        self.session.tick(0)
        self.assertEqual(self.stopped, ["tempo"])

    def test_what_nobody_asked_for_is_not_told(self):
        self.session.publish("beat", 1)
        self.listen("beat")
        self.session.publish("beat", 2)
        self.assertEqual(self.told(), [("beat", 1, 2)])

    def test_the_newest_of_a_key_counts_and_the_gap_shows(self):
        self.listen("tempo", "beat")
        self.session.congested = True
        for bpm in (100, 101, 102):
            self.session.publish("tempo", bpm, "now")
        self.session.publish("beat", 1)
        self.session.publish("beat", 2)
        self.session.flush()
        self.assertEqual(self.runner.heard("event"), [])
        self.session.congested = False
        self.assertEqual(self.told(), [("tempo", 3, 102), ("beat", 1, 1), ("beat", 2, 2)])
        self.assertEqual([one.get("key") for one in self.runner.heard("event")], ["now", None, None])

    def test_too_many_unsent_lose_the_oldest(self):
        self.listen("beat")
        self.session.congested = True
        for number in range(PENDING_LIMIT + 5):
            self.session.publish("beat", number)
        self.session.congested = False
        told = self.told()
        self.assertEqual((len(told), told[0][2], told[-1][2]), (PENDING_LIMIT, 5, PENDING_LIMIT + 4))

    def test_lists_that_are_no_topics_do_no_harm(self):
        for topics in (None, "tempo", [1, {}], ["nowhere"]):
            self.runner.say("subscribe", topics=topics)
        self.session.tick(0)
        self.assertEqual(self.publishers, {})


if __name__ == "__main__":
    unittest.main()
