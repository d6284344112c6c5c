"""Forms as HTML: the sheet that opens over the conversation."""

from __future__ import annotations

from handlers.platform import OpenedForm
from handlers.web.drawing import Drawing, Manner


def sheet(drawing: Drawing, opened: OpenedForm, manner: Manner) -> str:
    """A form as HTML; its submission names `opened.delivery`."""
    return drawing.draw("form.html", manner, form=opened.form, delivery=opened.delivery)
