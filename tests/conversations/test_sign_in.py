"""Signing in by chat: who asks on the page is there, who asks in a chat gets a way in, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conversations.sign_in import SignInFacts, sign_in
from storage.sessions import LINK_LASTS


def test_on_the_page_one_is_signed_in_already(alice: Any, li: Any) -> None:
    alice.says("sign in")
    alice.sees("You’re already signed in")
    li.says("登录")
    li.sees("你已经登录了")


@pytest.mark.parametrize("words", ["sign in", "Sign in!", "sign-in", "/sign-in", "log in", "web page", "登陆", "网页"])
def test_whoever_writes_it_otherwise_is_understood(alice: Any, words: str) -> None:
    alice.says(words)
    alice.sees("You’re already signed in")


def test_a_mistyped_word_is_offered(alice: Any) -> None:
    alice.says("sing in")
    alice.taps("Sign in to the web page")
    alice.sees("You’re already signed in")


@pytest.mark.parametrize("here", ["slack", "teams"])
def test_in_a_chat_the_card_names_the_page_and_holds_no_link(play: Callable[..., Any], here: str) -> None:
    ada = play(sign_in, SignInFacts(here, has_page=True), "ada").calls("sign-in")
    assert ada.button("Open my page").leads == "page"
    assert "https" not in repr(ada.card)
    assert f"within {LINK_LASTS.seconds // 60} minutes" in ada.sees
    ada.language = "zh-CN"
    assert f"{LINK_LASTS.seconds // 60}分钟" in ada.sees


def test_a_page_without_an_address_is_told_of(play: Callable[..., Any]) -> None:
    ada = play(sign_in, SignInFacts("slack", has_page=False), "ada").calls("sign-in")
    assert "the web page has no address yet" in ada.sees
    assert ada.card.buttons == ()
