"""Changes of customers' addresses to Spiris: read, changed, written back whole, since PUT empties what is left out.

What somebody changed in Spiris meanwhile is never overwritten: such a change waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpos.domain.errors import Refused
from openpos.store.outbox import Entry, EntryState
from openpos.store.store import Store
from openpos.sync import trouble as troubles
from openpos.sync.answers import Fields
from openpos.sync.course import Act, Standing, why
from openpos.sync.spiris import Spiris, customer_of, understood
from openpos.sync.trouble import Doing, SpirisNo, Trouble
from openpos.sync.wire import Answer

PUT, PUT_KNOWN = "put", "put known"
NAMES = {
    "street": "InvoiceAddress1",
    "street_2": "InvoiceAddress2",
    "postal_code": "InvoicePostalCode",
    "city": "InvoiceCity",
}
"""What may be changed at the register, and Spiris' names for it."""
_NOT_WRITTEN = frozenset(
    name.casefold()
    for name in (
        "Id",
        "PayToAccountId",
        "TermsOfPayment",
        "LastInvoiceDate",
        "ChangedUtc",
        "MessageThreads",
        "Notes",
        "IsFutureInvoiceDateAllowed",
        "UnpaidInvoicesAmount",
    )
)
"""The fields of CustomerApi that are read-only, and the terms, which go by their id. All others go back as read."""
_WRITTEN = """
    InvoiceCity InvoicePostalCode GLN EmailAddressOrder EmailAddressQuote TaxDeductionNumber PropertyType
    PropertyReference CustomerLabels Iban IsDirectDebitEnabled DirectDebitCustomerSettings DiscountAgreementId
    CustomerNumber CorporateIdentityNumber ContactPersonEmail ContactPersonMobile ContactPersonName ContactPersonPhone
    CurrencyCode EmailAddress InvoiceAddress1 InvoiceAddress2 InvoiceCountryCode DeliveryAddress1 DeliveryAddress2
    DeliveryCity DeliveryCountryCode DeliveryPostalCode DeliveryCustomerName DeliveryMethodId DeliveryTermId Name Note
    ReverseChargeOnConstructionServices WebshopCustomerNumber MobilePhone Telephone TermsOfPaymentId VatNumber
    WwwAddress IsPrivatePerson IsNorthernIreland DiscountPercentage IsActive ForceBookkeepVat EdiGlnNumber
    SalesDocumentLanguage ElectronicAddress ElectronicReference EdiServiceDelivererId
    AutoInvoiceActivationEmailSentDate AutoInvoiceRegistrationRequestSentDate EmailAddresses DeliveryBasedVat
    SalesPriceListId
    """
_WITHIN = frozenset({"Id", "Name", "Description", "MandateId", "MandateType", "SequenceType"}) | frozenset(
    {"SigningDate", "EndDate", "LatestDirectDebit", "Bic"}
)
"""The fields of its labels and of its direct debit."""
_NAMES = {name.casefold(): name for name in _WRITTEN.split()}
"""The fields of CustomerApi that can be written (edition of 2026-02), as the contract spells them."""


class CustomerChanges:
    """The course of changes of customers."""

    def __init__(self, store: Store, spiris: Spiris) -> None:
        self._store = store
        self._spiris = spiris

    def act(self, entry: Entry) -> Act:
        """Write the customer back with the change. Raises Refused where somebody else changed the same meanwhile."""
        customer_id = entry.document["customer"]["id"]
        customer = self._spiris.customer(customer_id)
        if customer is None:
            raise SpirisNo(troubles.trouble_of(404, Fields({"ErrorCode": troubles.NOT_FOUND})))
        after = entry.document["after"]
        now = _address(customer, after)
        if now not in (after, self._expected(entry)):
            raise Refused(
                "The address of {name} was changed in Spiris too: {there}. The register has: {here}.",
                "If Spiris is right, leave the change out. If the register is, write its address in Spiris; "
                "then press Send again.",
                name=entry.document["customer"]["name"],
                there=", ".join(now.values()),
                here=", ".join(after.values()),
            )
        body: dict[str, Any] = {
            _spelt(name): _written(value)
            for name, value in customer.items()
            if value is not None and name.casefold() not in _NOT_WRITTEN
        }
        if entry.step == PUT_KNOWN:
            body = {name: _known(value) for name, value in body.items() if name in _NAMES.values()}
        body |= {NAMES[name]: text for name, text in after.items()}
        return Act(entry.step or PUT, body, lambda: self._spiris.put_customer(customer_id, body))

    def arrived(self, entry: Entry, act: Act, answer: Answer) -> Standing:  # noqa: ARG002 - as every course
        """The customer is as it should be; so it is in the register's own book."""
        # A PUT may be answered without a body.
        there = answer.body or self._spiris.customer(entry.document["customer"]["id"])
        if there:
            changed = understood(customer_of, there)
            with self._store.write() as tx:
                tx.customers.put([changed])
        return Standing(EntryState.SETTLED, PUT, remote_id=entry.document["customer"]["id"])

    def refused(self, entry: Entry, step: str, trouble: Trouble) -> Standing | None:  # noqa: ARG002 - as every course
        """What later editions added may come with an answer and be refused in a question: then it goes without."""
        if step == PUT and trouble.code in troubles.OF_FIELDS:
            return Standing(EntryState.WAITING, PUT_KNOWN, why=why(trouble))
        if step == PUT_KNOWN and trouble.doing in {Doing.HOLD, Doing.BUG}:
            return Standing(EntryState.REJECTED, PUT, why=why(trouble))
        return None

    def look(self, entries: Sequence[Entry]) -> Mapping[str, Standing]:
        """Whether each customer is as it should be, or as a later change of ours made it, before a backup came back."""
        found = {}
        for entry in entries:
            customer = self._spiris.customer(entry.document["customer"]["id"])
            after = entry.document["after"]
            there = customer is not None and _address(customer, after) in (after, *self._later(entry))
            state = EntryState.SETTLED if there else EntryState.WAITING
            found[entry.id] = Standing(state, PUT, remote_id=entry.document["customer"]["id"], certain=there)
        return found

    def _later(self, entry: Entry) -> list[dict[str, str]]:
        """The same parts of the address as changes after this one want them."""
        names = entry.document["after"].keys()
        with self._store.read() as tx:
            others = [other.document["after"] for other in tx.outbox.about(entry.about) if other.number > entry.number]
        return [{name: after[name] for name in names} for after in others if names <= after.keys()]

    def _expected(self, entry: Entry) -> dict[str, str]:
        """The address that this change begins from: what it was at the sale, or what changes since made of that.

        Two sales to one customer without a net begin from the same address; then the first changes it for the second.
        """
        before: dict[str, str] = entry.document["before"]
        expected = dict(before)
        with self._store.read() as tx:
            others = tx.outbox.about(entry.about)
        known: dict[str, set[str]] = {name: set() for name in before}
        for other in others:
            if other.number < entry.number and other.state is EntryState.SETTLED:
                for name in before.keys() & other.document["after"].keys():
                    known[name] |= {other.document["before"][name], other.document["after"][name]}
                    expected[name] = other.document["after"][name]
        return {name: expected[name] if text in known[name] else text for name, text in before.items()}


def _address(customer: Fields, names: Iterable[str]) -> dict[str, str]:
    """These parts of the address as they are in Spiris."""
    return understood(lambda row: {name: row.text(NAMES[name], 100) for name in names}, customer)


def _spelt(name: str) -> str:
    """A name as the contract writes it, also where the answer had it in camelCase."""
    return _NAMES.get(name.casefold()) or name[0].upper() + name[1:]


def _written(value: Any) -> Any:
    """A value with the names in it spelt so, too."""
    if isinstance(value, dict):
        return {_spelt(name): _written(held) for name, held in value.items() if name}
    return [_written(held) for held in value] if isinstance(value, list) else value


def _known(value: Any) -> Any:
    """A value without what the contract does not have in it."""
    if isinstance(value, dict):
        return {name: held for name, held in value.items() if name in _WITHIN}
    return [_known(held) for held in value] if isinstance(value, list) else value
