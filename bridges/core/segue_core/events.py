"""What the application tells by itself, to a runner that asked for it."""
import collections
import threading

PENDING_LIMIT = 2000


class Events:
    """Topics of one connection. `emit(t, id, fields)` puts one message on the wire.

    `publish` may come from any thread, `sync` from the main thread only. `seq` counts what was published on a
    topic, so a gap shows that events were merged by key or, with more than 2000 unsent, dropped oldest first.
    """

    def __init__(self, registry, emit):
        self._registry = registry
        self._emit = emit
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._wanted = set()
        # Whether topics were asked for or given up since the last `sync`.
        self._changed = False
        self._stops = {}
        self._pending = collections.OrderedDict()
        self._seq = collections.Counter()

    def subscribe(self, topics):
        """The runner wants these topics as well."""
        with self._lock:
            self._wanted.update(topics)
            self._changed = True

    def unsubscribe(self, topics):
        """The runner no longer wants these topics."""
        with self._lock:
            self._wanted.difference_update(topics)
            self._changed = True

    def clear(self):
        """The connection is gone, and with it all that was asked for."""
        with self._lock:
            self._wanted.clear()
            self._pending.clear()
            self._changed = True

    def wants(self, topic):
        """Whether anybody listens, for hosts whose events cost something to make."""
        return topic in self._wanted

    def publish(self, topic, data, key=None):
        """Keeps an event for the next `flush`; nothing when nobody asked for its topic."""
        with self._lock:
            if topic not in self._wanted:
                return
            self._seq[topic] += 1
            seq = self._seq[topic]
            slot = (topic, seq, None) if key is None else (topic, 0, key)
            self._pending.pop(slot, None)
            fields = {"topic": topic, "seq": seq, "data": data}
            if key is not None:
                fields["key"] = str(key)
            self._pending[slot] = fields
            if len(self._pending) > PENDING_LIMIT:
                self._pending.popitem(last=False)

    def flush(self):
        """Sends what waits, in order."""
        if not self._pending:
            return
        with self._sending:
            with self._lock:
                pending, self._pending = self._pending, collections.OrderedDict()
            for fields in pending.values():
                self._emit("event", "%s/%d" % (fields["topic"][:60], fields["seq"]), fields)

    def sync(self):
        """Starts the sources of topics that are wanted now and stops the others. Main thread."""
        if not self._changed:
            return
        sources = self._registry.sources
        with self._lock:
            self._changed = False
            started = [topic for topic in self._wanted if topic in sources and topic not in self._stops]
            stopped = [topic for topic in self._stops if topic not in self._wanted]
        for topic in stopped:
            stop = self._stops.pop(topic)
            if stop is not None:
                stop()
        for topic in started:
            self._stops[topic] = sources[topic].start(_publisher(self, topic))


def _publisher(events, topic):
    def publish(data, key=None):
        events.publish(topic, data, key)

    return publish
