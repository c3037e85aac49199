"""Beside the Z reports: what was closed on some days, as a SIE file."""

from __future__ import annotations

from openpos.domain.errors import N_
from openpos.register.sie import Inside, Written
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.days.view import NOTHING, DayFile, DaysSide, Saying
from openpos.ui.theme import State

_WHAT = N_(
    "Every Swedish bookkeeping program reads it: the way into the books if Spiris is gone for long. Sales by invoice "
    "are not in it."
)
_HOLDS_ONE, _HOLDS = N_("1 voucher, {amount}"), N_("{count} vouchers, {amount}")
_TWICE_ONE, _TWICE = (
    N_("1 of them is in Spiris or goes there by itself."),
    N_("{count} of them are in Spiris or go there by themselves."),
)
_TWICE_MORE = N_("Read the file into another program. Read into Spiris, too, it would book them twice.")
_SAVED_ONE, _SAVED = N_("1 voucher was saved, {amount}."), N_("{count} vouchers were saved, {amount}.")


def sie_side(desk: Desk) -> DaysSide[Inside, Written]:
    """Saves a SIE file, of days that were closed. GUI thread."""
    files = desk.parts.sie_files()
    return DaysSide(
        desk,
        DayFile(
            suggested=files.suggested,
            look=files.inside,
            write=lambda path, period, person, _progress, _cancelled: files.write(path, period, person),
            heading=N_("Save a SIE file"),
            what=_WHAT,
            save=N_("Save SIE file …"),
            icon="file-text",
            leave=N_("Back to the Z reports"),
            where=N_("Save the SIE file"),
            files=N_("SIE files (*.si)"),
            name=N_("Bookkeeping {first} to {last}"),
            suffix="si",
            may_stop=False,
            holds=_holds,
            made=_made,
        ),
    )


def _holds(inside: Inside) -> tuple[str, Saying]:
    twice = (tr_n(inside.sent, _TWICE_ONE, _TWICE), tr(_TWICE_MORE), State.SOON) if inside.sent else NOTHING
    return tr_n(inside.vouchers, _HOLDS_ONE, _HOLDS, amount=inside.amount), twice


def _made(written: Written) -> tuple[Saying, Saying]:
    inside = written.inside
    return (tr_n(inside.vouchers, _SAVED_ONE, _SAVED, amount=inside.amount), written.file, State.OK), NOTHING
