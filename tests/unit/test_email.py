"""E-mail addresses: what is taken, and what never gets near a mail server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpos.domain.email import MAX_ADDRESS, email_address
from openpos.domain.errors import Refused


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("anna@example.se", "anna@example.se"),
        ("anna@example.se\r\n", "anna@example.se"),
        ("  Anna.Svensson+kvitto@Mail.Example.SE ", "Anna.Svensson+kvitto@mail.example.se"),
        ("kontakt@räksmörgås.se", "kontakt@xn--rksmrgs-5wao1o.se"),
        ("a!#$%&'*+/=?^_`{|}~-b@x.se", "a!#$%&'*+/=?^_`{|}~-b@x.se"),
    ],
)
def test_an_address_is_taken(written: str, taken: str) -> None:
    assert email_address(written) == taken


@pytest.mark.parametrize(
    "written",
    [
        "",
        "anna",
        "anna@",
        "@example.se",
        "anna@example",
        "anna@example..se",
        "anna@.se",
        "anna@example.se.",
        "anna@-x.se",
        "anna@x-.se",
        "an na@example.se",
        "anna@exa mple.se",
        ".anna@example.se",
        "anna..b@example.se",
        "anna@b@example.se",
        "änna@example.se",
        '"anna"@example.se',
        "anna,bo@example.se",
        "anna@example.se,bo@example.se",
        "anna@example.se>",
        "<anna@example.se>",
        "anna@example.se\r\nBcc: bo@example.se",
        "anna\r\nRCPT TO:<bo@example.se>@example.se",
        "anna@exam\x00ple.se",
        "anna\u2028@example.se",
        "a" * 65 + "@example.se",
        "anna@" + "a" * 64 + ".se",
        "anna@" + ".".join(["a" * 60] * 5) + ".se",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="is no e-mail address"):
        email_address(written)


@given(st.text(max_size=300) | st.from_regex(r"[^@]{0,8}@[^@]{0,8}\.se\Z"))
def test_whatever_is_taken_is_one_plain_word(written: str) -> None:
    try:
        taken = email_address(written)
    except Refused:
        return
    assert taken.isascii()
    assert taken.isprintable()
    assert len(taken) <= MAX_ADDRESS
    assert taken.count("@") == 1
    assert not set(taken) & set(' ,;:<>()[]"\\\r\n\t')
    assert email_address(taken) == taken
