"""The lines of a streamed answer, decoded; and whether it is whole.

Source: html.spec.whatwg.org/multipage/server-sent-events.html (fields), platform.openai.com/docs (values).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tutor_app.core.valid_text import parse_json
from tutor_app.engine.explain.chunks import Chunk, alternatives, content, error_in
from tutor_app.engine.explain.server import failure
from tutor_app.settings.server import ServerAddress

DONE = "[DONE]"
OTHER_FIELDS = (b":", b"event:", b"id:", b"retry:")


def chunks(lines: Iterable[bytes], address: ServerAddress) -> Iterator[Chunk]:
    """Pieces whose text and alternatives can be read, also of a server that answers in one JSON value.

    Raises:
        Failure: it is no such answer, an error, or not whole.
    """
    plain: list[bytes] = []
    has_data = False
    for line in lines:
        if line.startswith(b"data:"):
            has_data = True
            payload = line[5:].strip()
            if payload == DONE.encode():
                return
            chunk = _checked(payload, address)
            yield chunk
            if _is_last(chunk):
                return
        elif not has_data and line.strip() and not line.startswith(OTHER_FIELDS):
            plain.append(line)
    if has_data or not plain:
        raise failure.cut_off(address)
    yield _checked(b"".join(plain), address)


def _checked(payload: bytes, address: ServerAddress) -> Chunk:
    try:
        chunk = parse_json(payload.decode("utf-8", "replace"))
        if error := error_in(chunk):
            raise failure.of_error(error, address)
        for choice in chunk["choices"]:
            choice.setdefault("delta", choice.get("message"))
        if not isinstance(content(chunk), str):
            raise TypeError(chunk)
        for one in alternatives(chunk):
            float(one["logprob"]), str(one["token"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise failure.not_a_language_model(address) from error
    return chunk


def _is_last(chunk: Any) -> bool:
    return any(choice.get("finish_reason") for choice in chunk["choices"])
