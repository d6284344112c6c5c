"""Two hundred strings that want to be more than text (safety 10), and how to see whether one succeeded."""

from html.parser import HTMLParser

_SEEDS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action='https://evil.example'><input name=token>",
    "<textarea><title><plaintext>",
    "</textarea><script>alert(1)</script>",
    "</template></dialog></article></main>",
    "<!-- ",
    "--> <b>",
    "<![CDATA[ ]]>",
    "<math><mtext></mtext></math>",
    "' autofocus onfocus='alert(1)",
    '" autofocus onfocus="alert(1)',
    "x onmouseover=alert(1) y",
    "` onclick=alert(1) `",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "&amp;&quot;&apos;&nbsp;",
    "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "{name}",
    "{a.__class__}",
    "${7*7}",
    "%s%n%x",
    "<!channel> <@U123> <!here>",
    "[click](javascript:alert(1))",
    "*bold* _it_ ~no~ `code`",
    "\u202eright to left\u202c",
    "\u2066\u2067\u2068 isolates \u2069\u2069\u2069",
    "\u200f\u061c\u200e",
    "שלום <b>עולם</b>",
    "مرحبا \u202d بالعالم",
    "a\x00b\x08c\x1b[31md",
    "one\rtwo\r\nthree\nfour",
    "data: 1\n\nevent: over\ndata: 2\n\n",
    "\revent: reload\r\r",
    '=HYPERLINK("https://evil.example")',
    "+1|cmd|'/C calc'!A0",
    "w" * 3000,
    "界" * 3000,
    "👩‍👩‍👧‍👦\ufe0f\u20e3",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "\ufeff\u00a0\u2028\u2029\u0085",
)
STRINGS = tuple(made for seed in _SEEDS for made in (seed, f"'{seed}'", f'"><{seed}', f"&{seed};\u202e"))
assert len(STRINGS) == 200


class _Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment",))

    def handle_decl(self, decl: str) -> None:
        self.seen.append(("declaration",))


def shape(html: str) -> list[tuple[str, ...]]:
    """The tags and the names of their attributes, in order: what text must never change."""
    parser = _Shape()
    parser.feed(html)
    parser.close()
    return parser.seen


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value or "" for _, value in attrs]


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.edited = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.edited = tag == "textarea"
        self.said += [value or "" for name, value in attrs if name in ("aria-label", "data-confirm", "data-asks")]

    def handle_data(self, data: str) -> None:
        if not self.edited:
            self.said.append(data)


def shown(html: str) -> str:
    """All that is shown or read out, but for what stands in a field to be edited as it is."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return "".join(parser.said)


def attributes(html: str) -> list[str]:
    """The value of every attribute, as a browser reads it."""
    parser = _Attributes()
    parser.feed(html)
    parser.close()
    return parser.values


_UNSEEN = dict.fromkeys((*range(0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def plain(text: str) -> str:
    """The words of a text: without control characters and overrides, which no platform shows, in single spaces."""
    return " ".join(text.replace("\r", " ").replace("\n", " ").replace("\t", " ").translate(_UNSEEN).split())
