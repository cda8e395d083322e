"""One way to stop work."""

from tutor_app.core.cancel import Cancellation


def test_what_stands_in_one_another_is_interrupted_all():
    cancel, woken = Cancellation(), []
    with cancel.interrupting(lambda: woken.append("outer")):
        with cancel.interrupting(lambda: woken.append("inner")):
            pass
        with cancel.interrupting(lambda: woken.append("next")):
            cancel.request()
    assert woken == ["outer", "next"]
