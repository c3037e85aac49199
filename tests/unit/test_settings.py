"""This register's settings: a file that people edit by hand, and the program by itself."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openpos.printing.profiles import PROFILES
from openpos.settings import FILE, Settings, SettingsError, checked, load, save

hosts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
any_settings = st.builds(
    Settings,
    language=st.sampled_from(["sv", "en"]),
    control_unit=st.sampled_from(["none", "simulator", "exempt"]),
    theme=st.sampled_from(["light", "dark", "high-contrast"]),
    hand=st.sampled_from(["right", "left"]),
    text_percent=st.integers(100, 200),
    screen_percent=st.integers(50, 200),
    printer=st.sampled_from(["virtual", "network", "usb", "serial", "windows", "file", "none"]),
    printer_profile=st.sampled_from(sorted(PROFILES)),
    printer_drawer_pin=st.sampled_from([2, 5]),
    printer_drawer_ms=st.integers(20, 510),
    printer_usb=st.from_regex(r"([0-9a-f]{4}:[0-9a-f]{4})?", fullmatch=True),
    printer_serial_port=hosts,
    printer_serial_speed=st.sampled_from([9600, 19200, 38400, 57600, 115200]),
    printer_serial_flow=st.sampled_from(["rts", "xon", "none"]),
    printer_windows_name=hosts,
    printer_path=st.sampled_from(["", "/home/shop/papers", "C:\\papers", "\\\\server\\papers", "/å ä/ö"]),
    printer_host=hosts,
    printer_port=st.integers(1, 65_535),
    printer_columns=st.sampled_from([32, 42, 48]),
    printer_code_page=st.integers(0, 255),
    printer_cutter=st.booleans(),
    printer_swish=st.booleans(),
    spiris_api_url=hosts,
    spiris_identity_url=hosts,
    spiris_redirect_port=st.integers(1024, 65_535),
)


def test_without_a_file_the_standard_settings_are_valid(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()
    assert checked(asdict(Settings()), "") == Settings()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_settings)
@example(Settings(printer_host='"\\\x7f\x00\n€å'))
def test_what_is_saved_is_loaded_again(tmp_path: Path, chosen: Settings) -> None:
    save(tmp_path, chosen)
    assert load(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_names_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('# our printer\nprinter = "network"\nprinter_host = "192.168.1.50"\n', "utf-8")
    assert load(tmp_path) == replace(Settings(), printer="network", printer_host="192.168.1.50")


def test_a_file_that_was_saved_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'\xef\xbb\xbflanguage = "en"\r\n')
    assert load(tmp_path).language == "en"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'languag = "sv"', "there is no setting “languag”"),
        (b'language = "no"', 'language = "no" is not possible: use sv or en'),
        (b"language = 1", "language = 1 is not possible: use sv or en"),
        (b"printer_columns = 40", "printer_columns = 40 is not possible: use 32 or 42 or 48"),
        (b"printer_columns = 42.0", "printer_columns = 42.0 is not possible"),
        (b"printer_port = 0", "printer_port = 0 is not possible: use 1 to 65535"),
        (b"printer_port = true", "printer_port = true is not possible: use 1 to 65535"),
        (b"printer_code_page = 256", "printer_code_page = 256 is not possible: use 0 to 255"),
        (b"printer_cutter = 1", "printer_cutter = 1 is not possible: use true or false"),
        (b"printer_host = 1", "printer_host = 1 is not possible: use a text in quotation marks"),
        (b"printer_host = 2026-01-01", 'printer_host = "2026-01-01" is not possible'),
        (b'printer = "bluetooth"', "use virtual or network or usb or serial or windows or file or none"),
        (b'printer_profile = "Epson"', "use epson or star or pos5890 or generic"),
        (
            b'printer_usb = "04B8:0E28"',
            'printer_usb = "04B8:0E28" is not possible: use maker and product, like 04b8:0e28',
        ),
        (b'printer_usb = "04b8"', "use maker and product, like 04b8:0e28"),
        (b'printer_path = "papers"', "use the whole path of a file or folder"),
        (b'printer_path = "/a\\u0000b"', "use the whole path of a file or folder"),
        (b"printer_serial_speed = 300", "use 9600 or 19200 or 38400 or 57600 or 115200"),
        (b'printer_serial_flow = "dtr"', "use rts or xon or none"),
        (b"printer_drawer_pin = 3", "use 2 or 5"),
        (b"printer_drawer_ms = 511", "use 20 to 510"),
        (b"text_percent = 99", "text_percent = 99 is not possible: use 100 to 200"),
        (b"language = sv", "line 1"),
        (b'language = "sv"\nlanguage = "en"\n', "line 2"),
        (b'language = "\xff"', "utf-8"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_place(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SettingsError) as trouble:
        load(tmp_path)
    assert str(tmp_path / FILE) in str(trouble.value)
    assert sentence in str(trouble.value)


def test_a_directory_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match=FILE):
        load(tmp_path)


@pytest.mark.parametrize("value", [None, [], {}, float("nan"), b"x"])
def test_a_value_of_a_strange_kind_is_refused(value: Any) -> None:
    with pytest.raises(SettingsError, match="is not possible"):
        checked({"printer_host": value}, "here")
