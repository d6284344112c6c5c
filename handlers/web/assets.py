"""The static files: read once, served from memory under an address that changes with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aiohttp import web

from handlers.web.guard import Fault

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Assets:
    """The page's style sheets, scripts and mark."""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its name."""
        folder = Path(__file__).with_name("static")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}

    @cached_property
    def address(self) -> str:
        """Where they are served; another one after every change, so browsers may keep them for ever."""
        digest = hashlib.sha256()
        for name, content in self.files.items():
            digest.update(name.encode() + b"\0" + content)
        return f"/static/{digest.hexdigest()[:16]}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One file; 404 for any other name."""
        name = request.match_info["name"]
        if name not in self.files:
            raise Fault(404, "missing")
        response = web.Response(body=self.files[name], content_type=_TYPES[Path(name).suffix], charset="utf-8")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
