"""Who stands at the register: PINs are checked slowly, guesses are counted, journalled and locked out."""

import hashlib
import json

import pytest

from openpos.domain.errors import Refused
from openpos.domain.permission import Person, Role
from openpos.register.staff import FREE_ATTEMPTS, pin_hash
from tests.fixtures.till import PINS, NewTill, Till, changed

WRONG = r"The PIN is wrong\. Try again\."


def guess(till: Till, pin: str = "9999") -> str:
    """What the register says to this PIN; nothing where it is right."""
    try:
        till.staff.log_in(till.cashier.id, pin)
    except Refused as refusal:
        return str(refusal)
    return ""


def wrong_five_times(till: Till) -> None:
    for _ in range(FREE_ATTEMPTS):
        assert guess(till) == "The PIN is wrong. Try again."


@pytest.mark.parametrize("name", sorted(PINS))
def test_the_right_pin_lets_its_person_in_and_the_journal_says_so(register: Till, name: str) -> None:
    person = register.staff.named(name)
    assert register.staff.log_in(person.id, PINS[name]) == person
    row = register.journal()[-1]
    assert (row.kind, row.cashier, json.loads(row.payload)) == ("logged_in", name, {"person_id": person.id})
    register.staff.log_out(person)
    row = register.journal()[-1]
    assert (row.kind, row.cashier, json.loads(row.payload)) == ("logged_out", name, {"person_id": person.id})


@pytest.mark.parametrize("pin", ["", "1112", "2222", "11111", "1111 ", "١١١١", "1" * 100_000, "\ud800", "1111\x00"])
def test_any_other_text_is_wrong(register: Till, pin: str) -> None:
    """Also another person's PIN, and what a hostile keyboard sends."""
    with pytest.raises(Refused, match=WRONG):
        register.staff.log_in(register.cashier.id, pin)
    assert register.kinds()[-1] == "login_failed"


def test_somebody_unknown_is_refused(register: Till) -> None:
    for person_id in (0, 99, -1):
        with pytest.raises(Refused, match=r"This person no longer works here\. Choose one of the staff\."):
            register.staff.log_in(person_id, "1111")
    with pytest.raises(Refused, match=r"Nobody here is called “Ingen”\. Choose one of the staff\."):
        register.staff.named("Ingen")


def test_somebody_who_left_is_not_let_in_and_not_shown(register: Till) -> None:
    register.sql("UPDATE staff SET active = 0 WHERE name = 'Butikschef'")
    assert [person.name for person in register.staff.people()] == ["Kassör"]
    with pytest.raises(Refused, match="no longer works here"):
        register.staff.log_in(2, "2222")
    with register.store.read() as tx:
        assert tx.shop.person(2) == Person(2, "Butikschef", Role.MANAGER), "old receipts still know the name"
        assert tx.shop.person(99) is None


def test_five_wrong_pins_lock_the_person_out_for_half_a_minute(register: Till) -> None:
    wrong_five_times(register)
    assert register.kinds()[-FREE_ATTEMPTS:] == ["login_failed"] * (FREE_ATTEMPTS - 1) + ["login_locked"]
    assert guess(register, "1111") == "Too many wrong PINs for Kassör. Wait 30 seconds and try again."
    register.clock.forward(seconds=29)
    assert guess(register, "1111") == "Too many wrong PINs for Kassör. Wait 1 seconds and try again."
    assert register.staff.log_in(2, "2222").name == "Butikschef", "others are not locked out"
    register.clock.forward(seconds=1)
    assert guess(register, "1111") == ""
    assert guess(register) == "The PIN is wrong. Try again.", "and the count begins anew"


def test_each_further_wrong_pin_doubles_the_wait_up_to_an_hour(register: Till) -> None:
    wrong_five_times(register)
    waits = []
    for _ in range(10):
        text = guess(register)
        waits.append(int(text.partition("Wait ")[2].partition(" ")[0]))
        register.clock.forward(seconds=waits[-1])
        assert guess(register) == "The PIN is wrong. Try again."
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_thousand_guesses_come_to_nothing(register: Till) -> None:
    """One each second, for a quarter of an hour: ten are looked at, all of those are in the journal."""
    before = len(register.journal())
    answers = []
    for number in range(1_000):
        answers.append(guess(register, f"{number + 5000:04}"))
        register.clock.forward(seconds=1)
    looked_at = answers.count("The PIN is wrong. Try again.")
    assert looked_at == 10
    assert all(answers)
    assert register.kinds()[before:] == ["login_failed"] * 4 + ["login_locked"] * 6
    assert json.loads(register.journal()[-1].payload) == {"person_id": 1, "failed_attempts": 10}
    assert register.findings() == ()


def test_the_right_pin_forgets_the_wrong_ones(register: Till) -> None:
    for _ in range(3):
        for _ in range(FREE_ATTEMPTS - 1):
            guess(register)
        assert guess(register, "1111") == ""
    assert "login_locked" not in register.kinds()


def test_a_restart_forgets_nothing(register: Till) -> None:
    wrong_five_times(register)
    till = register.restarted()
    assert guess(till, "1111").startswith("Too many wrong PINs")
    till.close()


def test_a_clock_set_back_locks_nobody_out_for_longer_than_an_hour(register: Till) -> None:
    wrong_five_times(register)
    register.clock.forward(days=-30)
    assert guess(register, "1111") == "Too many wrong PINs for Kassör. Wait 3600 seconds and try again."
    register.clock.forward(minutes=59)
    assert guess(register, "1111") == "Too many wrong PINs for Kassör. Wait 60 seconds and try again."
    register.clock.forward(minutes=1)
    assert guess(register, "1111") == ""


class TestAdding:
    def test_somebody_new_can_log_in(self, new_till: NewTill) -> None:
        with new_till() as till:
            person = till.staff.add("  Åsa \n", Role.CASHIER, "0000")
            assert (person.name, person.role) == ("Åsa", Role.CASHIER)
            assert till.staff.named("Åsa") == person
            assert till.staff.log_in(person.id, "0000") == person
            assert [someone.name for someone in till.staff.people()] == ["Butikschef", "Kassör", "Åsa"]

    def test_two_of_a_name_cannot_be_told_apart(self, register: Till) -> None:
        with pytest.raises(Refused, match=r"There is a Kassör already\. Choose another name\."):
            register.staff.add(" Kassör", Role.MANAGER, "3333")
        assert len(register.staff.people()) == 2

    def test_the_name_of_somebody_who_left_is_taken_too(self, register: Till) -> None:
        """The file keeps everybody: receipts name them."""
        register.sql("UPDATE staff SET active = 0 WHERE name = 'Butikschef'")
        with pytest.raises(Refused, match=r"There is a Butikschef already\."):
            register.staff.add("Butikschef", Role.CASHIER, "3333")

    @pytest.mark.parametrize("name", ["", " ", "\u200b\n"])
    def test_a_name_is_needed(self, register: Till, name: str) -> None:
        with pytest.raises(Refused, match=r"The name is missing\."):
            register.staff.add(name, Role.CASHIER, "3333")

    @pytest.mark.parametrize("pin", ["", "123", "12345678901", "12a4", "1234\n", "١٢٣٤", "-123", "12 34"])
    def test_a_pin_is_four_to_ten_digits(self, register: Till, pin: str) -> None:
        with pytest.raises(Refused, match=r"A PIN has 4 to 10 digits\. Choose another PIN\."):
            register.staff.add("Åsa", Role.CASHIER, pin)
        assert len(register.staff.people()) == 2


def test_a_pin_is_kept_as_a_slow_salted_hash_alone(register: Till) -> None:
    register.staff.add("Åsa", Role.CASHIER, "7391")
    ((kept,),) = changed(register.path, "SELECT pin_hash FROM staff WHERE name = 'Åsa'")
    kind, n, r, p, salt, digest = kept.split(":")
    assert (kind, len(salt)) == ("scrypt", 32)
    assert int(n) * int(r) * 128 >= 16 * 2**20, "16 MiB for each guess"
    assert int(p) >= 5
    again = hashlib.scrypt(b"7391", salt=bytes.fromhex(salt), n=int(n), r=int(r), p=int(p), maxmem=2**26, dklen=32)
    assert again.hex() == digest
    assert not any("7391" in row.payload for row in register.journal())
    assert pin_hash("7391").split(":")[4:] != pin_hash("7391").split(":")[4:]
