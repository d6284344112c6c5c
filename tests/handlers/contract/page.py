"""Reading the page as a browser would: messages, their buttons, forms and what they are prefilled with."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.handlers.contract.adapter import Sheet, Shown, Tap

_VOID = frozenset({"input", "meta", "link", "br", "hr", "img", "path", "use"})


@dataclass
class Node:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str]
    inside: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words, one line per piece."""
        pieces = (each if isinstance(each, str) else each.text for each in self.inside)
        return "\n".join(piece for piece in (piece.strip() for piece in pieces) if piece)

    def all(self, tag: str = "", **attributes: str | None) -> list["Node"]:
        """Every element within with this tag and these attributes; None only asks that it is there."""
        found: list[Node] = []
        for each in self.inside:
            if isinstance(each, Node):
                found += [each] if each._is(tag, attributes) else []
                found += each.all(tag, **attributes)
        return found

    def _is(self, tag: str, attributes: dict[str, str | None]) -> bool:
        def fits(name: str, wanted: str | None) -> bool:
            given = self.attributes.get(name.replace("_", "-"))
            return given is not None and wanted in (None, given)

        return tag in ("", self.tag) and all(fits(name, wanted) for name, wanted in attributes.items())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def read(html: str) -> Node:
    """A page or a piece of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def messages(html: str) -> list[Shown]:
    """The bot's messages on a page."""
    return [_shown(each) for each in read(html).all("article", data_delivery=None)]


def own_words(html: str) -> list[str]:
    """What the person said, as it stands on their page."""
    return [each.text for each in read(html).all("p", **{"class": "bubble"}) if each.text]


def _shown(article: Node) -> Shown:
    taps = tuple(
        Tap(a["data-button"], a.get("data-value", ""), each.text, a.get("data-opens", ""))
        for each in article.all("button", data_button=None)
        for a in (each.attributes,)
    )
    return Shown(
        article.attributes["id"].removeprefix("m-"),
        article.attributes["data-delivery"],
        article.text,
        taps,
        article.attributes.get("aria-label", ""),
    )


def sheet(html: str) -> Sheet:
    """The form of a sheet."""
    [form] = read(html).all("form", data_delivery=None)
    values: dict[str, tuple[str, ...]] = {}
    for control in (*form.all("input", name=None), *form.all("textarea", name=None), *form.all("select", name=None)):
        values[control.attributes["name"]] = (*values.get(control.attributes["name"], ()), *_value(control))
    seen = form.attributes.get("data-version")
    version = int(seen) if seen else None
    return Sheet(form.attributes["data-delivery"], form.attributes["data-form"], form.text, values, version)


def _value(control: Node) -> tuple[str, ...]:
    match control.tag, control.attributes.get("type", ""):
        case "textarea", _:
            return (control.text,)
        case "select", _:
            return tuple(each.attributes["value"] for each in control.all("option", selected=None))
        case _, "radio" | "checkbox":
            return (control.attributes["value"],) if "checked" in control.attributes else ()
        case _:
            return (control.attributes.get("value", ""),)
