"""The processes that compute a step together: each has some of its shards, and all get the same result."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import torch
from torch import Tensor, distributed

T = TypeVar("T")


class Team(Protocol):
    """What a run asks of the others. Every process calls the same methods in the same order."""

    @property
    def leads(self) -> bool:
        """Whether this process reports and keeps the checkpoints; one of a team does."""

    def mine(self, shards: int) -> Sequence[int]:
        """Those of a step's shards that this process computes; the first member has the first of them."""

    def gathered(self, value: T) -> list[T]:
        """What every member gave, in their order."""

    def average(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Each gradient becomes the mean of the members'."""


class Alone:
    """One process that computes every shard."""

    leads = True

    def mine(self, shards: int) -> Sequence[int]:
        return range(shards)

    def gathered(self, value: T) -> list[T]:
        return [value]

    def average(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Nothing to do: it has the mean already."""


class Workers:
    """The process group of torch.distributed: a shard each.

    DistributedDataParallel would hook itself into one forward pass; a step here has several of them, so the
    gradients are averaged when all are there.
    """

    def __init__(self) -> None:
        self._rank, self._size = distributed.get_rank(), distributed.get_world_size()

    @property
    def leads(self) -> bool:
        return self._rank == 0

    def mine(self, shards: int) -> Sequence[int]:
        """Raises: ValueError: there are more or fewer shards than workers."""
        if shards != self._size:
            raise ValueError(f"{shards} shards for {self._size} workers")
        return (self._rank,)

    def gathered(self, value: T) -> list[T]:
        found: list[T] = [value] * self._size
        distributed.all_gather_object(found, value)
        return found

    def average(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """In one message; a parameter that nobody used keeps no gradient, as in one process."""
        every = list(parameters)
        used = torch.tensor([float(p.grad is not None) for p in every])
        parts = [torch.zeros_like(p) if p.grad is None else p.grad for p in every]
        joined = torch.cat([used, *(part.flatten() for part in parts)])
        distributed.all_reduce(joined)
        at = len(every)
        for parameter, users in zip(every, joined[:at].tolist(), strict=True):
            total = joined[at : at + parameter.numel()].view_as(parameter)
            parameter.grad = total / self._size if users else None
            at += parameter.numel()

    def share(self, values: Iterable[Tensor]) -> None:
        """Everyone gets the leader's, in place."""
        for value in values:
            distributed.broadcast(value, 0)
