"""Templates of a site's own in place of the built-in ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.cli import main
from tests.small_sites import SmallSite, built_into, refused, snapshot

PLAIN = """{% extends "base.html" %}
{% block main %}
<div data-text>
<h1>HEAD</h1>
{% for block in blocks %}<p>BODY</p>{% endfor %}
</div>
{% endblock %}
"""
PIECES = "{% for piece in OF.pieces if piece.text is defined %}{{ piece.textHOW }}{% endfor %}"


def plain_theme(head: str = "", body: str = "") -> str:
    """A template of an article without marks that shows its words; `head` and `body` are filters on the way."""
    headline = PIECES.replace("OF", "headline").replace("HOW", head)
    return PLAIN.replace("HEAD", headline).replace("BODY", PIECES.replace("OF", "block").replace("HOW", body))


class TestThemes:
    def test_single_files_of_the_sites_own_templates_win(self, site: Callable[[str], SmallSite]) -> None:
        """A site's own template, style or further file takes the place of the built-in one; the rest stays."""
        whole = site("themed")
        built_into(whole)
        files = whole.built()
        assert b"Lost at sea" in files["404.html"]
        assert files["assets/style.css"] == (whole.root / "templates/assets/style.css").read_bytes()
        assert files["assets/theme.txt"] == b"A file of the theme.\n"
        assert "assets/icon.svg" in files
        assert b"Lost at sea" not in files["index.html"]

    def test_a_template_of_ones_own_may_show_the_words_as_it_likes(self, site: Callable[[str], SmallSite]) -> None:
        """A template that shows every word, and nothing else, inside data-text is accepted."""
        whole = site("themed")
        whole.write("templates/article.html", plain_theme())
        built_into(whole)
        assert b"The captain said that the ferry may be late" in whole.built()["articles/ferry/index.html"]

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ("|upper", ""), ("", "|replace('may', '')"), ("", "|replace('captain', 'mayor')"),
            ("", "|replace('.', '!')"), ("|reverse|join", ""), ("", "|trim"), ("", "|replace('a', 'а')"),
            ("", "~'\u200b'"),
        ],
    )  # fmt: skip
    def test_a_template_that_alters_the_words_is_caught(
        self, head: str, body: str, site: Callable[[str], SmallSite]
    ) -> None:
        """Capitals, a word less, another word, another sign, an invisible one: none of it is published."""
        whole = site("themed")
        built_into(whole)
        before = snapshot(whole.out)
        whole.write("templates/article.html", plain_theme(head, body))
        assert "[page-differs]" in refused(whole)
        assert snapshot(whole.out) == before

    @pytest.mark.parametrize(
        "template",
        [
            "{% extends 'base.html' %}{% block main %}",
            "{% extends 'base.html' %}{% block main %}{{ artcle.title }}{% endblock %}",
            "{% include 'no-such-file.html' %}",
            "{% include 'article.html' %}",
            "{{ title.nothing.at.all }}",
            "{{ 1 / 0 }}",
            "{{ headline | no_such_filter }}",
            "{% for x in 3 %}{% endfor %}",
            "{% extends 'base.html' %}",
            "<p data-text>",
            "",
        ],
    )
    def test_a_broken_template_is_a_diagnostic(self, template: str, site: Callable[[str], SmallSite]) -> None:
        """A template that cannot be rendered, or shows no text, is told by its name; the last site stays."""
        whole = site("themed")
        built_into(whole)
        before = snapshot(whole.out)
        whole.write("templates/article.html", template)
        said = refused(whole)
        assert "templates/article.html" in said
        assert "[template-broken]" in said
        assert snapshot(whole.out) == before

    def test_a_template_that_is_no_text_is_a_diagnostic(self, site: Callable[[str], SmallSite]) -> None:
        """A template in another encoding is told as such."""
        whole = site("themed")
        (whole.root / "templates/404.html").write_bytes(b"\xff\xfe<\0h\0")
        said = refused(whole)
        assert "templates/404.html" in said

    def test_a_misspelt_template_is_answered(self, site: Callable[[str], SmallSite]) -> None:
        """A file in templates/ that nothing would ever read is told, with the name that was meant."""
        whole = site("themed")
        whole.write("templates/artcle.html", "<p>never seen</p>")
        result = whole.run(main, "check", "--root", str(whole.root))
        assert "templates/artcle.html" in result.output
        assert "'article.html'" in result.output
