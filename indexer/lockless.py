"""Properties that are worked out once, without a lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

__all__ = ["cached_property"]

_Value = TypeVar("_Value")


class cached_property(Generic[_Value]):  # noqa: N801  # stands where functools' does
    """As `functools.cached_property`, whose lock, up to Python 3.11, is one for all objects of a class.

    With it, whoever asks anything of one archive waits for what is worked out of another, and a process that was
    forked meanwhile waits for ever. Here threads that ask at once work out the same twice, and the last one's stays.
    """

    def __init__(self, work_out: Callable[[Any], _Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type[Any]) -> _Value: ...
    def __get__(self, instance: object | None, owner: type[Any]) -> Self | _Value:
        if instance is None:
            return self
        value = self._work_out(instance)
        # From now on the attribute is found before this descriptor is.
        instance.__dict__[self._name] = value
        return value
