"""The start loads what the first scan needs, and nothing that can wait."""

from __future__ import annotations

import subprocess
import sys

_CAN_WAIT = (
    *("alembic", "httpx", "keyring", "reportlab", "escpos", "PIL", "usb", "serial", "email.mime", "smtplib"),
    *("openpos.accounting.sie", "openpos.printing.layout", "openpos.printing.pdf", "openpos.printing.e_receipt"),
    *("openpos.register.assortment", "openpos.register.article_import", "openpos.register.books"),
    *("openpos.register.check", "openpos.register.journal_export", "openpos.register.sie", "openpos.register.replay"),
    *("openpos.simulators", "openpos.sync.engine", "openpos.sync.enrolment", "openpos.sync.sender"),
    *(f"openpos.ui.screens.checkout.{name}_view" for name in ("discount", "invoice", "menu", "parking", "paying")),
)


def test_what_can_wait_is_loaded_later() -> None:
    # A process of its own: this one has loaded everything.
    program = "import sys, openpos.app, openpos.ui.main, openpos.ui.screens.login.view; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert "openpos.ui.screens.checkout.view" in loaded
    too_early = [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in _CAN_WAIT)]
    assert not too_early
