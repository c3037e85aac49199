"""Beside the reports: the journal of some days, as the XML file that Skatteverket asks for."""

from __future__ import annotations

from openpos.domain.errors import N_
from openpos.register.journal_files import Exported
from openpos.register.sie import Period
from openpos.ui.desk import Desk
from openpos.ui.i18n import tr, tr_n
from openpos.ui.screens.days.view import NOTHING, DayFile, DaysSide, Saying
from openpos.ui.theme import State

_WHAT = N_(
    "All that was registered on these days, as the XML file that Skatteverket asks for. Selling goes on meanwhile, and "
    "you can leave this page."
)
_DONE_ONE, _DONE = N_("1 event was exported."), N_("{count} events were exported.")
_DAMAGED, _AS_IT_STANDS = (
    N_("The journal is damaged. The file shows it as it stands."),
    N_("Run “openpos check” for all that is wrong, and save a backup of the register."),
)


def journal_side(desk: Desk) -> DaysSide[Period, Exported]:
    """Exports the journal, of any days. GUI thread."""
    files = desk.parts.journal_files()
    return DaysSide(
        desk,
        DayFile(
            suggested=files.suggested,
            look=lambda period: period,
            write=files.write,
            heading=N_("Export the journal"),
            what=_WHAT,
            save=N_("Export journal …"),
            icon="upload",
            leave=N_("Back to the reports"),
            where=N_("Save the journal"),
            files=N_("XML files (*.xml)"),
            name=N_("Journal {first} to {last}"),
            suffix="xml",
            may_stop=True,
            holds=lambda _: ("", NOTHING),
            made=_made,
        ),
    )


def _made(exported: Exported) -> tuple[Saying, Saying]:
    damaged = (tr(_DAMAGED), tr(_AS_IT_STANDS), State.STOP) if exported.findings else NOTHING
    return (tr_n(exported.events, _DONE_ONE, _DONE), exported.file, State.OK), damaged
