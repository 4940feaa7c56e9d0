"""What the pump keeps of calls that are over, for whoever asks again."""
import unittest

from segue_core.failure import Failure
from segue_core.pump import KEPT_RESULTS
from segue_core.registry import command

from test_core import PumpCase, spec


class KeptTest(PumpCase):
    def test_the_same_key_has_one_effect_and_the_same_answer(self):
        ran = []

        @command(spec("t.f"))
        def work(call):
            ran.append(call.id)
            yield {"data": {"fact": 1}}
            return len(ran)

        self.request("1", "t.f", idempotency_key="k")
        self.request("2", "t.f", idempotency_key="k")
        self.drain()
        self.request("3", "t.f", idempotency_key="k")
        self.assertEqual(ran, ["1"])
        self.assertEqual(self.results(), [("1", 1), ("2", 1), ("3", 1)])
        self.assertIn(("progress", "3", {"data": {"fact": 1}, "seq": 1}), self.sent)

    def test_a_request_that_comes_again_hears_its_failure_again_and_a_new_one_tries(self):
        ran = []

        @command(spec("t.l"))
        def work(call):
            ran.append(call.id)
            raise Failure("app_error", "Not this time.", retryable=True)

        self.request("1", "t.l", idempotency_key="k")
        self.drain()
        self.request("1", "t.l", idempotency_key="k")
        self.drain()
        self.assertEqual(ran, ["1"])
        self.request("2", "t.l", idempotency_key="k")
        self.drain()
        self.assertEqual(ran, ["1", "2"])
        self.assertEqual(self.results(), [("1", "app_error"), ("1", "app_error"), ("2", "app_error")])

    def test_kept_results_are_bounded(self):
        command(spec("t.g"))(lambda call: None)
        for n in range(KEPT_RESULTS + 10):
            self.request(str(n), "t.g")
            self.drain()
        self.assertEqual(len(self.pump._kept), KEPT_RESULTS)


if __name__ == "__main__":
    unittest.main()
