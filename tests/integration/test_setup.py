"""A new register: what receipts must show is asked for, and a demo shop is made whole or gone on with."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from openpos.domain.errors import Refused
from openpos.domain.permission import BUILT_IN_ROLES, Role
from openpos.register import setup
from openpos.register.setup import DEMO_STAFF, enter_shop, new_shop, prepare_demo
from tests.fixtures.till import ARTICLES, Till


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Till]:
    """A register that nobody has set up."""
    (tmp_path / "data").mkdir()
    till = Till(tmp_path / "data")
    yield till
    till.close()


@pytest.fixture
def few_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of the demo's articles, where two thousand would say no more."""
    (tmp_path / "resources" / "articles").mkdir(parents=True)
    (tmp_path / "resources" / "articles" / "articles-se.csv").write_text(ARTICLES, "utf-8")
    monkeypatch.setattr(setup, "shipped", lambda folder: tmp_path / folder)


class TestANewShop:
    def test_has_what_receipts_must_show(self) -> None:
        shop = new_shop(" Söders  Lanthandel ", "5567037485", "Götgatan 31", "K1", footer="Tack!\x1b[2J\n\n Hej \x00då")
        assert (shop.name, shop.organisation_number) == ("Söders Lanthandel", "556703-7485")
        assert shop.receipt_footer == "Tack![2J\n\nHej då"
        assert shop.serial.startswith("OPSE-")
        assert len(shop.serial) <= 17, "what a control system takes (SKVFS 2014:9 ch. 4)"
        assert new_shop("a", "5567037485", "b", "c").serial != shop.serial

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            (("", "5567037485", "b", "c"), "The company's name is missing."),
            (("a", "5567037486", "b", "c"), "is not an organisation number"),
            (("a", "5567037485", " ", "c"), "The address of sale is missing."),
            (("a", "5567037485", "b", "\n"), "The register's designation is missing."),
            (("a", "5567037485", "b", "Kassa 1"), "can't be what a register is called"),
        ],
    )
    def test_is_refused_where_something_is_missing_or_wrong(
        self, given: tuple[str, str, str, str], sentence: str
    ) -> None:
        with pytest.raises(Refused, match=sentence):
            new_shop(*given)

    def test_is_a_setting_that_the_journal_tells(self, fresh: Till) -> None:
        with fresh.store.read() as tx:
            assert not tx.shop.set_up()
        entered = enter_shop(fresh.store, new_shop("a", "5567037485", "b", "c"), fresh.clock)
        with fresh.store.read() as tx:
            assert tx.shop.set_up()
            assert tx.shop.current() == entered == tx.shop.get(entered.id)
        row = fresh.journal()[-1]
        assert row.kind == "shop_changed"
        assert json.loads(row.payload)["organisation_number"] == "556703-7485"
        assert fresh.findings() == ()


class TestADemoShop:
    def test_has_a_shop_staff_with_the_pins_shown_and_real_articles(self, fresh: Till) -> None:
        prepare_demo(fresh.store, fresh.clock, language="en")
        with fresh.store.read() as tx:
            assert (tx.shop.demo(), tx.shop.current().language) == ("ready", "en")
        for name, role, pin in DEMO_STAFF:
            assert fresh.staff.log_in(fresh.staff.named(name).id, pin).role == role
        assert {role for _, role, _ in DEMO_STAFF} == set(BUILT_IN_ROLES)
        assert fresh.article("Ägg").price is not None
        assert fresh.shifts.current() is None
        fresh.open_shift()
        fresh.sell(fresh.paid(fresh.scanned("Ägg")))
        assert fresh.findings() == ()

    @pytest.mark.usefixtures("few_articles")
    def test_is_made_once(self, fresh: Till) -> None:
        prepare_demo(fresh.store, fresh.clock)
        before = fresh.journal()
        prepare_demo(fresh.store, fresh.clock)
        assert fresh.journal() == before

    @pytest.mark.usefixtures("few_articles")
    def test_is_gone_on_with_where_it_was_interrupted(self, fresh: Till, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(setup, "DEMO_STAFF", (DEMO_STAFF[0], ("", Role.MANAGER, "")))
            with pytest.raises(Refused):
                prepare_demo(fresh.store, fresh.clock)
        with fresh.store.read() as tx:
            assert tx.shop.demo() == "preparing"
        prepare_demo(fresh.store, fresh.clock)
        assert [person.name for person in fresh.staff.people()] == ["Butikschef", "Kassör"]
        assert fresh.kinds().count("shop_changed") == 1
        assert fresh.article("Ägg").name == "Ägg"
        with fresh.store.read() as tx:
            assert tx.shop.demo() == "ready"

    def test_a_real_shop_is_never_made_one(self, register: Till) -> None:
        before = register.journal()
        with pytest.raises(Refused, match=r"This register is a real shop's\. Give the demo a directory of its own"):
            prepare_demo(register.store, register.clock)
        assert register.journal() == before
        with register.store.read() as tx:
            assert tx.shop.demo() == ""
