"""The plug is pulled while a register's file is made, saved or replaced: it is the old or the new one, and whole."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from openpos.domain.errors import Unavailable
from openpos.domain.money import Money
from openpos.domain.payment import Method
from openpos.domain.permission import Role
from openpos.domain.sale import Sale, Tender
from openpos.domain.shop import Shop
from openpos.domain.vat import VatCategory
from openpos.fiscal.exempt import NoControlUnit
from openpos.paths import DATABASE
from openpos.register import life
from openpos.register.check import check
from openpos.register.checkout import Checkout
from openpos.register.setup import DEMO_STAFF, enter_shop, prepare_demo
from openpos.register.shifts import Shifts
from openpos.register.staff import Staff
from openpos.store.backup import restore_backup, save_backup
from openpos.store.journal import Kind
from openpos.store.opening import open_for_reading, open_register
from openpos.store.store import Store
from tests.integration.day import MORNING, REGISTER
from tests.integration.sweep import Steps, Wreck, sweep, tree_of

SAVED = "saved"
BACKUP = "backup.db"


def clock() -> datetime:
    return MORNING


def sold(store: Store, number: int) -> None:
    """Sell one thing more."""
    checkout = Checkout(store, NoControlUnit(), clock, lambda: "unused")
    line = checkout.free_line("Kaffe", Money(number * 100), VatCategory.FOOD, "Övrigt", line_id=f"line-{number}")
    sale = Sale(f"sale-{number}").with_line(line)
    paid = sale.with_tender(Tender(f"tender-{number}", Method.CASH, sale.total))
    checkout.complete(paid, Staff(store, clock).named("Kassör"))


def receipts(directory: Path, name: str = DATABASE) -> int:
    """How many receipts are in a register that can be opened, looked at on a copy: the log beside it counts, too."""
    with TemporaryDirectory(dir=directory.parent) as aside:
        for beside in ("", "-wal"):
            if (directory / f"{name}{beside}").exists():
                shutil.copyfile(directory / f"{name}{beside}", Path(aside) / f"{DATABASE}{beside}")
        with closing(open_register(Path(aside), now=MORNING)) as store, store.read() as tx:
            return tx.sales.last_number()


def assert_sound(path: Path) -> None:
    with closing(Store(path)) as store:
        assert check(store).findings == ()


@pytest.fixture(scope="module")
def open_shop(tmp_path_factory: pytest.TempPathFactory) -> Wreck:
    """A register killed after two sales, the second only in its log, and a backup made after the first."""
    root = tmp_path_factory.mktemp("shop")
    (root / REGISTER).mkdir()
    (root / SAVED).mkdir()
    store = open_register(root / REGISTER, now=MORNING, create=True)
    enter_shop(store, Shop("Butiken AB", "556703-7485", "Storgatan 1", "K1", "OPSE-1"), clock)
    Shifts(store, clock).open_shift("shift-1", Staff(store, clock).add("Kassör", Role.CASHIER, "1111"), Money(0))
    sold(store, 1)
    save_backup(store, root / SAVED / BACKUP)
    sold(store, 2)
    killed = tree_of(root)
    store.close()
    assert killed.files[f"{REGISTER}/{DATABASE}-wal"]
    return killed


class Restore:
    """A backup is put in the place of a register that is sound."""

    def go(self, root: Path, steps: Steps, first_act: int) -> None:  # noqa: ARG002 - there is one act
        """Look what stands there, then restore."""
        self.look(root / REGISTER)
        now = MORNING + timedelta(seconds=len(list((root / REGISTER).glob("replaced-*"))))
        with pytest.MonkeyPatch.context() as patch:
            steps.watch_files(patch)
            restore_backup(root / SAVED / BACKUP, root / REGISTER, force=True, now=now)

    def look(self, directory: Path) -> None:
        """The one that was there, with its two receipts, or the restored one, with its one."""
        assert receipts(directory) in {1, 2}

    def sound(self, root: Path) -> None:
        """What the backup holds is there, what it lacks is kept beside, and nothing half made lies about."""
        directory = root / REGISTER
        assert receipts(directory) == 1
        kept = list(directory.glob(f"replaced-*/{DATABASE}"))
        self.kept_sound(kept)
        assert {path.name for path in directory.iterdir() if path.is_file()} == {DATABASE, "register.lock"}
        for path in (directory / DATABASE, root / SAVED / BACKUP):
            assert_sound(path)

    def kept_sound(self, kept: list[Path]) -> None:
        """The sale that the backup lacks is in one of them."""
        for path in kept:
            assert_sound(path)
        assert max(receipts(path.parent) for path in kept) == 2


class RestoreOverDamage(Restore):
    """A backup is put in the place of a register that can't be opened."""

    def look(self, directory: Path) -> None:
        """The damaged one, which says so, or the restored one."""
        try:
            assert receipts(directory) == 1
        except Unavailable as trouble:
            assert "is damaged" in str(trouble)  # noqa: PT017 - either of two ends is right

    def kept_sound(self, kept: list[Path]) -> None:
        """What is left of it is there for somebody who knows how to read it."""
        assert DAMAGE in [path.read_bytes() for path in kept]
        assert any(Path(f"{path}-wal").exists() for path in kept)


DAMAGE = b"no database, whatever it was" * 400


PARTS = 4


@pytest.mark.sweep
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
def test_a_power_cut_at_any_step_of_a_restore_leaves_the_old_register_or_the_new(
    damaged: bool, part: int, open_shop: Wreck, place: Path, full_sweep: bool
) -> None:
    start = open_shop
    if damaged:
        # Its log begins with its first page: without it the damage would not show.
        lost = {f"{REGISTER}/{DATABASE}": DAMAGE, f"{REGISTER}/{DATABASE}-wal": b"log" * 100}
        start = replace(open_shop, files={**open_shop.files, **lost})
    walk = RestoreOverDamage() if damaged else Restore()
    swept = sweep(walk, start, place, pairs=full_sweep, part=part, parts=PARTS)
    assert sum("os." in step for step in swept.names) > 20


class Backup:
    """A backup is saved beside running sales."""

    def go(self, root: Path, steps: Steps, first_act: int) -> None:  # noqa: ARG002 - there is one act
        """Look whether it is there, then save it if not."""
        target = root / SAVED / "new.db"
        if target.exists():
            assert receipts(root / SAVED, target.name) == 2
            return
        with pytest.MonkeyPatch.context() as patch:
            steps.watch_files(patch)
            with closing(open_for_reading(root / REGISTER)) as store:
                save_backup(store, target)

    def sound(self, root: Path) -> None:
        """It is whole, and so is the register; nothing half made lies about."""
        assert receipts(root / SAVED, "new.db") == 2
        assert_sound(root / SAVED / "new.db")
        assert receipts(root / REGISTER) == 2
        assert {path.name for path in (root / SAVED).iterdir()} <= {BACKUP, "new.db", "new.db.part"}


@pytest.mark.sweep
def test_a_power_cut_at_any_step_of_a_backup_leaves_no_half_a_backup(
    open_shop: Wreck, place: Path, full_sweep: bool
) -> None:
    swept = sweep(Backup(), open_shop, place, pairs=full_sweep)
    assert sum("os." in step for step in swept.names) >= 8


class NewShop:
    """A register is made where there was none, the shop entered, somebody employed."""

    def go(self, root: Path, steps: Steps, first_act: int) -> None:  # noqa: ARG002 - it finds out by itself
        """Do what has not been done."""
        with pytest.MonkeyPatch.context() as patch:
            steps.watch_files(patch)
            with closing(open_register(root / REGISTER, now=MORNING, create=True)) as store:
                life.start(store, Checkout(store, NoControlUnit(), clock, lambda: "unused"), clock, "1")
                with store.read() as tx:
                    entered = tx.shop.set_up()
                if not entered:
                    enter_shop(store, Shop("Butiken AB", "556703-7485", "Storgatan 1", "K1", "OPSE-1"), clock)
                if not Staff(store, clock).people():
                    Staff(store, clock).add("Chef", Role.MANAGER, "2222")

    def sound(self, root: Path) -> None:
        """One shop, one person, a journal that says so."""
        with closing(open_for_reading(root / REGISTER)) as store:
            assert check(store).findings == ()
            assert [person.name for person in Staff(store, clock).people()] == ["Chef"]
            with store.read() as tx:
                told = [row.kind for row in tx.journal.rows()]
        assert told.count(Kind.SHOP_CHANGED) == 1
        assert {path.name for path in (root / REGISTER).iterdir()} <= {DATABASE}


@pytest.mark.sweep
def test_a_power_cut_at_any_step_of_making_a_register_is_made_good_by_starting_again(
    place: Path, full_sweep: bool
) -> None:
    swept = sweep(NewShop(), Wreck("", 0, {}, (REGISTER,)), place, pairs=full_sweep)
    assert sum("a commit" in step for step in swept.names) >= 3 * 4


class DemoShop:
    """The demo shop is made, its articles imported."""

    def go(self, root: Path, steps: Steps, first_act: int) -> None:  # noqa: ARG002 - it finds out by itself
        """Make it, or go on making it."""
        watched = steps.connection_class()
        with closing(open_register(root / REGISTER, now=MORNING, create=True, connection_class=watched)) as store:
            prepare_demo(store, clock)

    def sound(self, root: Path) -> None:
        """Every article once, both people, one shop, ready."""
        with closing(open_for_reading(root / REGISTER)) as store:
            assert check(store).findings == ()
            assert len(Staff(store, clock).people()) == len(DEMO_STAFF)
            with store.read() as tx:
                assert tx.shop.demo() == "ready"
                assert sum(tx.articles.count_in_group(group.id) for group in tx.articles.groups()) == 2383
                told = [row.kind for row in tx.journal.rows()]
        assert told.count(Kind.SHOP_CHANGED) == 1
        assert told.count(Kind.ARTICLES_IMPORTED) >= 1


@pytest.mark.sweep
def test_a_power_cut_while_the_demo_shop_is_made_is_made_good_by_starting_again(place: Path, full_sweep: bool) -> None:
    """Each walk takes a second: the short form tries every ninth step."""
    swept = sweep(DemoShop(), Wreck("", 0, {}, (REGISTER,)), place, pairs=False, parts=1 if full_sweep else 9)
    assert sum("a commit" in step for step in swept.names) >= 3 * 8
