"""Excel workbooks: what Excel writes is read, what is made to hurt is refused, what we write is never a formula."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from conversations.rules.goal_file.workbook import read_workbook, write_workbook
from conversations.rules.roster_file.faults import Wrong

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def workbook(
    sheet: str, shared: str = "", styles: str = "", book: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """A workbook as Excel packs it: sheet data, shared texts, styles."""
    related = '<Relationships xmlns="x"><Relationship Id="rId7" Target="/xl/worksheets/s.xml"/></Relationships>'
    hidden, shown = '<sheet name="h" state="hidden" r:id="rId1"/>', '<sheet name="a" r:id="rId7"/>'
    parts = {
        "xl/workbook.xml": book or f"<workbook {MAIN} {R}><sheets>{hidden}{shown}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related,
        "xl/worksheets/s.xml": f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{shared}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {**parts, **(more or {})}.items():
            file.writestr(name, text)
    return written.getvalue()


STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/>'
    '<numFmt numFmtId="171" formatCode="0&quot; days&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "张三"),
        ('<c r="A1" t="s"><v>1</v></c>', "half and half"),
        ('<c r="A1" t="inlineStr"><is><t>x</t><rPh><t>no</t></rPh></is></c>', "x"),
        ('<c r="A1"><v>0.30000000000000004</v></c>', "0.3"),
        ('<c r="A1"><v>1.2E3</v></c>', "1200"),
        ('<c r="A1" s="1"><v>0.62</v></c>', "62%"),
        ('<c r="A1" s="2"><v>46296</v></c>', "2026-10-01"),
        ('<c r="A1" s="3"><v>46296</v></c>', "2026-10-01"),
        ('<c r="A1" s="4"><v>5</v></c>', "5"),
        ('<c r="A1" t="str"><f>A2&amp;A3</f><v>made</v></c>', "made"),
        ('<c r="A1"><f>SUM(B1)</f><v>7</v></c>', "7"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
    ],
)
def test_a_cell_is_what_its_reader_sees(cell, text):
    shared = "<si><t>张三</t></si><si><r><t>half </t></r><r><t>and half</t></r><rPh><t>no</t></rPh></si>"
    assert list(read_workbook(workbook(f'<row r="3">{cell}</row>', shared, STYLES))) == [(3, [text])]


def test_rows_keep_their_numbers_and_cells_their_places():
    sheet = '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r="5"/><row><c><v>3</v></c></row>'
    assert list(read_workbook(workbook(sheet))) == [(2, ["", "1", "2"]), (6, ["3"])]


DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
ROW = "<row><c><v>1</v></c></row>"
BAD = {
    "no zip": (b"PK\x03\x04 and nothing more", "workbook_broken"),
    "document type": (workbook(ROW, book=f"{DOCTYPE}<workbook>&b;</workbook>"), "workbook_broken"),
    "no sheet": (workbook(ROW, book=f"<workbook {MAIN}/>"), "workbook_broken"),
    "cut off": (workbook(ROW)[:-40], "workbook_broken"),
    "unclosed": (workbook("<row><c>"), "workbook_broken"),
    "no such text": (workbook('<row><c t="s"><v>9</v></c></row>'), "workbook_broken"),
    "blown up": (workbook(ROW, more={"xl/media/x": b"0" * 3_000_000}), "workbook_bomb"),
    "too many parts": (workbook(ROW, more={f"p{n}": b"" for n in range(1001)}), "workbook_bomb"),
    "too big": (b"PK\x03\x04" + b"x" * 5_000_000, "too_big"),
    "far right": (workbook('<row><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    "turned round": (workbook("<row><c t='str'><v>a\u202eb</v></c></row>"), "invisible"),
}


@pytest.mark.parametrize(("data", "why"), BAD.values(), ids=BAD)
def test_what_is_broken_or_made_to_hurt_is_refused(data, why):
    with pytest.raises(Wrong) as wrong:
        list(read_workbook(data))
    assert wrong.value.says.id in (f"goal_import.fault.{why}", f"people_import.fault.{why}")


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_says():
    data = workbook("<row><c><v>1</v></c></row>" * 20_000)
    with zipfile.ZipFile(BytesIO(data)) as file:
        size = file.getinfo("xl/worksheets/s.xml").file_size
    with pytest.raises(Wrong):
        list(read_workbook(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))))


def test_what_we_write_we_read_and_a_text_is_never_a_formula():
    rows = [["a", "=1+1", None, Decimal("-1.5")], ["<&>\x07", "", " x ", "+2"]]
    data = write_workbook(rows)
    assert list(read_workbook(data)) == [(1, ["a", "=1+1", "", "-1.5"]), (2, ["<&>", "", "x", "+2"])]
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert b"<f" not in file.read("xl/worksheets/sheet1.xml")
