"""Who asks: blocks, decorators, tasks and threads."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from guarded_db.errors import IdentityError
from guarded_db.identity import Identity, current_identity, identity


def ids() -> list[str]:
    """Return the ids of the running code's chain, the actor first."""
    who = current_identity()
    return [] if who is None else [link.id for link in who.chain()]


def test_code_without_a_block_has_no_identity() -> None:
    assert current_identity() is None
    assert identity.current() is None


def test_a_block_gives_the_identity_and_takes_it_away_again() -> None:
    with identity("agent:copilot", purpose="SUP-1") as who:
        assert current_identity() is who
        assert (who.id, who.kind, who.purpose) == ("agent:copilot", "agent", "SUP-1")

    assert current_identity() is None


def test_a_block_that_fails_takes_its_identity_away_too() -> None:
    with pytest.raises(ZeroDivisionError), identity("agent:copilot"):
        raise ZeroDivisionError

    assert current_identity() is None


def test_nested_blocks_form_the_chain() -> None:
    with identity("user:jane"), identity("service:web"), identity("agent:copilot"):
        assert ids() == ["agent:copilot", "service:web", "user:jane"]

    assert ids() == []


def test_leaving_the_inner_block_returns_to_the_outer_identity() -> None:
    with identity("user:jane"):
        with identity("agent:copilot"):
            pass

        assert ids() == ["user:jane"]


def test_on_behalf_of_stands_between_the_actor_and_the_outer_block() -> None:
    with identity("service:web"), identity("agent:copilot", on_behalf_of="user:jane"):
        assert ids() == ["agent:copilot", "user:jane", "service:web"]


def test_the_purpose_of_the_outer_block_holds_unless_the_inner_one_states_its_own() -> None:
    with identity("user:jane", purpose="SUP-1"):
        with identity("agent:a") as inherited:
            assert inherited.purpose == "SUP-1"
        with identity("agent:b", purpose="SUP-2") as own:
            assert own.purpose == "SUP-2"


def test_an_anonymous_identity_is_not_acted_for() -> None:
    with identity(Identity("service:app", anonymous=True)), identity("agent:copilot"):
        assert ids() == ["agent:copilot"]


def test_nothing_that_a_program_says_is_verified() -> None:
    with identity("user:jane", kind="human", groups=["dba"]) as who:
        assert not who.verified


def test_a_whole_identity_can_be_entered() -> None:
    token = Identity("user:jane", kind="human", verified=True)

    with identity(token) as who:
        assert who is token


def test_a_decorated_function_runs_under_the_identity() -> None:
    @identity("service:nightly")
    def job(name: str) -> list[str]:
        """Return who runs."""
        return [name, *ids()]

    assert job("x") == ["x", "service:nightly"]
    assert job.__name__ == "job"
    assert ids() == []


async def test_a_decorated_coroutine_function_runs_under_the_identity() -> None:
    @identity("service:nightly")
    async def job() -> list[str]:
        await asyncio.sleep(0)
        return ids()

    assert await job() == ["service:nightly"]
    assert asyncio.iscoroutinefunction(job)
    assert ids() == []


def test_a_generator_function_cannot_be_decorated() -> None:
    def rows() -> object:
        yield 1

    with pytest.raises(TypeError, match=r"use `with identity\(...\)` inside it"):
        identity("service:nightly")(rows)


async def test_a_block_works_in_async_with() -> None:
    async with identity("agent:copilot") as who:
        assert current_identity() is who

    assert current_identity() is None


async def test_tasks_do_not_see_each_others_identity() -> None:
    everyone_is_in = asyncio.Barrier(5)

    async def work(number: int) -> list[str]:
        async with identity(f"agent:{number}"):
            await everyone_is_in.wait()
            return ids()

    found = await asyncio.gather(*(work(number) for number in range(5)))

    assert found == [[f"agent:{number}"] for number in range(5)]
    assert ids() == []


async def test_a_task_inherits_the_identity_of_the_code_that_starts_it() -> None:
    async def work() -> list[str]:
        with identity("agent:helper"):
            return ids()

    with identity("user:jane"):
        task = asyncio.create_task(work())

    assert await task == ["agent:helper", "user:jane"]


async def test_one_object_is_entered_by_several_tasks_at_once() -> None:
    shared = identity("agent:copilot")
    leaving_order = [asyncio.Event() for _ in range(3)]

    async def work(number: int) -> list[str]:
        with identity(f"user:{number}"):
            async with shared:
                await leaving_order[number].wait()
                inside = ids()
            return [*inside, "left to", *ids()]

    tasks = [asyncio.create_task(work(number)) for number in range(3)]
    for number in (1, 0, 2):  # not the order of entering
        await asyncio.sleep(0)
        leaving_order[number].set()

    assert await asyncio.gather(*tasks) == [
        ["agent:copilot", f"user:{n}", "left to", f"user:{n}"] for n in range(3)
    ]


def test_one_object_is_entered_again_inside_itself() -> None:
    shared = identity("agent:copilot")

    with shared, shared:
        assert ids() == ["agent:copilot", "agent:copilot"]

    assert ids() == []


def test_one_object_is_entered_by_several_threads_at_once() -> None:
    shared = identity("agent:copilot")
    everyone_is_in = threading.Barrier(4, timeout=60)

    def work() -> list[str]:
        with shared:
            everyone_is_in.wait()
            return ids()

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(work) for _ in range(4)]]

    assert found == [["agent:copilot"]] * 4


def test_a_pool_thread_has_no_identity_without_propagation() -> None:
    with ThreadPoolExecutor(1) as pool, identity("user:jane"):
        assert pool.submit(ids).result() == []


def test_propagate_takes_the_identity_into_a_pool_and_leaves_nothing_there() -> None:
    with ThreadPoolExecutor(1) as pool:
        with identity("user:jane"):
            bound = identity.propagate(ids)
        assert pool.submit(bound).result() == ["user:jane"]
        assert pool.submit(ids).result() == []


def test_propagate_takes_the_absence_of_an_identity_too() -> None:
    bound = identity.propagate(ids)

    with identity("user:jane"):
        assert bound() == []


def test_propagate_leaves_nothing_behind_a_function_that_fails() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with identity("user:jane"):
        bound = identity.propagate(fail)

    with pytest.raises(ZeroDivisionError):
        bound()
    assert ids() == []


def test_the_repr_shows_who() -> None:
    assert repr(identity("agent:copilot")) == "identity('agent:copilot', kind='agent')"


@pytest.mark.parametrize(
    "arguments",
    [
        {"id": ""},
        {"id": "  "},
        {"id": None},
        {"id": 7},
        {"id": "x" * 513},
        {"id": "a", "kind": "robot"},
        {"id": "a", "groups": "dba"},
        {"id": "a", "groups": [""]},
        {"id": "a", "groups": [7]},
        {"id": "a", "purpose": ""},
        {"id": "a", "model": 4},
        {"id": "a", "on_behalf_of": ""},
        {"id": "a", "on_behalf_of": 7},
    ],
    ids=str,
)
def test_what_cannot_be_an_identity_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(IdentityError):
        identity(**arguments)  # type: ignore[arg-type]


def test_a_chain_that_never_ends_is_refused() -> None:
    def deeper(level: int) -> None:
        with identity(f"agent:{level}"):
            deeper(level + 1)

    with pytest.raises(IdentityError, match="on behalf of at most 15 others"):
        deeper(0)
    assert ids() == []
