"""The scripted cashier: the same use cases as the screen, one act a line, done once however often it is played."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpos.domain.errors import NotDone, Refused, Unavailable
from openpos.domain.money import Money
from openpos.register.replay import Replay
from openpos.simulators.control_unit import Fault
from openpos.store.journal import Kind
from openpos.store.print_jobs import JobState
from tests.fixtures.till import UNIT_FILE, NewTill, Till

EGGS = {"barcode": "7300156480903"}
OPEN = {"do": "open_shift", "cashier": "Kassör", "float": "1000.00"}
CLOSE = {"do": "close_shift", "counted": "1100.00"}
CASH = [{"method": "cash", "amount": "100.00"}]


def sale(*lines: Any, tenders: Any = CASH, **more: Any) -> dict[str, Any]:
    return {"do": "sale", "lines": list(lines) or [EGGS], "tenders": tenders, **more}


def script(*acts: Any) -> list[str]:
    return [act if isinstance(act, str) else json.dumps(act, ensure_ascii=False) for act in acts]


def make_demo(till: Till) -> Till:
    with till.store.write() as tx:
        tx.shop.mark_demo("ready")
    return till


@pytest.fixture
def demo(new_till: NewTill) -> Iterator[Till]:
    """A demo shop before its day."""
    with new_till() as till:
        yield make_demo(till)


def play(till: Till, lines: list[str], *, first_line: int = 1, paper: bool = False) -> list[dict[str, Any]]:
    return list(Replay(till.store, till.unit, till.clock, paper=paper).play(lines, first_line=first_line))


def test_after_an_older_backup_it_goes_on_after_the_control_units_last_number(demo: Till, tmp_path: Path) -> None:
    begun = [OPEN, sale()]
    play(demo, script(*begun))
    backup = demo.after_a_kill(tmp_path / "backup")
    backup.close()
    play(demo, script(*begun, sale(EGGS, tenders=[{"method": "card", "amount": "89.90"}])))
    shutil.copy(demo.directory / UNIT_FILE, backup.directory / UNIT_FILE)
    restored = Till(backup.directory)
    cheaper = sale({"text": "Kort", "price": "5.00", "vat": "standard", "group": "Övrigt"})
    assert [one["receipt_number"] for one in play(restored, script(*begun, cheaper))[1:]] == [1, 3]
    assert not restored.findings()
    restored.close()


def test_an_article_at_its_own_price_is_rung_up_and_not_changed(demo: Till) -> None:
    sold = play(demo, script(OPEN, sale({**EGGS, "price": "89.90"})))[1]
    assert sold["total_ore"] == 8_990
    assert not [row for row in demo.journal() if row.kind == Kind.LINE_CHANGED]


DAY = script(
    OPEN,
    sale(
        {"barcode": "7300156482709", "quantity": "2"},
        {"text": "Presentpapper", "price": "25.00", "vat": "standard", "group": "Övrigt", "quantity": "1"},
        at="2026-11-20T10:15:00+01:00",
    ),
    "",
    sale(EGGS, tenders=[{"method": "card", "amount": "50"}, {"method": "cash", "amount": "40"}]),
    CLOSE,
)


class TestADay:
    def test_is_answered_line_by_line(self, demo: Till) -> None:
        opened, first, second, closed = play(demo, DAY)
        assert opened == {"line": 1, "do": "open_shift", "shift_id": opened["shift_id"], "float_ore": 100_000}
        assert first == {
            "line": 2,
            "do": "sale",
            "receipt_number": 1,
            "total_ore": 5_080,
            "vat": [
                {"rate_bp": 2500, "net_ore": 2_000, "vat_ore": 500},
                {"rate_bp": 600, "net_ore": 2_434, "vat_ore": 146},
            ],
            "rounding_ore": 20,
            "change_ore": 4_900,
        }
        assert (second["line"], second["receipt_number"]) == (4, 2)
        assert (second["rounding_ore"], second["change_ore"]) == (10, 0)
        assert closed == {
            "line": 5,
            "do": "close_shift",
            "z_number": 1,
            "receipts": 2,
            "gross_ore": 14_070,
            "expected_ore": 109_100,
            "difference_ore": 900,
        }
        assert demo.findings() == ()

    def test_leaves_on_disk_what_it_answers(self, demo: Till) -> None:
        for answer in Replay(demo.store, demo.unit, demo.clock).play(DAY):
            if answer["do"] == "sale":
                with demo.store.read() as tx:
                    receipt = tx.sales.receipt(answer["receipt_number"])
                assert receipt is not None
                assert receipt.seal is not None
                assert receipt.total.ore == answer["total_ore"]
            elif answer["do"] == "close_shift":
                assert demo.shifts.z_report().number == answer["z_number"]

    def test_an_act_happens_at_its_time_and_the_next_one_by_the_clock(self, demo: Till) -> None:
        play(demo, DAY)
        first, second = demo.receipts()
        assert first.at.isoformat() == "2026-11-20T09:15:00+00:00"
        assert {line.registered_at for line in first.lines} == {first.at}
        assert second.at == demo.clock()

    def test_the_rate_is_that_of_the_acts_day_in_sweden(self, demo: Till) -> None:
        before, after = "2026-03-31T23:59:59+02:00", "2026-03-31T22:00:00Z"
        _, first, second = play(demo, script(OPEN, sale(at=before), sale(at=after)))
        assert [row["rate_bp"] for row in first["vat"] + second["vat"]] == [1200, 600]

    def test_a_time_finer_than_the_file_keeps_is_cut(self, demo: Till) -> None:
        """Else each line would seem changed when the next one is kept."""
        play(
            demo,
            script(
                OPEN,
                sale(
                    EGGS,
                    EGGS,
                    EGGS,
                    tenders=[{"method": "card", "amount": "269.70"}],
                    at="2026-11-20T10:15:00.123456+01:00",
                ),
            ),
        )
        assert "line_changed" not in demo.kinds()
        assert demo.kinds().count("line_added") == 3
        (receipt,) = demo.receipts()
        assert receipt.at.isoformat() == "2026-11-20T09:15:00.123000+00:00"

    def test_papers_are_queued_only_where_asked_for(self, demo: Till) -> None:
        play(demo, DAY)
        with demo.store.read() as tx:
            assert tx.print_jobs.in_state(JobState.QUEUED) == []
        play(demo, script({**OPEN, "float": "500"}, sale(), CLOSE), paper=True)
        with demo.store.read() as tx:
            assert [job.kind.value for job in tx.print_jobs.in_state(JobState.QUEUED)] == ["receipt", "report"]

    def test_is_only_for_demo_shops(self, register: Till) -> None:
        with pytest.raises(Refused, match=r"Scripted sales are for demo shops only\. Make one with “openpos demo"):
            Replay(register.store, register.unit, register.clock)
        with register.store.write() as tx:
            tx.shop.mark_demo("preparing")
        with pytest.raises(Refused, match="for demo shops only"):
            Replay(register.store, register.unit, register.clock)


class TestPlayedAgain:
    def test_gives_the_same_answers_and_does_nothing(self, demo: Till) -> None:
        answers, journal = play(demo, DAY), demo.journal()
        assert play(demo, DAY) == answers
        assert demo.journal() == journal
        assert demo.unit_numbers() == [1, 2]

    @pytest.mark.parametrize("ending", ["\n", "\r\n"])
    def test_line_ends_make_no_difference(self, demo: Till, ending: str) -> None:
        answers = play(demo, DAY)
        assert play(demo, [line + ending for line in DAY]) == answers
        assert len(demo.receipts()) == 2

    def test_a_script_that_has_grown_goes_on(self, demo: Till) -> None:
        grown = [*DAY[:-1], *script(sale(tenders=[{"method": "card", "amount": "89.90"}]))]
        answers = play(demo, DAY[:-1])
        assert play(demo, grown)[:-1] == answers
        assert [receipt.number for receipt in demo.receipts()] == [1, 2, 3]

    def test_a_line_is_another_act_after_another_script(self, demo: Till) -> None:
        """The same words on the same line, but what came before differs: it is not the same sale."""
        play(demo, script(OPEN, sale()))
        play(demo, script(sale(tenders=[{"method": "card", "amount": "89.90"}]), sale()))
        assert len(demo.receipts()) == 3

    def test_the_same_line_twice_is_two_sales(self, demo: Till) -> None:
        play(demo, script(OPEN, sale(), sale(), sale()))
        assert len(demo.receipts()) == 3

    def test_from_a_line_counts_the_lines_before_for_the_ids_alone(self, demo: Till) -> None:
        answers = play(demo, DAY[:2])
        assert [answer["line"] for answer in play(demo, DAY, first_line=4)] == [4, 5]
        assert play(demo, DAY)[:2] == answers
        assert len(demo.receipts()) == 2

    @pytest.mark.parametrize("at", range(1, 4))
    def test_goes_on_where_a_kill_stopped_it(self, demo: Till, tmp_path: Path, at: int) -> None:
        playing = Replay(demo.store, demo.unit, demo.clock).play(DAY)
        answers = [next(playing) for _ in range(at)]
        found = demo.after_a_kill(tmp_path / "killed")
        again = play(found, DAY)
        assert again[:at] == answers
        assert [receipt.number for receipt in found.receipts()] == [1, 2]
        assert found.findings() == ()
        found.close()

    def test_a_basket_that_a_kill_left_half_scanned_is_gone_on_with(self, demo: Till) -> None:
        line = sale(EGGS, EGGS, EGGS, tenders=[{"method": "card", "amount": "269.70"}])
        replay = Replay(demo.store, demo.unit, demo.clock)
        list(replay.play(script(OPEN)))
        keep, kept = replay._checkout.keep, []

        def dies_at_the_third(*arguments: Any, **options: Any) -> None:
            kept.append(arguments)
            if len(kept) == 3:
                raise KeyboardInterrupt
            keep(*arguments, **options)

        replay._checkout.keep = dies_at_the_third  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            list(replay.play(script(OPEN, line)))
        till = demo.restarted()
        half = till.checkout.open_sale()
        assert half is not None
        assert len(half.lines) == 2
        play(till, script(OPEN, line))
        (receipt,) = till.receipts()
        assert len(receipt.lines) == 3
        assert till.kinds().count("line_added") == 3, "none is added twice"
        assert till.findings() == ()
        till.close()

    @pytest.mark.parametrize("fault", [Fault.BUSY, Fault.SWITCHED_OFF, Fault.ANSWER_LOST])
    def test_goes_on_when_the_control_unit_works_again(self, demo: Till, fault: Fault) -> None:
        lines = script(OPEN, sale(EGGS, EGGS, tenders=[{"method": "card", "amount": "179.80"}]), sale())
        demo.unit.fault = fault
        with pytest.raises(Unavailable):
            play(demo, lines)
        if fault is not Fault.ANSWER_LOST:
            with pytest.raises(NotDone):
                play(demo, lines)
        demo.unit.fault = Fault.NONE
        assert [answer["receipt_number"] for answer in play(demo, lines)[1:]] == [1, 2]
        assert demo.unit_numbers() == [1, 2]
        assert demo.kinds().count("line_added") == 3
        assert demo.findings() == ()

    def test_a_receipt_without_its_code_is_finished_first(self, demo: Till) -> None:
        """Also one that a person sold: nothing else can be sold before it has its code."""
        play(demo, script(OPEN))
        demo.unit.fault = Fault.ANSWER_LOST
        with pytest.raises(Unavailable):
            demo.sell(demo.paid(demo.scanned("Köttbullar")))
        demo.unit.fault = Fault.NONE
        assert [answer["receipt_number"] for answer in play(demo, script(sale()))] == [2]
        assert demo.unit_numbers() == [1, 2]
        assert demo.findings() == ()


class TestRefusals:
    def refused(self, till: Till, *acts: Any) -> str:
        with pytest.raises(Refused) as refusal:
            play(till, script(*acts))
        assert till.checkout.open_sale() is None
        assert till.receipts() == []
        assert till.findings() == ()
        return str(refusal.value)

    @pytest.mark.parametrize(
        ("act", "sentence"),
        [
            ("nonsense", '“nonsense” is not a JSON object. Write one act a line, like {"do": …}.'),
            ("[1]", "“[1]” is not a JSON object."),
            ("[" * 100_000, "is not a JSON object."),
            ("9" * 5_000, "is not a JSON object."),
            ({}, "“null” is no act. Use open_shift, sale, invoice, return, exchange,"),
            ({"do": "dance"}, '“"dance"” is no act.'),
            ({"do": ["sale"]}, '“["sale"]” is no act.'),
            ({**OPEN, "cashier": "Ingen"}, "Nobody here is called “Ingen”."),
            ({**OPEN, "cashier": 1}, "“cashier” is missing or not a text."),
            ({**OPEN, "float": "many"}, "“many” is not an amount."),
            ({**OPEN, "float": 1000}, "“float” is missing or not a text. Write it in quotation marks."),
            ({**OPEN, "float": "-1"}, "-1 is below zero."),
            ({**OPEN, "float": "0.50"}, "can't be in the drawer"),
            ({**OPEN, "extra": 1}, "“extra” has no place here. Use do, at, cashier, float."),
            ({**CLOSE, "counted": "0"}, "No shift is open."),
            ({**OPEN, "at": "yesterday"}, "“yesterday” is not a time. Write it like 2026-11-20T10:15:00+01:00."),
            ({**OPEN, "at": "2026-11-20T10:15:00"}, "is not a time."),
            ({**OPEN, "at": 5}, "“5” is not a time."),
            ({**OPEN, "at": None}, "“None” is not a time."),
            ({**OPEN, "at": "0001-01-01T00:00:00+14:00"}, "is not a time."),
        ],
    )
    def test_of_acts_that_are_none(self, demo: Till, act: Any, sentence: str) -> None:
        assert sentence in self.refused(demo, act)

    @pytest.mark.parametrize(
        ("act", "sentence"),
        [
            ({"do": "sale"}, "“lines” is missing or empty. Write it as a list."),
            (sale(tenders=[]), "“tenders” is missing or empty."),
            ({"do": "sale", "lines": "eggs", "tenders": CASH}, "“lines” is missing or empty."),
            (sale(5), "“5” is not a JSON object."),
            (sale(None), "“None” is not a JSON object."),
            (sale("quantity"), "“quantity” is not a JSON object."),
            (sale(["barcode"]), "is not a JSON object."),
            (sale({}), "“price” is missing."),
            (sale({"barcode": "7300156480904"}), "The last digit of 7300156480904 is wrong"),
            (sale({"barcode": "7310350120420"}), "No article has the code 7310350120420. Search by name or number."),
            (sale({"barcode": 7300156480903}), "“barcode” is missing or not a text."),
            (sale({"barcode": "x" * 10_000}), "is not a barcode."),
            (
                sale({"barcode": "7300156480903", "vat": "food"}),
                "“vat” has no place here. Use barcode, quantity, price, discount, removed.",
            ),
            (sale({"barcode": "7300156480903", "quantity": "0,5"}), "0,5 of Ägg can't be sold"),
            (sale({"barcode": "7300156480903", "quantity": "0"}), "A quantity of 0 can't be sold."),
            (sale({"barcode": "7300156480903", "quantity": 2}), "“quantity” is missing or not a text."),
            (sale({"text": "x", "vat": "food", "group": "x"}), "“price” is missing."),
            (sale({"text": "x", "price": "1", "group": "x"}), "“vat” is missing or not a text."),
            (
                sale({"text": "x", "price": "1", "vat": "luxury", "group": "x"}),
                "“luxury” is no VAT category. Use stand",
            ),
            (sale({"text": "x", "price": "1", "vat": "food"}), "“group” is missing or not a text."),
            (sale({"text": "x", "price": "abc", "vat": "food", "group": "x"}), "“abc” is not an amount."),
            (sale({"text": "x", "colour": "red"}), "“colour” has no place here."),
            (sale(tenders=[5]), "“5” is not a JSON object."),
            (
                sale(tenders=[{"method": "cheque", "amount": "1"}]),
                "“cheque” is no method of payment. Use cash,",
            ),
            (sale(tenders=[{"method": "card", "amount": "90"}]), "90,00 is more than the 89,90 left to pay."),
            (sale(tenders=[{"method": "cash", "amount": "50"}]), "39,90 is left to pay."),
            (sale(tenders=[{"method": "cash", "amount": "89.90"}]), "there are no öre coins"),
            (sale(tenders=[*CASH, *CASH]), "The sale is paid already."),
            (sale(at="2026-13-01T00:00:00Z"), "is not a time."),
            (sale(eat_in="true"), "“eat_in” is neither true nor false. Write it without quotation marks."),
            (sale({**EGGS, "removed": 1}), "“removed” is neither true nor false."),
            (sale(age_checked="18"), "“age_checked” is missing or not a number."),
            (sale({**EGGS, "price": "5"}), "Ägg has a fixed price. Give a discount instead."),
            (
                sale({**EGGS, "discount": {"amount": "5", "percent": "5", "reason": "x"}}),
                "A discount is per cent or an amount, not both.",
            ),
            (
                sale(tip="5"),
                "“tip” has no place here. Use do, at, lines, tenders, discount, age_checked, eat_in, e_mail.",
            ),
        ],
    )
    def test_of_sales_leave_no_basket_behind(self, demo: Till, act: Any, sentence: str) -> None:
        assert sentence in self.refused(demo, OPEN, act)
        ((answer),) = play(demo, script(sale()))
        assert answer["receipt_number"] == 1, "and the next act is not hindered"

    def test_without_a_shift_nothing_is_sold(self, demo: Till) -> None:
        assert self.refused(demo, sale()).startswith("No shift is open.")

    def test_a_persons_open_basket_is_not_touched(self, demo: Till) -> None:
        play(demo, script(OPEN))
        open_sale = demo.scanned("Köttbullar")
        with pytest.raises(Refused, match=r"Another sale is open\. Take payment for it or clear it, then go on\."):
            play(demo, script(OPEN, sale()))
        assert demo.checkout.open_sale() == open_sale
        demo.sell(demo.paid(open_sale))
        assert play(demo, script(OPEN, sale()))[-1]["receipt_number"] == 2

    def test_what_was_answered_before_stays(self, demo: Till) -> None:
        replay = Replay(demo.store, demo.unit, demo.clock)
        playing = replay.play(script(OPEN, sale(), sale(at="x"), sale()))
        assert [next(playing)["line"], next(playing)["line"]] == [1, 2]
        with pytest.raises(Refused, match="is not a time"):
            next(playing)
        assert replay.line == 3
        assert [receipt.number for receipt in demo.receipts()] == [1]

    def test_a_bare_line_has_the_name_of_its_kind(self, demo: Till) -> None:
        play(demo, script(OPEN, sale({"text": "", "price": "5", "vat": "food", "group": ""})))
        (receipt,) = demo.receipts()
        assert receipt.lines[0].text == "Vara"
        assert receipt.total == Money(500)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["sale", "1.00", "cash"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_whatever_stands_in_a_script_is_done_or_refused(new_till: NewTill, data: st.DataObject) -> None:
    """Any value in any place of any act: a sentence, no half a sale, nothing for `check` to find."""
    act: dict[str, Any] = json.loads(
        json.dumps(
            data.draw(
                st.sampled_from([OPEN, sale(), CLOSE, sale({"text": "x", "price": "100", "vat": "food", "group": "x"})])
            )
        )
    )
    place: Any = act
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place)))))
        if not isinstance(place[key], dict | list) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(json_values)
    with new_till() as till:
        make_demo(till)
        with suppress(Refused):
            play(till, script(OPEN, act))
        assert till.checkout.open_sale() is None
        assert till.findings() == ()
