"""What streamed pieces of a chat completion say (the OpenAI form, which llama.cpp and servers speak)."""

from typing import Any, TypeAlias

Chunk: TypeAlias = Any  # decoded JSON of somebody else's making


def content(chunk: Chunk) -> str:
    """The piece of text in it, where it has one."""
    return (_choice(chunk).get("delta") or {}).get("content") or ""


def alternatives(chunk: Chunk) -> list[dict[str, Any]]:
    """The first token's alternatives, each with `token` and `logprob`, where a chunk has them."""
    tokens = (_choice(chunk).get("logprobs") or {}).get("content") or []
    return tokens[0]["top_logprobs"] if tokens else []


def error_in(chunk: Chunk) -> str:
    """What went wrong, in the runtime's words; empty if nothing did."""
    error = chunk.get("error") if isinstance(chunk, dict) else None
    return str(error.get("message") or error) if isinstance(error, dict) else str(error or "")


def _choice(chunk: Chunk) -> dict[str, Any]:
    choices = chunk.get("choices") or [{}] if isinstance(chunk, dict) else [{}]
    return choices[0] or {}
