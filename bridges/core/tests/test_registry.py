"""What a bridge offers: probes, versions, dry runs, what goes with a result, what surrounds a change."""
import contextlib
import unittest

from fakes import Clock, fields_of, row

from segue_core.failure import Failure
from segue_core.pump import Pump
from segue_core.registry import Registry


class RegistryCase(unittest.TestCase):
    def setUp(self):
        self.registry = Registry()
        self.sent = []
        self.pump = Pump(self.take, Clock(), self.registry)

    def take(self, kind, i, fields):
        self.sent.append((kind, i, fields_of(fields)))

    def ask(self, name, **fields):
        """The result of one request."""
        self.pump.submit(dict({"id": str(len(self.sent)), "command": name, "args": {}}, **fields))
        while self.pump.tick():
            pass
        return next(fields for kind, _, fields in reversed(self.sent) if kind == "result")

    def code(self, name, **fields):
        return self.ask(name, **fields)["error"]["code"]


class OfferTest(RegistryCase):
    def test_what_a_probe_finds_missing_is_neither_offered_nor_served(self):
        self.registry.command(row("a"), probe=lambda: None, est_ms=5, requires=["a disk"])(lambda call: 1)
        self.registry.command(row("b"), probe=lambda: "Only in the large edition.")(lambda call: 2)
        self.registry.command(row("c"), probe=lambda: {}["nothing"])(lambda call: 3)
        self.registry.probe()
        (offered,) = self.registry.capabilities()
        self.assertEqual((offered["command"], offered["est_ms"], offered["requires"]), ("a", 5, ["a disk"]))
        self.assertEqual(self.ask("b")["error"]["message"], "Only in the large edition.")
        self.assertEqual(self.code("c"), "not_available")

    def test_another_version_and_an_unknown_command_are_refused(self):
        self.registry.command(row("a"))(lambda call: 1)
        self.assertEqual(self.ask("a", version=1)["value"], 1)
        self.assertEqual(self.code("a", version=2), "unsupported_version")
        self.assertEqual(self.code("z"), "unknown_command")

    def test_changes_are_surrounded_and_reads_are_not(self):
        trace = []

        @contextlib.contextmanager
        def around(call):
            trace.append("begin " + call.name)
            try:
                yield
            finally:
                trace.append("end " + call.name)

        self.registry.around = around
        self.registry.command(row("write"))(lambda call: trace.append("write"))
        self.registry.command(row("fails"))(lambda call: 1 / 0)
        self.registry.command(row("read", effects="read"))(lambda call: trace.append("read"))
        for name in ("write", "fails", "read"):
            self.ask(name)
        self.assertEqual(trace, ["begin write", "write", "end write", "begin fails", "end fails", "read"])


class ResultTest(RegistryCase):
    def test_warnings_and_files_go_with_a_good_result_only(self):
        file = {"path": "/a", "mime": "audio/wav", "bytes": 1, "sha256": "0" * 64}

        def work(call, fails=False):
            call.warn("Mind the gap.")
            call.artifact(file)
            if fails:
                raise Failure("app_error", "No.")

        self.registry.command(row("a", input_schema={"type": "object"}))(work)
        good = self.ask("a")
        self.assertEqual((good["warnings"], good["artifacts"]), (["Mind the gap."], [file]))
        self.assertNotIn("warnings", self.ask("a", args={"fails": True}))

    def test_a_result_that_is_no_json_or_too_large_becomes_a_failure(self):
        self.registry.command(row("a"))(lambda call: {1, 2})
        self.registry.command(row("b"))(lambda call: "x" * (5 * 1024 * 1024))
        self.assertEqual((self.code("a"), self.code("b")), ("internal", "too_large"))


class RehearsalTest(RegistryCase):
    def setUp(self):
        super().setUp()
        self.done = []
        schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
        self.spec = row("a", title="Do it", input_schema=schema)

    def test_nothing_is_done_and_the_real_thing_is_done_afterwards(self):
        self.registry.command(self.spec)(lambda call, n: self.done.append(n))
        said = self.ask("a", args={"n": 1}, dry_run=True, idempotency_key="k")
        self.assertEqual((said["value"], said["warnings"], self.done), (None, ["Would do: Do it."], []))
        self.ask("a", args={"n": 1}, idempotency_key="k")
        self.assertEqual(self.done, [1])

    def test_it_fails_as_the_command_would(self):
        def check(call, n):
            if n == 2:
                raise Failure("stale_handle", "Gone.")
            return "Would do it %d times." % n

        self.registry.command(self.spec, check=check)(lambda call, n: self.done.append(n))
        self.assertEqual(self.ask("a", args={"n": 3}, dry_run=True)["warnings"], ["Would do it 3 times."])
        self.assertEqual(self.code("a", args={"n": 2}, dry_run=True), "stale_handle")
        self.assertEqual(self.code("a", args={}, dry_run=True), "invalid_args")
        self.assertEqual(self.done, [])


class WaitingTest(RegistryCase):
    def test_a_request_is_told_that_it_waits_only_when_it_does(self):
        @self.registry.command(row("slow"))
        def slow(call):
            yield
            yield

        self.pump.submit({"id": "1", "command": "slow", "args": {}})
        self.pump.tick()
        self.pump.submit({"id": "2", "command": "slow", "args": {}})
        self.pump.submit({"id": "3", "command": "slow", "args": {}})
        accepted = [(i, fields["queue_pos"]) for kind, i, fields in self.sent if kind == "accepted"]
        self.assertEqual(accepted, [("2", 0), ("3", 1)])


if __name__ == "__main__":
    unittest.main()
