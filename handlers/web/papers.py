"""Papers: long pages of a conversation to read, to print and to take along, in either language."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from aiohttp import web

from conversations.toolkit.words import LANGUAGES, Language
from handlers.web.chapters import Paper, paper_of
from handlers.web.docx import HAS_DOCX, MIME, as_docx
from handlers.web.drawing import Drawing, Manner, Pen
from handlers.web.guard import Fault
from handlers.web.markdown import Say, as_markdown
from handlers.web.ports import Ports
from handlers.web.session import Visit

PAPERS: Mapping[str, tuple[str, str, str]] = {
    "interview-template": ("interview_template", "script", "of"),
    "interview": ("interview", "record", "topic"),
}
"""By the first part of their address: which screen of which conversation, and by what name that is told the second."""

PATH = f"{{paper:{'|'.join(PAPERS)}}}/{{of:[a-z0-9-]{{1,64}}}}"


@dataclass(frozen=True)
class Papers:
    """The handlers of papers; each is called with the visit it belongs to."""

    ports: Ports
    drawing: Drawing
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The paper as a page, with its chapters at hand."""
        paper, manner = await self._paper(request, visit)
        [other] = [each for each in LANGUAGES if each != manner.language]
        page = self.drawing.draw(
            "paper.html",
            manner,
            visit=visit,
            paper=paper,
            of=request.match_info["of"],
            other=other,
            has_docx=HAS_DOCX,
        )
        return web.Response(text=page, content_type="text/html")

    async def markdown(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The paper as a file of Markdown."""
        paper, manner = await self._paper(request, visit)
        written = as_markdown(paper, self._say(manner))
        return self._file(request, written.encode(), "text/markdown; charset=utf-8", "md")

    async def docx(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        """The paper as a Word document, where those can be made.

        It takes a third of a second: in a thread, one at a time, so that no platform waits meanwhile for what it is
        answered.
        """
        if not HAS_DOCX:
            raise Fault(404, "missing")
        paper, manner = await self._paper(request, visit)
        async with self._writing:
            document = await asyncio.to_thread(as_docx, paper, self._say(manner), manner.language)
        return self._file(request, document, MIME, "docx")

    async def _paper(self, request: web.Request, visit: Visit) -> tuple[Paper, Manner]:
        conversation, name, of = PAPERS[request.match_info["paper"]]
        shown = await self.ports.reads.screen(visit.who, conversation, name, **{of: request.match_info["of"]})
        if shown is None:
            raise Fault(404, "missing")
        return paper_of(shown.card), Manner(_language(request, shown.language), shown.zone)

    def _say(self, manner: Manner) -> Say:
        return Pen(self.ports.words, manner).plain

    def _file(self, request: web.Request, body: bytes, kind: str, ending: str) -> web.Response:
        name = quote(f"{request.match_info['of']}.{ending}", safe="")
        headers = {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=body, headers=headers)


def _language(request: web.Request, own: Language) -> Language:
    wanted = request.query.get("language", "")
    return next((each for each in LANGUAGES if each == wanted), own)
