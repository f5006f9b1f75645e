"""The identity of the running code: a context variable, the `identity(...)` block, propagation to threads.

It does not verify anything and never guesses: code that lost its identity has none.
"""

from __future__ import annotations

import contextvars
import functools
import inspect
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from guarded_db.identity.principal import Identity, Kind, principal

P = ParamSpec("P")
R = TypeVar("R")

_current: contextvars.ContextVar[Identity | None] = contextvars.ContextVar(
    "guarded_db_identity", default=None
)

current_identity: Callable[[], Identity | None] = _current.get
"""Return the identity of the running code, or None."""


class identity:
    """Say who asks: `with identity("agent:copilot", on_behalf_of="user:jane", purpose="SUP-1234"):`.

    Works as `with`, as `async with` and as a decorator of functions and coroutine functions. A block inside
    another one acts on behalf of the outer identity; a given `on_behalf_of` stands between the two. The same object may be entered again, also by several tasks at once.

    Args:
        id: who acts, such as `agent:copilot`; or a whole `Identity` (then no other argument).
        kind: `human`, `agent` or `service`; without it, what the prefix of `id` says.
        groups: names that policy rules can match.
        on_behalf_of: for whom: an `Identity`, or a string such as `user:jane@example.com`.
        purpose: why, such as a ticket number.
        session, conversation, tool_call, model: the context of the call, recorded as given.

    Raises:
        IdentityError: a value that cannot be an identity.
    """

    __slots__ = ("_tokens", "_value")

    def __init__(
        self,
        id: str | Identity,
        *,
        kind: Kind | None = None,
        groups: Iterable[str] = (),
        on_behalf_of: Identity | str | None = None,
        purpose: str | None = None,
        session: str | None = None,
        conversation: str | None = None,
        tool_call: str | None = None,
        model: str | None = None,
    ) -> None:
        if isinstance(id, Identity):
            self._value = id
        else:
            self._value = Identity(
                id,
                kind=kind,  # type: ignore[arg-type]  # None: what the prefix says
                groups=groups if isinstance(groups, frozenset | str) else frozenset(groups),  # type: ignore[arg-type]  # a string is refused there
                on_behalf_of=None if on_behalf_of is None else principal(on_behalf_of),
                purpose=purpose,
                session=session,
                conversation=conversation,
                tool_call=tool_call,
                model=model,
            )
        # One stack per context: the object may be entered by several tasks and threads at once.
        self._tokens: contextvars.ContextVar[tuple[contextvars.Token[Identity | None], ...]] = (
            contextvars.ContextVar("guarded_db_identity_tokens", default=())
        )

    def __enter__(self) -> Identity:
        outer = _current.get()
        value = self._value if outer is None or outer.anonymous else self._value.acting_for(outer)
        self._tokens.set((*self._tokens.get(), _current.set(value)))
        return value

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        *rest, last = self._tokens.get()
        self._tokens.set(tuple(rest))
        _current.reset(last)

    async def __aenter__(self) -> Identity:
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.__exit__(kind, error, traceback)

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Decorate `function` so that it runs under this identity."""
        wrapper: Any
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def coroutine(*args: P.args, **kwargs: P.kwargs) -> Any:
                with self:
                    return await function(*args, **kwargs)

            wrapper = coroutine
        elif inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            # The block would leak into the consumer between two items.
            raise TypeError(
                f"`{function.__name__}` is a generator; use `with identity(...)` inside it around each query"
            )
        else:

            @functools.wraps(function)
            def call(*args: P.args, **kwargs: P.kwargs) -> R:
                with self:
                    return function(*args, **kwargs)

            wrapper = call
        wrapped: Callable[P, R] = wrapper
        return wrapped

    def __repr__(self) -> str:
        return f"identity({self._value.id!r}, kind={self._value.kind!r})"

    @staticmethod
    def current() -> Identity | None:
        """Return the identity of the running code, or None."""
        return _current.get()

    @staticmethod
    def propagate(function: Callable[P, R]) -> Callable[P, R]:
        """Return `function` bound to the identity of the caller, for a thread pool: `pool.submit(identity.propagate(f))`.

        Only the identity travels, not the rest of the context.
        """
        value = _current.get()

        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            token = _current.set(value)
            try:
                return function(*args, **kwargs)
            finally:
                _current.reset(token)

        return call
