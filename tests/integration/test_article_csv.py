"""Finding out what a CSV file is, and its records however they were damaged."""

import os
from pathlib import Path

import pytest

from openpos.domain.errors import OpenPosError, Refused
from openpos.register.article_csv import ENCODING_NAMES, ArticleFile, Rejection, look_at, rows
from openpos.register.article_rows import MAX_LINE, ArticleRow, Column

HEADINGS = ("streckkod", "namn", "varugrupp", "pris", "moms")
ARTICLES = (
    ("7310865004703", "Mellanmjölk 3 %", "Mejeri", "16,90", "livsmedel"),
    ("7300156482709", "Räksmörgås Åland", "Bröd", "1 234,50", "livsmedel"),
    ("96385074", "Tvål", "Övrigt", "25", "25 %"),
)


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def table(delimiter: str = ";", *, end: str = "\r\n") -> str:
    quote = '"' if delimiter == "," else ""
    lines = [HEADINGS, *(tuple(f"{quote}{cell}{quote}" for cell in article) for article in ARTICLES)]
    return "".join(delimiter.join(line) + end for line in lines)


def read(path: Path) -> list[ArticleRow | Rejection]:
    return list(rows(look_at(path), {}))


def names(path: Path) -> list[str]:
    return [row.name for row in read(path) if isinstance(row, ArticleRow)]


def reasons(path: Path) -> list[tuple[int, str]]:
    return [(row.line, str(row.error)) for row in read(path) if isinstance(row, Rejection)]


class TestWhatTheFileIs:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_is_found_out(self, tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
        path = written(tmp_path / "varor.csv", table(delimiter, end=end), encoding)
        file = look_at(path)
        assert (file.encoding, file.delimiter, file.heading_line) == (encoding, delimiter, 1)
        assert file.encoding in ENCODING_NAMES
        assert [column for _, column in file.headings] == [
            *(Column.BARCODE, Column.NAME, Column.GROUP, Column.PRICE, Column.VAT)
        ]
        found = [row for row in rows(file, {}) if isinstance(row, ArticleRow)]
        assert [row.line for row in found] == [2, 3, 4]
        assert [row.name for row in found] == [article[1] for article in ARTICLES]
        assert file.whole in {4, 5}

    def test_is_found_out_below_blank_lines_and_what_tells_excel_the_delimiter(self, tmp_path: Path) -> None:
        path = written(
            tmp_path / "varor.csv", 'sep=;\r\n;;\r\n"Streckkod";"Namn, kort";"Pris\ninkl moms";Moms;Namn\r\n'
        )
        file = look_at(path)
        assert (file.delimiter, file.heading_line) == (";", 3)
        assert file.headings[1:3] == (("Namn, kort", None), ("Pris inkl moms", Column.PRICE))
        assert read(path) == []
        with path.open("a") as more:
            more.write("7310865004703;x;12;25;Ost\n")
        assert names(path) == ["Ost"]

    def test_ends_without_a_line_end(self, tmp_path: Path) -> None:
        assert len(names(written(tmp_path / "varor.csv", table().rstrip()))) == len(ARTICLES)

    def test_of_only_english_letters_may_have_curly_quotes(self, tmp_path: Path) -> None:
        content = "barcode,name,price,vat\n7310865004703,“Joe’s” – best…,12.90,food\n"
        file = look_at(written(tmp_path / "articles.csv", content, "cp1252"))
        assert file.encoding == "cp1252"
        assert [row.name for row in rows(file, {}) if isinstance(row, ArticleRow)] == ["“Joe’s” – best…"]

    @pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
    def test_is_refused_where_its_letters_would_be_guessed(self, tmp_path: Path, encoding: str) -> None:
        path = written(tmp_path / "gammal.csv", table(end="\r\n").replace("Mejeri", "Mejeri åäö"), encoding)
        with pytest.raises(Refused, match=r"The letters of gammal.csv can't be read"):
            look_at(path)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "is empty"),
            (b"PK\x03\x04" + bytes(200), "is an Excel file"),
            (b"\xd0\xcf\x11\xe0" + bytes(200), "is an Excel file"),
            (b"%PDF-1.7\n", "is a PDF"),
            (b"streckkod;namn\x00;pris;moms\n", "is not a text file"),
            (table().encode("utf-16-le"), "is not a text file"),
            (table().encode("utf-16")[:-1], "is not a text file"),
            (b"\xff\xfe\x00\x00" + table().encode("utf-32-le"), "is not a text file"),
            (bytes(range(1, 256)) * 200 + b"\0", "is not a text file"),
            (b"\n \n;;;\n", "no row of headings"),
            (b"Ost\nMj\xc3\xb6lk\n", "no row of headings"),
            (b'"', "no row of headings"),
            (b"x" * 100_000, "no row of headings"),
            (b"namn;pris\nOst;12\n", "No column has article numbers or barcodes"),
        ],
    )
    def test_is_told_where_it_holds_no_articles(self, tmp_path: Path, content: bytes, sentence: str) -> None:
        path = written(tmp_path / "fel.csv", content)
        with pytest.raises(Refused, match=sentence) as refusal:
            look_at(path)
        assert "fel.csv" in str(refusal.value) or "heading" in str(refusal.value)

    def test_must_be_a_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.csv")
        for path, sentence in (
            (tmp_path, "is not a file"),
            (tmp_path / "pipe.csv", "is not a file"),
            (Path("/dev/zero"), "is not a file"),
            (tmp_path / "none.csv", "There is no file"),
            (tmp_path / "pipe.csv" / "x.csv", "There is no file"),
            (Path("a\0b.csv"), "There is no file"),
            (tmp_path / ("x" * 300), "could not be read"),
        ):
            with pytest.raises(OpenPosError, match=sentence):
                look_at(path)

    def test_must_be_readable(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = written(tmp_path / "secret.csv", table())

        def forbid(*_: object) -> None:  # rights would not keep root out
            raise PermissionError

        monkeypatch.setattr(Path, "open", forbid)
        with pytest.raises(Refused, match="You may not read"):
            look_at(path)

    def test_with_a_name_no_screen_can_show_is_told_without_it(self, tmp_path: Path) -> None:
        with pytest.raises(Refused) as refusal:
            look_at(tmp_path / "\udcff\x1b[2J")
        assert str(refusal.value).isprintable()


class TestRecords:
    def file(self, tmp_path: Path, *lines: str | bytes) -> Path:
        as_bytes = (line if isinstance(line, bytes) else line.encode() for line in lines)
        return written(tmp_path / "varor.csv", b"\n".join((b"streckkod;namn;pris;moms", *as_bytes)) + b"\n")

    def test_may_hold_line_ends_delimiters_and_quotation_marks(self, tmp_path: Path) -> None:
        path = self.file(
            tmp_path, '7310865004703;"Ost ""lagrad"";\r\ni skivor";12;25', ";;;", "", "96385074;Mjölk;9;25"
        )
        found = read(path)
        assert [(row.line, row.name) for row in found if isinstance(row, ArticleRow)] == [
            (2, 'Ost "lagrad"; i skivor'),
            (6, "Mjölk"),
        ]
        assert reasons(path) == []

    def test_take_an_inch_mark_for_what_it_is(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, '7310865004703;TV 42" svart;12;25', '96385074;Skruv 2";9;25')
        assert names(path) == ['TV 42" svart', 'Skruv 2"']

    def test_with_an_open_quotation_mark_take_no_other_row_along(self, tmp_path: Path) -> None:
        many = [f"{number};Vara {number};9;25" for number in range(1000, 1040)]
        path = self.file(tmp_path, '7310865004703;"Ost;12;25', *many)
        ((line, reason),) = reasons(path)
        assert (line, reason[:48]) == (2, "A quotation mark in this row is never closed. Re")
        assert len(names(path)) == len(many)

    def test_with_an_open_quotation_mark_at_the_end_or_near_another(self, tmp_path: Path) -> None:
        path = self.file(
            tmp_path, "1001;A;9;25", '1002;"B;9;25', "1003;C;9;25", '1004;D;"9;25', "1005;E;9;25", '1006;"F'
        )
        assert names(path) == ["A", "C", "E"]
        assert [line for line, _ in reasons(path)] == [3, 5, 7]

    def test_too_long_for_an_article_are_told_and_passed_over(self, tmp_path: Path) -> None:
        long = '1002;"' + "x" * 200_000
        path = self.file(tmp_path, "1001;A;9;25", long, "y" * MAX_LINE, "1003;C;9;25", "1004;" + "z" * 15_000 + ";9;25")
        assert [line for line, _ in reasons(path)] == [3, 4]
        found = [row for row in read(path) if isinstance(row, ArticleRow)]
        assert [(row.line, row.name[:1], len(row.name)) for row in found] == [(2, "A", 1), (5, "C", 1), (6, "z", 72)]

    def test_with_an_open_quotation_mark_before_long_lines_take_no_other_row_along(self, tmp_path: Path) -> None:
        long = [f"{number};{'x' * (MAX_LINE - 100)};9;25" for number in range(1000, 1009)]
        path = self.file(tmp_path, '7310865004703;"Ost;12;25', *long, "96385074;Mjölk;9;25")
        assert [line for line, _ in reasons(path)] == [2]
        assert len(names(path)) == len(long) + 1

    def test_with_bytes_of_another_encoding_are_told_by_row(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, "1001;Gräddfil åäö;9;25", b"1002;Gr\xe4dde;9;25", "1003;Smör;9;25")
        file = look_at(path)
        assert file.encoding == "utf-8"
        assert names(path) == ["Gräddfil åäö", "Smör"]
        assert reasons(path) == [(3, "The row holds characters that can't be read. Save the file as “CSV UTF-8”.")]

    def test_end_anywhere(self, tmp_path: Path) -> None:
        whole = table().encode()
        for length in range(len(whole)):
            path = written(tmp_path / "varor.csv", whole[:length])
            try:
                found = read(path)
            except Refused:
                continue
            kept = [row.name for row in found if isinstance(row, ArticleRow)]
            assert kept[:-1] == [article[1] for article in ARTICLES][: len(kept[:-1])]

    def test_are_read_again_from_the_start(self, tmp_path: Path) -> None:
        file: ArticleFile = look_at(written(tmp_path / "varor.csv", table()))
        assert list(rows(file, {})) == list(rows(file, {}))
