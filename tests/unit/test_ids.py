"""Ids: unique without a server, and the same again for a scripted act."""

import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from openpos.ids import derived, uuid7


def test_a_fresh_id_is_a_uuid_of_version_7_with_the_time_in_front() -> None:
    before = time.monotonic_ns()
    ids = [uuid.UUID(uuid7()) for _ in range(100)]
    took_ms = (time.monotonic_ns() - before) // 1_000_000 + 1
    assert {(made.version, made.variant) for made in ids} == {(7, uuid.RFC_4122)}
    times_ms = [made.int >> 80 for made in ids]
    assert times_ms == sorted(times_ms)
    assert times_ms[-1] - times_ms[0] <= took_ms


def test_ids_of_the_same_millisecond_differ() -> None:
    assert len({uuid7() for _ in range(5_000)}) == 5_000


def test_the_random_parts_use_all_their_bits() -> None:
    ids = [uuid.UUID(uuid7()).int for _ in range(500)]
    always = never = ids[0]
    for made in ids[1:]:
        always &= made
        never |= made
    random_bits = ((1 << 12) - 1) << 64 | (1 << 62) - 1
    assert always & random_bits == 0
    assert never & random_bits == random_bits


@given(st.lists(st.text(alphabet="abc123-", max_size=4), min_size=1, max_size=4))
def test_a_derived_id_is_the_same_for_the_same_parts(parts: list[str]) -> None:
    made = uuid.UUID(derived(*parts))
    assert derived(*parts) == str(made)
    assert (made.version, made.variant) == (8, uuid.RFC_4122)


def test_a_derived_id_differs_where_a_part_does() -> None:
    parts = [("a", "b"), ("ab",), ("a", "b", ""), ("", "a", "b"), ("b", "a"), ("a",), ("",)]
    assert len({derived(*some) for some in parts}) == len(parts)
