"""A company in the simulated service: its books, its settings, its clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from openpos.clock import Clock, swedish
from openpos.ids import derived, uuid7
from openpos.simulators.spiris.furniture import FIRMS, PEOPLE, THIRTY_DAYS, Belongings, customer, fiscal_year, furniture
from openpos.simulators.spiris.shelves import Change, Log, Row, Shelves

_SAME_MOMENT = timedelta(seconds=1)
"""How far stamps may run ahead of the clock; a clock that is set back further is followed."""


class Company:
    """One company: its shelves, and what its settings say. Changes are kept in the log."""

    def __init__(self, belongings: Belongings, log: Log, now: Clock, clock_s: Callable[[], float]) -> None:
        self.id = derived("spiris company", belongings.name)
        self.belongings = belongings
        self.shelves = Shelves(clock_s)
        self.now = now
        """The server's clock."""
        self._log = log
        self._last_stamp = datetime.min.replace(tzinfo=UTC)

    @property
    def settings(self) -> Row:
        """What GET /companysettings answers."""
        return self.shelves.of("companysettings")[self.id]

    @property
    def name(self) -> str:
        return str(self.settings["Name"])

    def change_settings(self, **values: Any) -> None:
        """Set fields of the company's settings by their contract names, such as `ProductVariant=3`."""
        with self.shelves.mutex:
            self.commit([("companysettings", self.id, {**self.settings, **values})])

    def new_id(self) -> str:
        """A fresh GUID."""
        return uuid7()

    def today(self) -> date:
        """The company's date: Swedish."""
        return swedish(self.now()).date()

    def stamp(self) -> str:
        """The server's time as the API writes it, never the same twice, so that lists by it have one order."""
        moment = self.now()
        if moment <= self._last_stamp < moment + _SAME_MOMENT:
            moment = self._last_stamp + timedelta(microseconds=1)
        self._last_stamp = moment
        return written_moment(moment)

    def commit(self, changes: list[Change]) -> None:
        """Write the changes as one line and take them in. The caller holds the shelves' mutex."""
        self._log.append({"company": self.id, "changes": changes})
        self.shelves.put(changes)

    def recall(self, changes: list[list[Any]]) -> None:
        """Take in a line of the log."""
        self.shelves.put([(kind, identity, row) for kind, identity, row in changes])

    def furnish(self) -> None:
        """Make what a new company has; a company that is there already keeps what it has."""
        with self.shelves.mutex:
            if not self.shelves.of("companysettings"):
                today = self.today()
                self.commit(
                    [
                        *furniture(self.id, self.belongings, today.year, self.stamp()),
                        *fiscal_year(self.id, today.year - 1, self.stamp()),
                        *fiscal_year(self.id, today.year, self.stamp()),
                    ]
                )
                self.add_customers(len(FIRMS) + len(PEOPLE))
            self.shelves.settled()

    def ensure_year(self) -> None:
        """Make today's fiscal year where it is missing, as its owner would in January, with last year's accounts."""
        year = self.today().year
        with self.shelves.mutex:
            if not self.year_of(self.today()):
                before = self.year_of(date(year - 1, 12, 31))
                changes = fiscal_year(self.id, year, self.stamp())
                self.commit(changes)
                if before is not None:
                    self.commit(self._accounts_again(before["Id"], changes[0][1]))

    def _accounts_again(self, before: str, year: str) -> list[Change]:
        """The accounts of one year as another's, where that has none of the number."""
        known = self.shelves.of("accounts")
        numbers = [row["Number"] for row in known.values() if row["FiscalYearId"] == before]
        stamps = {"FiscalYearId": year, "CreatedUtc": self.stamp(), "ModifiedUtc": self.stamp()}
        return [
            ("accounts", f"{year}/{number}", {**known[f"{before}/{number}"], **stamps})
            for number in numbers
            if f"{year}/{number}" not in known
        ]

    def year_of(self, day: date) -> Row | None:
        """The fiscal year that holds this day."""
        text = day.isoformat()
        years = self.shelves.of("fiscalyears").values()
        return next((year for year in years if year["StartDate"][:10] <= text <= year["EndDate"][:10]), None)

    def add_customers(self, count: int) -> list[str]:
        """Make so many customers more, with numbers that go on; gives their ids."""
        with self.shelves.mutex:
            first = len(self.shelves.of("customers"))
            terms = list(self.shelves.of("termsofpayments").values())[THIRTY_DAYS]
            rows = [customer(self.id, number, terms, self.stamp()) for number in range(first, first + count)]
            for at in range(0, count, 1000):
                self.commit([("customers", row["Id"], row) for row in rows[at : at + 1000]])
            return [row["Id"] for row in rows]


def written_moment(moment: datetime) -> str:
    """A time as the API writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def due(terms: Row, day: date) -> date:
    """When an invoice of this day is to be paid (TermsOfPaymentApi)."""
    if terms["TermsOfPaymentTypeId"] == 1:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return following - timedelta(days=1)
    return day + timedelta(days=int(terms["NumberOfDays"]))
