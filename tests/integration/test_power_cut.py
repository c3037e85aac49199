"""The plug is pulled at every step of a day at the register: nothing is lost, nothing is there twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Self

import pytest

from openpos.domain.payment import Method
from openpos.domain.permission import Role
from openpos.domain.sale import Tender
from openpos.domain.shop import Shop
from openpos.paths import DATABASE
from openpos.register.setup import enter_shop
from openpos.register.staff import Staff
from openpos.simulators.control_unit import Fault
from openpos.store.opening import open_register
from tests.integration.day import CASHIER, MORNING, REGISTER, Day, Ended, ImpatientDay, Jam, Trouble
from tests.integration.sweep import MOVING, OUTSIDE, WITHIN, Steps, Wreck, stumble, sweep, tree_of
from tests.integration.week import Week


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Wreck:
    """A register that has never sold anything."""
    root = tmp_path_factory.mktemp("shop")
    (root / REGISTER).mkdir()
    (root / OUTSIDE).mkdir()
    store = open_register(root / REGISTER, now=MORNING, create=True)
    enter_shop(store, Shop("Butiken AB", "556703-7485", "Storgatan 1", "K1", "OPSE-1"), lambda: MORNING)
    Staff(store, lambda: MORNING).add(CASHIER, Role.CASHIER, "1111")
    store.close()
    return tree_of(root)


LOST = Fault.ANSWER_LOST
DAYS = [
    pytest.param(lambda: Day(Trouble()), id="all well"),
    pytest.param(
        lambda: Day(Trouble(seals={1: LOST, 2: LOST, 4: LOST}, papers={1: Jam.OUT_OF_PAPER, 3: Jam.SILENT})),
        id="answers lost, no paper, printer silent",
    ),
    pytest.param(
        lambda: Day(Trouble(seals={1: Fault.BUSY, 2: LOST, 4: Fault.SWITCHED_OFF}, papers={2: Jam.SWALLOWED})),
        id="unit busy, answer lost, unit off, paper swallowed",
    ),
    pytest.param(lambda: ImpatientDay(Trouble(seals={1: LOST, 3: Fault.BUSY})), id="impatient customers"),
    pytest.param(
        lambda: ImpatientDay(Trouble(seals={1: Fault.SWITCHED_OFF, 2: LOST, 3: Fault.BUSY})),
        id="impatient customers, the unit off first",
    ),
]
PARTS = 4
"""So many tests share a sweep, so that it is spread over the machine and none takes minutes."""


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("day", DAYS)
def test_a_power_cut_at_any_step_of_a_day_loses_and_doubles_nothing(
    day: Callable[[], Day], part: int, shop: Wreck, place: Path, full_sweep: bool
) -> None:
    swept = sweep(day(), shop, place, pairs=full_sweep, part=part, parts=PARTS)
    assert sum("a commit" in step for step in swept.names) >= 3 * 22
    assert sum("seal" in step for step in swept.names) >= 2 * 2
    assert sum("print" in step for step in swept.names) >= 2 * 3
    assert swept.runs > len(swept.names) / PARTS


WEEKS = [
    pytest.param(lambda: Week(Trouble()), id="all well"),
    pytest.param(
        lambda: Week(Trouble(seals={11: LOST, 12: Fault.BUSY, 13: LOST, 14: LOST})),
        id="answers lost of the copy, the practice receipt and the pro forma",
    ),
    pytest.param(
        lambda: Week(Trouble(seals={2: LOST, 4: LOST, 6: Fault.BUSY, 8: LOST, 10: LOST, 11: LOST})),
        id="answers lost, unit busy",
    ),
]


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("week", WEEKS)
def test_a_power_cut_at_any_step_of_a_week_loses_and_doubles_nothing(
    week: Callable[[], Week], part: int, shop: Wreck, place: Path, full_sweep: bool
) -> None:
    """Gift cards, returns, exchanges, corrected payments, parking, cash, copies, practice, the close."""
    swept = sweep(week(), shop, place, pairs=full_sweep, part=part, parts=PARTS)
    assert sum("seal" in step for step in swept.names) >= 2 * 8
    assert swept.runs > len(swept.names) / PARTS


class OneSale(Day):
    """The shortest day: the log is moved into the file in the middle of it."""

    def __init__(self) -> None:
        super().__init__(Trouble(), printing=False)
        opened, first, *_ = self._acts
        paid = next(act for act in self._acts if act.pays)
        assert first.basket is not None
        sale = first.basket.with_tender(Tender("tender", Method.CARD, first.basket.total))
        complete = replace(
            paid, do=lambda at: at.checkout.complete(sale, at.staff.named(CASHIER)), pays=sale, of=sale.id
        )
        self._acts = (opened, first, complete, *self._acts[-4:])
        self._seen: Ended | None = None

    def sound(self, root: Path) -> None:
        ended = Ended.read(root)
        self._seen = self._seen or ended
        assert (ended.findings, ended.basket, ended.starts_told) == ((), None, True)
        assert [receipt.sale_id for receipt in ended.receipts] == ["sale-1"]
        assert ended.unit_entries == [(receipt.number, receipt.seal.code) for receipt in ended.receipts if receipt.seal]
        assert ended.sealed == ["normal 1"]
        assert (ended.receipts, ended.report) == (self._seen.receipts, self._seen.report)
        assert (ended.journal, ended.jobs) == (self._seen.journal, self._seen.jobs)


@pytest.mark.sweep
def test_a_power_cut_while_a_sale_moves_the_log_into_the_file_loses_and_doubles_nothing(
    shop: Wreck, place: Path, full_sweep: bool
) -> None:
    """As every thousandth page does it: whoever sells then waits for it. The short form tries every third step."""
    swept = sweep(OneSale(), shop, place, pairs=full_sweep, parts=1 if full_sweep else 3, log_pages=1)
    assert sum(MOVING in step for step in swept.names) >= 3 * 5
    assert sum(step.endswith(f"({WITHIN})") for step in swept.names) >= 2 * 5


def test_a_bug_at_any_step_of_a_day_loses_and_doubles_nothing(shop: Wreck, place: Path) -> None:
    """The transaction is rolled back, the basket is safe, and the same program goes on when it is asked again."""
    trouble = Trouble(seals={1: LOST, 3: Fault.BUSY})
    assert stumble(Day(trouble, printing=False), shop, place) > 60


class SmallDisk(Steps):
    """A disk with room for only so many pages more; when the program has met its end, somebody frees some space."""

    def __init__(self, root: Path, pages: int) -> None:
        super().__init__(root)
        self.full = False
        self._pages = pages

    def connection_class(self) -> type[sqlite3.Connection]:
        """A connection whose file can't grow beyond the disk."""
        disk = self

        @contextmanager
        def watched() -> Iterator[None]:
            try:
                yield
            except sqlite3.OperationalError as error:
                disk.full = disk.full or error.sqlite_errorname == "SQLITE_FULL"
                raise

        class Cursor(sqlite3.Cursor):
            def execute(self, *arguments: Any) -> Self:
                with watched():
                    super().execute(*arguments)
                return self

            def executemany(self, *arguments: Any) -> Self:
                with watched():
                    super().executemany(*arguments)
                return self

        class Limited(super().connection_class()):  # type: ignore[misc]  # made anew for each disk
            def __init__(self, *arguments: Any, **options: Any) -> None:
                super().__init__(*arguments, **options)
                (pages,) = super().execute("PRAGMA page_count").fetchone()
                super().execute(f"PRAGMA max_page_count={pages + disk._pages}")

            def cursor(self, *_: Any) -> Any:
                return super().cursor(Cursor)

            def rollback(self) -> None:
                super().rollback()
                if disk.full:
                    super().execute("PRAGMA max_page_count=1000000")

        return Limited


def test_a_disk_that_fills_up_anywhere_in_a_day_loses_and_doubles_nothing(shop: Wreck, place: Path) -> None:
    day = Day(Trouble(seals={1: LOST, 3: Fault.BUSY}))
    with closing(sqlite3.connect(shop.wash_up(place) / REGISTER / DATABASE, isolation_level=None)) as connection:
        # Small pages: a file grows more often, and so there are more places at which it can't.
        connection.executescript("PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM; PRAGMA journal_mode=WAL")
    shop = tree_of(place)
    day.go(place, Steps(place), 0)
    day.sound(place)
    for pages in count():
        disk = SmallDisk(shop.wash_up(place), pages)
        try:
            day.go(place, disk, 0)
            day.sound(place)
        except BaseException as error:
            error.add_note(f"A disk that has room for {pages} pages more")
            raise
        if not disk.full:
            break
    assert pages > 20
