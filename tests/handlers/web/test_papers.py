"""Papers: a script as a page, as Markdown and as a Word document, in both languages, for whom it is."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from io import BytesIO
from itertools import groupby

import docx
import pytest
from docx.oxml.ns import qn

from conversations.interview_template.cards import whole
from conversations.interview_template.sections import SECTIONS
from conversations.toolkit.cards import Button, Card, Heading, Line
from conversations.toolkit.words import LANGUAGES, Language, Phrase, Text, Verbatim
from handlers.platform import Screen
from handlers.web.chapters import paper_of
from handlers.web.docx import as_docx
from handlers.web.drawing import Manner, Pen
from handlers.web.markdown import as_markdown
from handlers.web.outgoing import WebPlatform
from tests.conversations import company
from tests.handlers.contract.probe import every_kind
from tests.handlers.hostile import STRINGS
from tests.handlers.web.conftest import Opens
from tests.handlers.web.host import Host, catalogue

STAY = "/interview-template/stay"
OPENING = {"en": "What keeps you here?", "zh-CN": "什么让你留下？"}


class Scripts(Host):
    """A company in which everybody holds every talk but those that bring people on board."""

    async def screen(self, who, conversation, name, of=""):
        script = company.scripts().get(of)
        assert (conversation, name) == ("interview_template", "script")
        return (
            Screen(whole(script), self.people[who.user].language, "UTC")
            if script and script.group != "aboard"
            else None
        )


class Heard:
    """The words, and which thread asked for each."""

    def __init__(self) -> None:
        self.by: list[int] = []

    def text(self, text: Text, language: Language, zone: str = "UTC") -> str:
        self.by.append(threading.get_ident())
        return catalogue().text(text, language, zone)


def words_of(language: Language) -> Pen:
    return Pen(catalogue(), Manner(language, "UTC"))


def text_of(document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def word_of(paper, language):
    return docx.Document(BytesIO(as_docx(paper, words_of(language).plain, language)))


async def test_a_script_is_a_page_with_its_sections_at_hand(opens: Opens):
    page = await (await (await opens(Scripts(), "alice")).get(STAY)).text()
    assert "<h1>Stay interview</h1>" in page
    for n, section in enumerate(SECTIONS, 1):
        title = words_of("en").plain(Phrase(f"interview_template.section.{section}"))
        assert f'<a href="#part-{n}">{title}</a>' in page
        assert f'<section id="part-{n}">\n<h2>{title}</h2>' in page
    assert OPENING["en"] in page
    assert 'href="stay.md?language=en"' in page
    assert 'href="stay.docx?language=en"' in page


async def test_it_is_read_in_the_other_language_too(opens: Opens):
    browser = await opens(Scripts(), "alice")
    page = await (await browser.get(f"{STAY}?language=zh-CN")).text()
    assert "<h1>留任面谈</h1>" in page
    assert '<html lang="zh-CN"' in page
    assert "<h1>Stay interview</h1>" in await (await browser.get(f"{STAY}?language=tlh")).text()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_taken_along_as_markdown_and_for_word(opens: Opens, language):
    browser = await opens(Scripts(), "alice")
    markdown = await browser.get(f"{STAY}.md?language={language}")
    assert markdown.content_type == "text/markdown"
    assert markdown.headers["Content-Disposition"] == 'attachment; filename="stay.md"'
    assert OPENING[language] in await markdown.text()
    word = await browser.get(f"{STAY}.docx?language={language}")
    assert word.headers["Content-Disposition"] == 'attachment; filename="stay.docx"'
    assert OPENING[language] in text_of(docx.Document(BytesIO(await word.read())))


async def test_word_documents_are_made_one_after_the_other_and_beside_the_loop(opens: Opens):
    """Each takes a third of a second, in which Slack and Teams wait for their answers too."""
    scripts, heard = Scripts(), Heard()
    scripts.platform = WebPlatform(replace(scripts.platform._ports, words=heard))
    browser = await opens(scripts, "alice")
    documents = await asyncio.gather(*(browser.get(f"{STAY}.docx") for _ in range(3)))
    assert [each.status for each in documents] == [200] * 3
    assert threading.get_ident() not in heard.by
    turns = [thread for thread, _ in groupby(heard.by)]
    assert len(turns) <= 3, "nobody waits for three at once"


class Talks(Host):
    """A company in which everybody may open the paper of one talk."""

    async def screen(self, who, conversation, name, topic=""):
        assert (conversation, name) == ("interview", "record")
        card = Card("interview.record", Verbatim(""), (Heading(Verbatim("Of a talk")), Line(Verbatim("We agreed."))))
        return Screen(card, self.people[who.user].language, "UTC") if topic == TALK else None


TALK = "0b5e8c6f1d2a4c3e9f7a6b5c4d3e2f1a"


@pytest.mark.parametrize("ending", ["", ".md", ".docx"])
async def test_a_talk_is_a_paper_too(opens: Opens, ending):
    browser = await opens(Talks(), "alice")
    paper = await browser.get(f"/interview/{TALK}{ending}")
    assert paper.status == 200
    assert "We agreed." in (
        text_of(docx.Document(BytesIO(await paper.read()))) if ending == ".docx" else await paper.text()
    )
    assert (await browser.get(f"/interview/{TALK[::-1]}{ending}")).status == 404
    assert (await (await opens(Talks())).get(f"/interview/{TALK}{ending}")).status == 401


@pytest.mark.parametrize("ending", ["", ".md", ".docx"])
async def test_nobody_gets_what_is_not_for_them(opens: Opens, ending):
    browser = await opens(Scripts(), "alice")
    for of in ("kick-off", "no-such-talk"):
        assert (await browser.get(f"/interview-template/{of}{ending}")).status == 404
    assert (await browser.get(f"/interview-template/..%2Fstay{ending}")).status == 404
    assert (await (await opens(Scripts())).get(f"{STAY}{ending}")).status == 401


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_whole_on_paper(language):
    pen = words_of(language)
    for n, script in enumerate(company.scripts().all()):
        paper = paper_of(whole(script))
        written = as_markdown(paper, pen.plain)
        # A Word document takes a while to make and to read; these are written by the same walk.
        told = written.replace("\\", "") if n % 8 else text_of(word_of(paper, language))
        lines = [each.in_language(language) for each in (*script.self_check, *script.legal.stop, script.purpose)]
        lines += [line.zh if language == "zh-CN" else line.en for line in script.questions]
        for line in lines:
            assert line in told, script.id
            assert line in written.replace("\\", ""), script.id
        assert len(paper.chapters) == len(SECTIONS)
        assert "{" not in told + written


def test_word_finds_a_chinese_font_for_every_style():
    document = word_of(paper_of(whole(company.scripts().all()[0])), "en")
    for style in {paragraph.style.name for paragraph in document.paragraphs}:
        fonts = document.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei", style
        assert fonts.get(qn("w:eastAsiaTheme")) is None, style


def test_every_kind_of_part_is_written():
    card = every_kind("the words")
    paper, pen = paper_of(card), Pen(_Plainly(), Manner("en", "UTC"))
    written = as_markdown(paper, pen.plain)
    told = text_of(docx.Document(BytesIO(as_docx(paper, pen.plain, "en"))))
    for each in (written, told):
        assert each.count("the words") >= 10
        assert "*below*" in each.replace("\\", "")


@pytest.mark.parametrize("text", [*STRINGS, "\x00\x0b\ufffe words"])
def test_whatever_somebody_wrote_stays_text(text):
    card = Card("a.card", Phrase("x"), (Heading(Verbatim("Title")), Line(Verbatim(text))))
    pen = Pen(_Plainly(), Manner("en", "UTC"))
    written = as_markdown(paper_of(card), pen.plain)
    assert not any(mark in written.replace("\\<", "").replace("\\[", "").replace("\\`", "") for mark in "<[`")
    as_docx(paper_of(card), pen.plain, "en")


async def test_on_the_page_a_button_leads_on_from_it(opens: Opens):
    host = Scripts()
    body = (Heading(Phrase("interview_template.title")),)
    leads = (Button("whole", Phrase("interview_template.buttons.whole"), leads="page/interview-template/stay"),)
    await host.show("alice", Card("a.card", Phrase("interview_template.neutral"), body, leads), "d-1")
    page = await (await (await opens(host, "alice")).get("/")).text()
    assert '<a class="button plain" href="interview-template/stay">Read and print it all</a>' in page


class _Plainly:
    """Words that need no catalogue: each text as what it holds."""

    def text(self, text, language, zone="UTC"):
        match text:
            case Verbatim():
                return text.text
            case Phrase():
                return " ".join(str(fact) for fact in text.facts.values()) or text.id
            case _ if hasattr(text, "items"):
                return " ".join(self.text(item, language) for item in text.items)
            case _:
                return str(text)
