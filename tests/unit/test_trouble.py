"""Spiris' codes in words: each of them says what happened and what to do."""

import pytest

from openpos.domain.errors import Refused, Unavailable
from openpos.sync.answers import Fields
from openpos.sync.trouble import (
    _TROUBLES,
    NO_ANSWER,
    NO_CONTACT,
    NOT_UNDERSTOOD,
    TOO_FAST,
    Doing,
    SpirisNo,
    to_who_waits,
    trouble_of,
    waiting_s,
)

_OWN = (NO_ANSWER, NO_CONTACT, NOT_UNDERSTOOD, TOO_FAST)


@pytest.mark.parametrize("code", sorted(_TROUBLES))
def test_each_code_says_what_happened_and_what_to_do(code: int) -> None:
    trouble = trouble_of(400, Fields({"ErrorCode": code, "DeveloperErrorMessage": "because"}))
    assert trouble.code == code
    assert trouble.title
    assert trouble.advice
    assert "{" not in str(trouble)
    assert str(SpirisNo(trouble)) == str(trouble)


def test_whoever_waits_can_do_what_is_advised() -> None:
    for trouble in (*(trouble_of(400, Fields({"ErrorCode": code})) for code in (2000, 4000, 4002, 4999)), *_OWN):
        error = SpirisNo(trouble) if trouble.doing is not Doing.RETRY else Unavailable(trouble.title, trouble.advice)
        told = to_who_waits(error)
        assert told.title == error.title
        assert told.values == error.values
        assert not any(words in told.advice for words in ("Send again", "by itself", "is tried again", "looked up"))
    other = Refused("No.", "Write yes.")
    assert to_who_waits(other) is other


def test_a_code_nobody_knows_is_told_in_spiris_words() -> None:
    trouble = trouble_of(409, Fields({"ErrorCode": 4999, "DeveloperErrorMessage": "Too\x00 new"}))
    assert trouble.doing is Doing.HOLD
    assert "Too new" in str(trouble)


def test_what_is_wrong_with_each_field_is_told() -> None:
    error = {
        "ErrorCode": 2000,
        "DeveloperErrorMessage": "Validation failed",
        "ErrorId": "f3b1",
        "Errors": [{"Field": "Rows[0].AccountNumber", "Message": "1911 is blocked"}],
    }
    trouble = trouble_of(400, Fields(error))
    assert "Validation failed; Rows[0].AccountNumber: 1911 is blocked" in str(trouble)
    assert trouble.error_id == "f3b1"


def test_the_words_of_an_error_are_cut() -> None:
    assert len(str(trouble_of(400, Fields({"ErrorCode": 2000, "DeveloperErrorMessage": "x" * 9999})))) < 500


@pytest.mark.parametrize(
    ("status", "said", "doing"),
    [
        (400, "Cannot be updated", Doing.HOLD),
        (400, "No access to module: api_standard", Doing.CONFIGURATION),
        (403, "Forbidden", Doing.CONFIGURATION),
    ],
)
def test_the_two_meanings_of_4002_are_told_apart(status: int, said: str, doing: Doing) -> None:
    assert trouble_of(status, Fields({"ErrorCode": 4002, "DeveloperErrorMessage": said})).doing is doing


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("API calls quota exceeded. Retry in 37 seconds.", 37),
        ("Try again in 1 minute", 60),
        ("Försök igen om 12 sekunder", 12),
        ("wait 5s", 5),
        ("Quota of 600 exceeded", None),
        ("", None),
    ],
)
def test_the_waiting_time_is_read_from_the_words(said: str, seconds: float | None) -> None:
    assert waiting_s(Fields({"DeveloperErrorMessage": said})) == seconds


def test_an_error_body_of_any_shape_is_survived() -> None:
    body = Fields({"ErrorCode": "x", "DeveloperErrorMessage": 3, "Errors": "no", "ErrorId": []})
    assert trouble_of(400, body).doing is Doing.HOLD
