"""What a greeting calls a person."""

import pytest

from conversations.rules.roster import Person, called
from conversations.toolkit.words import Language


@pytest.mark.parametrize(
    ("name", "language", "greeted"),
    [
        ("Carlos Rivera", "en", "Carlos"),
        ("Marta Novák", "en", "Marta"),
        ("Cher", "en", "Cher"),
        ("沈若溪", "en", "沈若溪"),
        ("沈若溪", "zh-CN", "沈若溪"),
        ("Carlos Rivera", "zh-CN", "Carlos Rivera"),
    ],
)
def test_people_are_greeted_as_one_would(name: str, language: Language, greeted: str) -> None:
    assert called(Person("p", name, "p@example.org", "d", language=language)) == greeted
