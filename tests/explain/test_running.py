"""A runtime that looks at a stop only now and then keeps nobody waiting."""

import threading
import time

import pytest

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled
from tutor_app.engine.explain.running import Running


class Slow:
    """A library that reads for as long as it is held, then gives its chunks."""

    def __init__(self):
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.order = []

    def handle(self, request, take):
        self.order.append(request["name"])
        if request.get("slow"):
            self.begun.set()
            assert self.go_on.wait(10)
        for chunk in request.get("chunks", ()):
            if take(chunk):
                self.order.append(f"{request['name']} stopped")
                return


def test_who_stops_is_free_while_the_runtime_is_still_reading():
    slow, cancel = Slow(), Cancellation()
    threading.Thread(target=lambda: (slow.begun.wait(10), cancel.request())).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        Running(slow.handle).run({"name": "a", "slow": True}, "a", lambda _: None, cancel)
    assert time.monotonic() - begun < 0.2
    slow.go_on.set()


def test_the_next_request_waits_until_the_stopped_one_has_wound_down():
    slow, cancel, taken = Slow(), Cancellation(), []
    running = Running(slow.handle)
    threading.Thread(target=lambda: (slow.begun.wait(10), cancel.request())).start()
    with pytest.raises(Cancelled):
        running.run({"name": "a", "slow": True, "chunks": [1, 2]}, "a", lambda _: None, cancel)
    slow.go_on.set()
    running.run({"name": "b", "chunks": [3]}, "b", taken.append, Cancellation())
    assert slow.order == ["a", "a stopped", "b"]
    assert taken == [3]


def test_what_the_runtime_raises_is_raised():
    def fail(request, take):
        raise RuntimeError("no memory")

    with pytest.raises(RuntimeError, match="no memory"):
        Running(fail).run({}, "", lambda _: None, Cancellation())


def test_what_is_raised_while_taking_ends_the_run():
    slow = Slow()
    running = Running(slow.handle)

    def take(chunk):
        raise ValueError(chunk)

    with pytest.raises(ValueError, match="1"):
        running.run({"name": "a", "chunks": [1, 2, 3, 4]}, "a", take, Cancellation())
    running.run({"name": "b"}, "b", lambda _: None, Cancellation())
    assert slow.order[-1] == "b"


@pytest.mark.parametrize(("then", "is_stopped"), [("the passages, a question", False), ("others", True)])
def test_a_wrong_guess_is_stopped_and_a_right_one_is_waited_for(then, is_stopped):
    slow = Slow()
    running = Running(slow.handle)
    running.ahead({"name": "ahead", "slow": True, "chunks": [1, 2]}, "the passages")
    assert slow.begun.wait(10)
    threading.Timer(0.05, slow.go_on.set).start()
    running.run({"name": "asked"}, then, lambda _: None, Cancellation())
    assert ("ahead stopped" in slow.order) is is_stopped
    assert slow.order[-1] == "asked"
