"""What each column takes, and what it says to what it does not take."""

from datetime import date

import pytest

from conversations.rules.roster_file.company import Roster

COLUMNS = {
    "language": "language",
    "zone": "time zone",
    "region": "country",
    "start_date": "start date",
    "notice_from": "离职交接期起",
    "leaving_date": "last working day",
    "weekly_hours": "hours",
    "working_days": "workdays",
    "roles": "roles",
    "slack_id": "slack id",
    "teams_id": "teams id",
}


def file(field: str, value: str) -> str:
    return f'name;email;{COLUMNS[field]}\nAnn;ann@firma.de;"{value}"\n'


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        *[("language", text, "en") for text in ("en", "EN", "English", "英文", "英语", "en-US")],
        *[("language", text, "zh-CN") for text in ("zh", "zh_CN", "zh-Hans", "中文", "简体中文", "Chinese")],
        ("zone", "Asia/Shanghai", "Asia/Shanghai"),
        ("zone", "america/new york", "America/New_York"),
        ("zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("zone", "utc", "UTC"),
        *[("region", text, "CN") for text in ("CN", "cn", "中国", "China", "中国大陆")],
        *[("region", text, "HK") for text in ("HK", "香港", "Hong Kong SAR China")],
        ("region", "de-by", "DE-BY"),
        ("region", "Vereinigtes Königreich", None),
        ("region", "UK", "GB"),
        ("region", "cn-plant2", "CN-plant2"),
        *[("start_date", text, date(2024, 3, 1)) for text in ("2024-03-01", "2024/3/1", "2024.3.1", "20240301")],
        *[("start_date", text, date(2024, 3, 1)) for text in ("2024年3月1日", "2024 年 3 月 1 日", "2024/03/01")],
        ("start_date", "", None),
        *[(field, "2026/12/31", date(2026, 12, 31)) for field in ("notice_from", "leaving_date")],
        *[("weekly_hours", text, 37.5) for text in ("37.5", "37,5", "37.5h", "37.5 小时", "37.50")],
        ("weekly_hours", "20", 20.0),
        *[("working_days", text, frozenset(range(4))) for text in ("Mon-Thu", "Monday to Thursday", "周一至周四")],
        *[("working_days", text, frozenset({0, 2, 4})) for text in ("Mon, Wed, Fri", "周一、周三、周五", "1;3;5")],
        ("working_days", "周日到周四", frozenset({6, 0, 1, 2, 3})),
        ("roles", "", frozenset()),
        *[("roles", text, frozenset({"hr", "admin"})) for text in ("hr, admin", "HR、管理员", "admin;人力资源")],
        ("slack_id", "u024be7lh", "U024BE7LH"),
        ("teams_id", "3f2a4c1e-0b7d-4c9e-8f7a-1d2c3b4a5f60", "3f2a4c1e-0b7d-4c9e-8f7a-1d2c3b4a5f60"),
        ("teams_id", "29:1bLx_8A", "29:1bLx_8A"),
    ],
)  # fmt: skip
def test_values_that_are_taken(read, field, written, value):
    found = read(file(field, written))
    if value is None and written:
        assert not isinstance(found, Roster)
    else:
        assert isinstance(found, Roster), found
        assert getattr(found.people[0], field) == value


@pytest.mark.parametrize(
    ("field", "written", "english", "chinese"),
    [
        ("language", "法语", "“法语” is not a language I speak. Write en for English or zh-CN for Chinese.",
         "不支持“法语”这种语言。中文写 zh-CN，英文写 en。"),
        ("zone", "北京时间", "“北京时间” goes by another name in the list of time zones: write Asia/Shanghai.",
         "“北京时间”在时区表里叫 Asia/Shanghai，请这样写。"),
        ("zone", "Asia/Beijing", "“Asia/Beijing” goes by another name in the list of time zones: write Asia/Shanghai.",
         "“Asia/Beijing”在时区表里叫 Asia/Shanghai，请这样写。"),
        ("zone", "UTC+8", "“UTC+8” only says how far a place is from UTC, not when its clocks change. Name the zone, "
         "such as Asia/Shanghai for China or Europe/Berlin for Germany.",
         "“UTC+8”只说明和 UTC 差几个小时，看不出夏令时。"
         "请写时区名称，比如中国写 Asia/Shanghai，德国写 Europe/Berlin。"),
        ("zone", "Europe/Berln", "There is no time zone “Europe/Berln”. Did you mean Europe/Berlin?",
         "没有“Europe/Berln”这个时区。是不是 Europe/Berlin？"),
        ("zone", "xyz", "There is no time zone “xyz”. Write continent and city, such as Asia/Shanghai or "
         "Europe/Berlin.", "没有“xyz”这个时区。请写“洲/城市”，比如 Asia/Shanghai、Europe/Berlin。"),
        ("region", "Germny", "There is no region “Germny”. Did you mean DE?", "没有“Germny”这个地区。是不是 DE？"),
        ("region", "DE-XX", "DE has no part “DE-XX” with holidays of its own. Write DE alone, or the part’s code, as "
         "in DE-BY.", "“DE-XX”不对，DE 没有这个单独放假的地方。只写 DE 就行，或者写对地方代码，比如 DE-BY。"),
        ("start_date", "01/03/2024", "In “01/03/2024” I cannot tell the day from the month. Write the year first, "
         "like 2024-03-01.", "“01/03/2024”分不清哪个是月、哪个是日。请把年份写在前面，比如 2024-03-01。"),
        ("start_date", "45352", "“45352” is how Excel counts days. Format the column as a date (2024-03-01) and save "
         "again.", "“45352”是 Excel 内部的日期序号。请把这一列设成日期格式（2024-03-01）再保存。"),
        ("start_date", "2023-02-29", "There is no such day as “2023-02-29”. Write it like 2024-03-01.",
         "没有“2023-02-29”这一天。请写成 2024-03-01 这样。"),
        ("start_date", "spring", "“spring” is not a date I can read. Write it like 2024-03-01.",
         "没看懂“spring”这个日期。请写成 2024-03-01 这样。"),
        ("weekly_hours", "400", "“400” cannot be hours a week. Write a number up to 80, such as 40 or 37.5.",
         "每周工时不能是“400”。请写不超过 80 的数字，比如 40 或 37.5。"),
        ("working_days", "周八", "I cannot read “周八” as days of the week. Write them like Mon-Fri or Mon, Tue, Thu.",
         "没看懂“周八”。请写成“周一至周五”或者“周一、周二、周四”。"),
        ("roles", "boss", "There is no role “boss”. Write hr or admin, or leave it empty.",
         "没有“boss”这个角色。请写 hr 或 admin，没有就空着。"),
        ("roles", "主管", "“主管” needs no role. It follows from having reports; leave this empty.",
         "“主管”不用写在角色里，有下属就是主管。这里空着就行。"),
        ("slack_id", "@ann", "“@ann” is not a Slack member ID. It is U or W with at least two more capital letters or "
         "digits, such as U024BE7LH; find it in the person’s Slack profile under “Copy member ID”.",
         "“@ann”不是 Slack 成员 ID。它是 U 或 W 加上至少两位大写字母或数字，例如 U024BE7LH，"
         "在 Slack 个人资料里点“复制成员 ID”就能拿到。"),
        ("teams_id", "ann-berger", "“ann-berger” is not a Teams ID. Take the object ID from Entra, which looks "
         "like 3f2a4c1e-…, or leave it empty.",
         "“ann-berger”不是 Teams ID。请用 Entra 里的对象 ID（形如 3f2a4c1e-…），或者空着。"),
        ("teams_id", "ann@firma.de", "“ann@firma.de” is not a Teams ID. Take the object ID from Entra, which looks "
         "like 3f2a4c1e-…, or leave it empty.",
         "“ann@firma.de”不是 Teams ID。请用 Entra 里的对象 ID（形如 3f2a4c1e-…），或者空着。"),
    ],
)  # fmt: skip
def test_values_that_are_refused_in_both_languages(told, field, written, english, chinese):
    place = f"people 2 {COLUMNS[field]}: "
    assert told(file(field, written)) == [place + english]
    assert told(file(field, written), language="zh-CN") == [place + chinese]


@pytest.mark.parametrize("zone", ["Etc/GMT-8", "GMT+8", "+08:00", "utc 8", "UTC+8", "8", "utc+0530"])
def test_a_distance_is_no_zone(told, zone):
    assert "only says how far" in told(file("zone", zone))[0]


@pytest.mark.parametrize("hours", ["0", "-5", "81", "1e1", "40 apples", "forty", "40.555", "1000000000000000000000"])
def test_odd_hours(told, hours):
    assert "hours a week" in told(file("weekly_hours", hours))[0]


@pytest.mark.parametrize(
    "address",
    ["ann", "ann@", "@firma.de", "ann@firma", "ann@@firma.de", "ann meyer@firma.de", "ann@firma.", "ann@.",
     "Ann <ann@firma.de>", "ann@firma.de;ben@firma.de", "a" * 250 + "@b.cc"],
)  # fmt: skip
def test_what_is_no_address(told, address):
    assert "is not an e-mail address" in told(f'name,email\nAnn,"{address}"\n')[0]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("Ann.Meyer+x@Firma.DE", "ann.meyer+x@firma.de"),
        ("ann@firma.cn", "ann@firma.cn"),
        ("o'hara_7@sub.firma.co.uk", None),
        ("李强@公司.中国", "李强@公司.中国"),
    ],
)
def test_what_is_an_address(read, address, kept):
    found = read(f"name,email\nAnn,{address}\n")
    assert isinstance(found, Roster), found
    assert found.people[0].email == (kept or address)


def test_names_and_addresses_are_needed_and_texts_have_a_limit(told):
    assert told("name,email,title\n,a@b.cc,\nBen,,\nCem,c@b.cc," + "x" * 121) == [
        "people 2 name: The name is missing.",
        "people 3 email: The e-mail address is missing. It’s how I tell people apart.",
        "people 4 title: This is longer than 120 characters. Shorten it.",
    ]


def test_a_long_value_is_quoted_in_part(told):
    fault = told(file("language", "x" * 5000))[0]
    assert len(fault) < 200
    assert "xxx…" in fault
