"""A server's language model: streamed, stopped at once, asked again, and rude in every way."""

import json
import math
import socket
import threading
import time

import pytest

from tests.explain.server.servers import (
    CERTIFICATE,
    HEAD,
    LAST,
    chunked,
    piece,
    raw,
    serving,
    silent_after,
    status,
    streamed,
)
from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import Cancelled, TutorError
from tutor_app.engine.explain.language_model import Message
from tutor_app.engine.explain.server.failure import Failure
from tutor_app.engine.explain.server.model import THOUGHT_TOKENS, ServerModel
from tutor_app.engine.explain.server.patience import Patience, Retries
from tutor_app.settings.server import ServerAddress

ASKED = [Message("user", "Why does ice float?")]
AT_ONCE = Retries(first_wait_s=0.0)
ONCE = Retries(most=1)
STOP_S = 0.2


def model(server, key="", name="tiny", patience=None, retries=AT_ONCE):
    return ServerModel(server.address, name, key, patience, retries)


def said(model, cancel=None):
    pieces = []
    model.write(ASKED, 9, pieces.append, cancel or Cancellation(), seed=7)
    return pieces


@pytest.mark.parametrize("answer", [streamed, chunked], ids=["closed", "chunked"])
def test_pieces_come_as_they_were_sent(answer):
    with serving(answer("Ice ", "is light", "；水。")) as server:
        assert said(model(server)) == ["Ice ", "is light", "；水。"]
    asked = server.heard[0]
    assert asked.line == "POST /v1/chat/completions HTTP/1.1"
    assert asked.body == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "Why does ice float?"}],
        "stream": True,
        "max_tokens": 9 + THOUGHT_TOKENS,
        "temperature": 0.0,
        "seed": 7,
    }


def test_the_key_is_sent_and_nowhere_shown():
    with serving(streamed("yes")) as server:
        asking = model(server, "sk-secret")
        assert said(asking) == ["yes"]
        assert "secret" not in repr(vars(asking)["address"])
    assert server.heard[0].headers["authorization"] == "Bearer sk-secret"


def test_without_a_key_none_is_sent():
    with serving(streamed("yes")) as server:
        said(model(server))
    assert "authorization" not in server.heard[0].headers


def test_a_server_that_does_not_stream_is_understood():
    whole = {"choices": [{"message": {"role": "assistant", "content": "Ice is light."}}]}
    with serving(status(200, whole)) as server:
        assert said(model(server)) == ["Ice is light."]


def test_comments_and_other_fields_of_the_stream_are_passed_over():
    parts = (HEAD, b": keep alive\n\n", b"event: message\nid: 4\n", piece("Ice"), b"retry: 3\n\n", LAST)
    with serving(raw(*parts)) as server:
        assert said(model(server)) == ["Ice"]


def test_thoughts_are_not_the_answer():
    with serving(streamed("<thi", "nk>Let me see.", " a<b </th", "ink>", "Ice", " < water")) as server:
        assert "".join(said(model(server))) == "Ice < water"


def test_thoughts_do_not_count_and_what_follows_the_answer_is_cut():
    with serving(streamed("<think>", *"hmm " * 20, "</think>", *"abcdefghijkl")) as server:
        assert said(model(server)) == list("abcdefghi")


def test_the_first_words_chances_come_where_a_server_gives_them():
    alternatives = [{"token": "Yes", "logprob": -0.1}, {"token": "No", "logprob": -2.5}]
    first = piece("Yes", logprobs={"content": [{"token": "Yes", "top_logprobs": alternatives}]})
    with serving(raw(HEAD, first, LAST), streamed(" No", "pe"), streamed()) as server:
        found = [model(server).first_token(ASKED, Cancellation()) for _ in range(3)]
    assert found == [
        {"Yes": pytest.approx(math.exp(-0.1)), "No": pytest.approx(math.exp(-2.5))},
        {"No": 1},
        {},
    ]


def test_without_a_models_name_the_servers_first_is_taken():
    names = status(200, {"data": [{"id": "qwen"}, {"id": "llama"}]})
    with serving(names, streamed("yes")) as server:
        said(model(server, name=""))
    assert [heard.line.split()[:2] for heard in server.heard] == [
        ["GET", "/v1/models"],
        ["POST", "/v1/chat/completions"],
    ]
    assert server.heard[1].body["model"] == "qwen"


# asked again


@pytest.mark.parametrize("code", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(code):
    with serving(status(code), status(code), streamed("now")) as server:
        assert said(model(server)) == ["now"]
    assert len(server.heard) == 3


def test_a_connection_that_breaks_before_the_answer_is_made_again():
    with serving(raw(), streamed("now")) as server:
        assert said(model(server)) == ["now"]


def test_a_server_that_stays_busy_is_named():
    with serving(status(503)) as server, pytest.raises(TutorError, match=r"busy or broken \(503\)"):
        said(model(server))
    assert len(server.heard) == AT_ONCE.most


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422])
def test_what_will_not_pass_is_not_asked_again(code):
    with serving(status(code)) as server, pytest.raises(TutorError):
        said(model(server))
    assert len(server.heard) == 1


def test_waits_double_and_obey_the_server():
    retries = Retries(first_wait_s=1.0, chance=lambda: 0.5)
    busy = Failure("busy", "", may_pass=True)
    assert [retries.wait_s(busy, tries, 0.0) for tries in (1, 2, 3)] == [1.0, 2.0, None]
    assert retries.wait_s(Failure("", "", may_pass=True, retry_after_s=7.0), 1, 0.0) == 7.0
    assert retries.wait_s(Failure("", "", may_pass=True, retry_after_s=600.0), 1, 0.0) is None
    assert retries.wait_s(busy, 1, retries.until_s) is None
    assert retries.wait_s(Failure("no", ""), 1, 0.0) is None


def test_what_was_begun_is_never_begun_anew():
    with serving(raw(HEAD, piece("Ice ")), streamed("twice")) as server:
        pieces = []
        with pytest.raises(TutorError, match="cut off"):
            model(server).write(ASKED, 9, pieces.append, Cancellation())
    assert pieces == ["Ice "]
    assert len(server.heard) == 1


# rude

HTML = "<html><body>It works!</body></html>"
OLLAMA = {"error": {"message": "model 'tiny' not found", "type": "api_error"}}
VLLM = {"object": "error", "message": "The model `tiny` does not exist.", "code": 404}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (status(200, HTML), "no language model"),
        (status(200, "[1, 2]"), "no language model"),
        (status(200, '{"choices": "none"}'), "no language model"),
        (status(200, '{"choices": [{"message": {"content": 7}}]}'), "no language model"),
        (status(200, "[" * 100_000), "no language model"),
        (raw(HEAD, b"data: {broken\n\n"), "no language model"),
        (raw(HEAD, b"data: " + b"x" * 1_100_000), "no language model"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "no language model"),
        (raw(b"\x00\xff\x15"), "no language model"),
        (status(404, "404 page not found"), "no language model"),
        (status(404, {"detail": "Not Found"}), "no language model"),
        (status(301, "", "Location: https://elsewhere.example/v1"), "no language model"),
        (status(404, OLLAMA), "has no model tiny: model 'tiny' not found"),
        (status(404, VLLM), "has no model tiny: The model `tiny` does not exist"),
        (status(401, {"error": "who are you?"}), "does not accept the key"),
        (status(400, {"error": {"message": "too long " * 90}}), r"refused \(400\): too long .*…"),
        (raw(HEAD, b'data: {"error": {"message": "out of memory"}}\n\n'), "broke off: out of memory"),
        (status(200, ""), "cut off"),
        (raw(HEAD, piece("Ice is")), "cut off"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + piece("Ice")), "cut off"),
    ],
)  # fmt: skip
def test_a_rude_server_is_said_in_words(answer, words):
    with serving(answer) as server, pytest.raises(TutorError, match=words) as rude:
        said(model(server))
    assert rude.value.hint


def test_an_endless_answer_is_left():
    def answer(file):
        file.write(HEAD)
        while True:
            file.write(b": " + b"x" * 900_000 + b"\n")

    with serving(answer) as server, pytest.raises(TutorError, match="no language model"):
        said(model(server))


def test_a_server_that_is_not_there_is_said_in_words():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = ServerAddress("http", "127.0.0.1", closed.getsockname()[1])
        with pytest.raises(TutorError, match="can't be reached"):
            said(ServerModel(address, "tiny", retries=AT_ONCE))


def test_a_machine_that_does_not_exist_is_said_in_words():
    with pytest.raises(TutorError, match=r"no machine called nowhere\.invalid|can't be reached"):
        said(ServerModel(ServerAddress("http", "nowhere.invalid", 80), "tiny", retries=AT_ONCE))


def test_a_certificate_that_nobody_signed_is_refused_and_nothing_is_sent():
    with serving(streamed("yes"), secure=True) as server:
        with pytest.raises(TutorError, match="can't prove who it is") as untrusted:
            said(model(server, "sk-secret"))
        assert server.heard == []
    assert "SSL_CERT_FILE" in untrusted.value.hint


def test_a_schools_own_authority_can_be_trusted(monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(streamed("Ice ", "floats"), secure=True) as server:
        assert said(model(server, "sk-secret")) == ["Ice ", "floats"]
    assert server.heard[0].headers["authorization"] == "Bearer sk-secret"


def test_https_to_a_server_without_it_is_said_in_words():
    with serving(status(400)) as server:
        secure = ServerAddress("https", server.address.host, server.address.port)
        with pytest.raises(TutorError, match="does not speak https"):
            said(ServerModel(secure, "tiny", retries=AT_ONCE))


@pytest.mark.parametrize("parts", [(), (HEAD,), (HEAD, piece("Ice "))])
def test_a_slow_server_is_left_after_a_while(parts):
    patience = Patience(first_s=0.05, between_s=0.05)
    silent = silent_after(lambda: server.end, *parts)
    with serving(silent) as server, pytest.raises(TutorError, match="said nothing for 0 s"):
        said(model(server, patience=patience))


def test_a_server_that_only_keeps_the_line_open_is_left_in_the_end():
    def drip(file):
        file.write(HEAD)
        while not server.end.wait(0.02):
            file.write(b": wait\n\n")
            file.flush()

    with serving(drip) as server, pytest.raises(TutorError, match="said nothing"):
        said(model(server, patience=Patience(whole_s=0.3)))


# stopped


def stopped_after_s(model, is_there):
    """How long Stop takes, once `is_there`."""
    cancel, asked_at = Cancellation(), []

    def stop():
        is_there.wait(10)
        asked_at.append(time.monotonic())
        cancel.request()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Cancelled):
        said(model, cancel)
    ended = time.monotonic()
    thread.join()
    return ended - asked_at[0]


@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("parts", [(), (HEAD,), (HEAD, piece("Ice "))], ids=["head", "first", "next"])
def test_stop_is_heard_at_once_while_the_server_is_silent(parts, secure, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    there = threading.Event()

    def answer(file):
        raw(*parts)(file)
        there.set()
        server.end.wait(30)

    with serving(answer, secure=secure) as server:
        assert stopped_after_s(model(server), there) < STOP_S


def test_stop_is_heard_at_once_while_a_connection_is_being_made():
    with socket.socket() as deaf:  # listens, and never accepts: the second connection waits for the first
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = ServerAddress("http", "127.0.0.1", deaf.getsockname()[1])
        there = threading.Event()
        there.set()
        assert stopped_after_s(ServerModel(address, "tiny", retries=ONCE), there) < STOP_S


def test_stop_is_heard_at_once_while_it_waits_to_ask_again():
    there = threading.Event()

    def busy(file):
        status(429, "", "Retry-After: 9")(file)
        there.set()

    with serving(busy) as server:
        assert stopped_after_s(model(server, retries=Retries()), there) < STOP_S


def test_stop_in_the_midst_of_what_was_said_stops_there():
    cancel, heard = Cancellation(), []

    def say(piece):
        heard.append(piece)
        if len(heard) == 3:
            cancel.request()

    with serving(streamed(*"abcdefgh")) as server, pytest.raises(Cancelled):
        model(server).write(ASKED, 9, say, cancel)
    assert heard == ["a", "b", "c"]


def test_the_line_is_closed_when_it_is_stopped():
    closed = threading.Event()
    there = threading.Event()

    def answer(file):
        file.write(HEAD)
        file.flush()
        there.set()
        try:
            while not server.end.wait(0.01):
                file.write(b": still here\n")
        except OSError:
            closed.set()
            raise

    with serving(answer) as server:
        stopped_after_s(model(server), there)
        assert closed.wait(5)


def test_json_of_a_server_may_say_anything_else_besides():
    more = {"id": "x", "usage": {"tokens": 3}, "choices": [], "timings": {}}
    with serving(raw(HEAD, b"data: " + json.dumps(more).encode() + b"\n\n", piece("Ice"), LAST)) as server:
        assert said(model(server)) == ["Ice"]
