"""Encodings, delimiters, headers and line numbers of what spreadsheets save."""

import pytest

from conversations.rules.roster_file.company import Roster

ROWS = "姓名,邮箱,部门\n王芳,wang.fang@firma.cn,研发部\n"


def names(roster) -> list[tuple[str, str, str]]:
    assert isinstance(roster, Roster), roster
    return [(row.name, row.email, row.department) for row in roster.people]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_what_excel_saves_is_read(read, encoding):
    assert names(read(ROWS.encode(encoding))) == [("王芳", "wang.fang@firma.cn", "研发部")]


def test_a_guessed_encoding_is_told(read):
    assert [note.id for note in read(ROWS.encode("gb18030")).notes] == ["people_import.note.gb18030"]
    assert read(ROWS.encode()).notes == ()


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("cp1252", "name,e-mail,department\nJürgen Müller,j@firma.de,R\nKäthe Böhm,k@firma.de,R\n"),
        ("cp1252", "nome,e-mail,department\nJoão Conceição,j@firma.de,R\n"),
        ("big5", "姓名,郵件,部門\n王大明,w@firma.tw,業務部\n"),
        ("shift_jis", "名前,メール,部署\n田中太郎,t@firma.jp,営業部\n"),
    ],
)
def test_what_is_not_chinese_is_refused_instead_of_garbled(told, encoding, rows):
    fault = "people 0 : The file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” and try again."
    assert told(rows.encode(encoding)) == [fault]


@pytest.mark.parametrize("name", ["王玥", "陈喆Tom", "朱镕", "iOS和macOS组 张堃", "Wang Yue 王玥"])
def test_rare_characters_and_latin_beside_them_are_chinese_all_the_same(read, name):
    assert names(read(f"姓名,邮箱,部门\n{name},w@firma.cn,IT部\n".encode("gb18030")))[0][0] == name


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(read, delimiter, line_end):
    file = ROWS.replace(",", delimiter).replace("\n", line_end)
    assert names(read(file)) == [("王芳", "wang.fang@firma.cn", "研发部")]


def test_a_comma_in_a_name_does_not_make_a_comma_file(read):
    file = 'name;email;department\n"Meyer, Ann";ann@firma.de;"Research, Development"\n'
    assert names(read(file)) == [("Meyer, Ann", "ann@firma.de", "research-development")]


@pytest.mark.parametrize(
    "header",
    [
        "Name,E-Mail,Dept.",
        "FULL NAME,email address,Department",
        " name , e-mail , org unit ",
        "姓名(必填),电子邮件,所属部门",
        "名字,公司邮箱,所在部门",
        "name,Email [required],部门",
        "NAME,EMAIL,DEPARTMENT",
    ],
)
def test_headers_go_by_many_names(read, header):
    assert names(read(f"{header}\nAnn,ann@firma.de,Sales\n")) == [("Ann", "ann@firma.de", "sales")]


def test_every_column_is_known_by_each_of_its_words(catalogue, words):
    for file in ("people", "departments"):
        for id_ in catalogue.ids(f"people_import.words.headers.{file}."):
            for word in catalogue.words(id_):
                column = id_.rpartition(".")[2]
                assert words.headers[file][word.replace(" ", "").replace("-", "").casefold()] == column


def test_columns_nobody_reads_are_told(read, catalogue):
    notes = read("name,email,Payroll no.,Shoe size\nAnn,ann@firma.de,7,38\n").notes
    assert [catalogue.text(note, "en") for note in notes] == ["I do not use these columns: Payroll no. and Shoe size."]


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("", "people 0 : The file is empty."),
        (" \n\n", "people 0 : The file is empty."),
        ("name,email\n\n,\n", "people 0 : The file has a header line and nobody under it."),
        ("name,dept\nAnn,Sales\n", "people 1 : The header line is missing e-mail. It has: name and dept. "
         "The first line must name the columns."),
        ("\n\nname,emial\nAnn,a@b.cc\n", "people 3 : The header line is missing e-mail. Is emial a typo?"),
        ("Ann,a@b.cc\nBen,b@b.cc\n", "people 1 : The header line is missing name and e-mail. It has: Ann and a@b.cc. "
         "The first line must name the columns."),
        ("name,email,manager,reports to\n", "people 1 : “manager” and “reports to” mean the same. "
         "Keep one of the two columns."),
        (b"PK\x03\x04....", "people 0 : This is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8”, "
         "and import that file."),
        (b"\xff\x81\xff", "people 0 : The file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” and try again."),
        ("name,email\nAnn,a@b.cc\nBen\x1b[31m,b@b.cc\n", "people 3 : There is an invisible character here (U+001B). "
         "Delete the text around it and type it again."),
        ("name,email\nAnn\u202e,a@b.cc\n", "people 2 : There is an invisible character here (U+202E). "
         "Delete the text around it and type it again."),
        ("name,email\nAnn,a@b.cc\nMeyer, Ben,b@b.cc\n", "people 3 : This line has 3 values for 2 columns. "
         'If a value holds the separator, put it between "...".'),
        ('name,email\nAnn,a@b.cc\n"Ben,b@b.cc\nCem,c@b.cc\n', "people 3 : A quotation mark is opened but not closed, "
         "or is in the middle of a value. Reading stopped here. Put a value with quotation marks between "
         '"..." and double those inside.'),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(told, file, fault):
    assert told(file) == [fault]


def test_lines_are_those_of_the_file_also_after_cells_over_several_lines(told):
    file = 'name,email,title\nAnn,a@b.cc,"Head of\nresearch\nand more"\n\nBen,nothing,\n'
    assert [fault.partition(":")[0] for fault in told(file)] == ["people 6 email"]


def test_cells_are_freed_of_what_spreadsheets_leave(read):
    file = "name,email,department\n\u3000王\u00a0芳 \ufeff,\u200bWang.Fang@Firma.CN ,R&D\n"
    assert names(read(file)) == [("王 芳", "wang.fang@firma.cn", "r-d")]


def test_short_lines_are_filled_up_and_empty_cells_may_follow(read):
    assert len(names(read("name,email,department\nAnn,a@b.cc\nBen,b@b.cc,,,,\n"))) == 2
