"""Pages from views: quicker code gives the very pages of Jinja's own, and leaves every mistake to it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from builder.pipeline.build import build
from builder.render import Renderer, Theme, environment
from builder.render.quick import is_plain
from builder.render.steady import steady_macros
from builder.text.messages import ENGLISH, Messages, Translation
from builder.views.parts import TermRef

SITES = Path(__file__).parent.parent / "sites"


@dataclass(frozen=True, slots=True)
class Thing:
    """A value with attributes."""

    name: str
    count: int = 0
    parts: tuple[Any, ...] = ()


VIEW: Mapping[str, Any] = {
    "words": "a <b> & 'c' \"d\"",
    "safe": Markup("<i>x</i>"),
    "none": None,
    "truth": True,
    "one": 1,
    "many": 3,
    "half": 0.5,
    "names": ("a", "<b>", Markup("<c>")),
    "table": {"key": "<value>", "items": "hidden by the method"},
    "ref": TermRef("<id>", "<label>", "x"),
    "refs": (TermRef("<id>", "<label>", "x"), TermRef("<id>", "other", "y")),
    "thing": Thing("<thing>", 2, (Thing("in & side", 1), Thing("last", 0, (Thing("deep"),)))),
    "function": lambda *args, **more: f"<{args} {sorted(more.items())}>",
}

GERMAN = Messages(
    "de",
    {
        "plain": Translation(("schlicht <em>gesagt</em>",), lambda _: 0),
        "%(a)s then %(b)s": Translation(("%(b)s nach %(a)s, 100%%",), lambda _: 0),
        "lost %(a)s": Translation(("verloren",), lambda _: 0),
        "broken": Translation(("50 % da",), lambda _: 0),
        "twice %(a)s": Translation(("%(a)s und %(a)s",), lambda _: 0),
        "%(count)s word": Translation(("%(count)s Wort", "%(count)s Wörter"), lambda number: number != 1),
        "where\x04plain": Translation(("anderswo",), lambda _: 0),
    },
)

TEMPLATES: Mapping[str, str] = {
    "macros.html": (
        "{% macro plain(x) %}[{{ x }}]{% endmacro %}"
        "{% macro two(x, y='<y>', z=x) -%} {{ plain(x) }}{{ y }}{{ z }} {%- endmacro %}"
        "{% macro rest(x) %}{{ x }}{{ varargs }}{{ kwargs }}{% endmacro %}"
        "{% macro box() %}<b>{{ caller() }}</b>{% endmacro %}"
        "{% macro around(x) %}<p>{{ caller(x) }}</p>{% endmacro %}"
        "{% macro tree(t) %}{{ t.name }}{% for p in t.parts %}({{ tree(p) }}){% endfor %}{% endmacro %}"
        "{% macro asks(x) %}{{ x.nothing is defined }}{{ x.nothing | default('-') }}{% endmacro %}"
        "{% macro term(x) %}{{ x.label }}{{ _('plain') }}{% endmacro %}"
        "{% macro terms(list) %}{% for x in list %}{{ loop.index }}{{ term(x) }}{% endfor %}{% endmacro %}"
    ),
    "frame.html": "<{% block head %}head{% endblock %}|{% block main %}{% endblock %}>{{ words }}",
    "part.html": "part {{ words }} {{ thing.name }}{% set inner = 1 %}",
}
CHANGING = (
    "{% set kept = namespace(n=0) %}{% set turn = cycler('a', 'b') %}"
    "{% macro count(x) %}{% set kept.n = kept.n + 1 %}{{ kept.n }}{{ x.label }}{% endmacro %}"
    "{% macro turned(x) %}{{ turn.next() }}{{ x.label }}{% endmacro %}"
    "{% macro indirect(x) %}{{ turned(x) }}{% endmacro %}"
)
LATER = "{% macro m(x) %}{{ n }}{% for n in names %}{% endfor %}{% endmacro %}"
IMPORT = "{% import 'macros.html' as m %}"

COUNTED = "{% trans count=n %}{{ count }} word{% pluralize %}{{ count }} words{% endtrans %}"

SAME = (
    "{{ words }}{{ safe }}{{ none }}{{ truth }}{{ one }}{{ half }}{{ names }}{{ thing.name }}{{ thing.count }}",
    "{{ thing.parts[1].parts[0].name }}{{ thing['name'] }}{{ table.key }}{{ table['key'] }}",
    "{{ table.items() | list }}{{ 'x'.upper() }}{{ words.upper() }}{{ -one }}{{ (one + many).real }}",
    "{{ 'x' if one }}{{ 'x' if none }}{{ words if none }}{{ words if one else safe }}{{ ('a' if none) ~ words }}",
    "{{ thing.nothing is defined }}{{ nothing is defined }}{{ thing.nothing | default('<d>') }}{{ no | d(words) }}",
    "{{ thing.name is defined and thing.name }}{{ thing.nothing is undefined }}{{ thing.parts[9] is defined }}",
    "{% if thing.name %}a{% elif thing.count %}b{% endif %}{% if not none %}c{% endif %}",
    "{% for n in names %}{{ loop.index }}{{ n }}{{ ', ' if not loop.last }}{% else %}none{% endfor %}",
    "{% for n in names if n != 'a' %}{{ n }}{{ loop.previtem is defined }}{{ loop.cycle('x', 'y') }}{% endfor %}",
    "{% for p in thing.parts recursive %}{{ p.name }}{% if p.parts %}<{{ loop(p.parts) }}>{% endif %}{% endfor %}",
    "{% for k, v in table | dictsort %}{{ k }}={{ v }} {% endfor %}",
    "{{ names | join('&') }}{{ names | map('upper') | list }}",
    "{% set x = words %}{{ x }}{{ x ~ safe }}",
    "{% set y %}{{ words }}<hr>{% endset %}{{ y }}{{ y | upper }}{{ y ~ words }}{{ words ~ y }}",
    "{% set ns = namespace(n=1) %}{% for x in names %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{{ function(1, words) }}{{ function(words, key=safe) }}{{ function(*names, **table) }}{{ range(3) | list }}",
    IMPORT + "{{ m.plain(words) }}{{ m.plain(safe) }}{{ m.two(words) }}",
    IMPORT + "{{ m.two(one, two) if none }}{{ m.two(z=1, x=2) }}",
    IMPORT + "{{ m.rest(1, words, k=safe) }}{% call m.box() %}in{{ words }}{% endcall %}",
    IMPORT + "{% call(x) m.around(words) %}{{ x }}{{ m.plain(x) }}{% endcall %}",
    IMPORT + "{{ m.tree(thing) }}{{ m.asks(thing) }}",
    IMPORT + "{{ m.term(ref) }}{{ m.term(ref) }}{{ m.terms(refs) }}{{ m.terms(refs) ~ m.term(refs[0]) ~ m.term(ref) }}",
    CHANGING + "{{ count(ref) }}{{ count(ref) }}{{ turned(ref) }}{{ indirect(ref) }}{{ indirect(ref) }}",
    "{% set n = 1 %}{% macro m(x) %}{{ n }}{{ x.label }}{% endmacro %}{{ m(ref) }}{% set n = 2 %}{{ m(ref) }}",
    LATER + "{% set n = 1 %}{{ m(ref) }}{% set n = 2 %}{{ m(ref) }}",
    "{% macro m(x) %}{{ 'a' if x }}{% endmacro %}{{ m(ref) }}{% macro m(x) %}b{% endmacro %}{{ m(ref) }}",
    "{% for n in names %}{% macro m(x) %}{{ n }}{{ x.id }}{% endmacro %}{{ m(ref) }}{{ m(ref) }}{% endfor %}",
    "{{ '<b>' if one else '&' }}{{ 'x' if one else '>' }}{{ '\"' if none }}",
    IMPORT + "{{ m.plain(m.plain(words)) }}{{ m.plain(m.plain(words) ~ words) }}",
    IMPORT + "{% set x = m.plain(words) %}{{ x }}{{ x|e }}",
    IMPORT + "{% set x = m.plain(words) ~ m.plain(safe) ~ words %}{{ x | trim }}{{ x | length }}{{ m.plain('<k>') }}",
    "{% from 'macros.html' import plain, two as zwei %}{{ plain(words) }}{{ zwei(words, safe, none) }}",
    "{% macro less(x) %}{{ x }}{% endmacro %}{{ less(words) }}{% filter upper %}{{ words }}{% endfilter %}",
    "{% extends 'frame.html' %}{% block head %}{{ super() }}{{ words }}{% endblock %}",
    "{% extends 'frame.html' %}{% block main %}{{ safe }}{% endblock %}",
    "{% block a %}x{{ words }}{% endblock %}{{ self.a() }}",
    "{% include 'part.html' %}{% include ['no.html', 'part.html'] %}{% include 'no.html' ignore missing %}",
    "{% import 'part.html' as p with context %}{{ p.inner }}{% with w = words %}{{ w }}{% endwith %}",
    "{% trans %}plain{% endtrans %}{{ _('plain') }}{{ gettext('plain') | upper }}",
    "{{ _(words) }}{{ pgettext('where', 'plain') }}",
    "{% trans a=words, b=safe %}{{ a }} then {{ b }}{% endtrans %}{% trans a=words %}lost {{ a }}{% endtrans %}",
    "{% trans a=words %}twice {{ a }}{% endtrans %}{% trans %}100 % <b>{{ words }}</b>{% endtrans %}{{ _('100%% x') }}",
    "{% for n in (0, 1, 2, 1, true, half) %}" + COUNTED + ";{% endfor %}",
    "{% trans n=2, w=words %}{{ n }} {{ w }}{% pluralize n %}{{ n }} {{ w }}s{% endtrans %}",
    "{{ ngettext('%(num)s word', '%(num)s words', many) }}{{ npgettext('x', '%(num)s a', '%(num)s b', 1) }}",
    "{{ _('%(a)s then %(b)s', a=words, b=_('plain')) }}{{ _('plain') if one else _('x') }}",
    "{{ [_('plain'), words] | join }}",
    "{% set gettext = function %}{{ gettext(words) }}{% trans %}plain{% endtrans %}",
    "{% macro _(x) %}mine {{ x }}{% endmacro %}{{ _(words) }}",
    "{% for _ in names %}{{ _ }}{% endfor %}",
    "{% autoescape false %}{{ words }}{% autoescape true %}{{ words }}{% endautoescape %}{% endautoescape %}",
    IMPORT + "{% autoescape false %}{{ m.plain(words) }}{{ words ~ safe }}{% endautoescape %}",
)  # fmt: skip
"""Templates that make a page."""

BROKEN = (
    "{{ nothing }}",
    "{{ thing.nothing }}",
    "{{ thing.nothing.more }}",
    "{% if thing.nothing %}x{% endif %}",
    "{% for x in nothing %}x{% endfor %}",
    "{{ nothing() }}",
    "{{ words() }}",
    "{{ none.name }}",
    "{{ thing.nothing.more is defined }}",
    "first line\n{{ words }}\n{{ thing.parts[7] }}",
    IMPORT + "{{ m.plain() }}",
    IMPORT + "{{ m.plain(nothing) }}",
    IMPORT + "{{ m.plain(1, 2) }}",
    IMPORT + "{{ m.plain(y=2) }}",
    IMPORT + "{{ m.around(1) }}",
    IMPORT + "\n{{ m.tree(table) }}",
    IMPORT + "{{ m.missing(1) }}",
    "{{ words | nofilter }}",
    "{{ words is notest }}",
    "{% include 'no.html' %}",
    "{% if %}",
    IMPORT + "{% call m.around(1) %}{% endcall %}",
    "{{ _('%(a)s then %(b)s') }}",
    "{% trans a=nothing.more %}lost {{ a }}{% endtrans %}",
    "{% trans a=nothing %}not lost {{ a }}{% endtrans %}",
    "{% trans a=nothing %}twice {{ a }}{% endtrans %}",
    "{{ 1 // 0 }}",
    "{{ table.nothing }}",
    "{% include 'page.html' %}",
)
"""Templates that make none."""

NEEDS_JINJA = ("table.key", "self.a")
"""What quicker code leaves to Jinja's own: names of what is no attribute."""


def theme(text: str, messages: Messages = ENGLISH) -> Theme:
    """The built-in theme with a template more."""
    return Theme({**TEMPLATES, "page.html": text}, {}, messages)


def lines(error: BaseException) -> list[tuple[str, int]]:
    """The lines of templates that an error came through."""
    found, trace = [], error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith("templates/"):
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found


def mistake(render: Callable[[], str]) -> Exception:
    """The error with which a page is not made."""
    try:
        render()
    except Exception as error:  # noqa: BLE001 - whichever it is
        return error
    pytest.fail("the page was made")


@pytest.mark.parametrize("messages", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("text", SAME)
def test_the_page_is_the_one_that_jinja_makes(text: str, messages: Messages) -> None:
    """Whatever a template does, its page is the same, and hardly any template needs Jinja's own code for it."""
    dressed = theme(text, messages)
    expected = environment(dressed).get_template("page.html").render(VIEW)
    renderer = Renderer(dressed)
    assert renderer.page("page.html", VIEW) == expected
    assert renderer.page("page.html", VIEW) == expected, "once more, with what was kept"
    assert bool(renderer.slow) == any(sign in text for sign in NEEDS_JINJA), renderer.slow


@pytest.mark.parametrize(
    ("text", "messages"),
    [*((text, ENGLISH) for text in BROKEN), *((text, GERMAN) for text in (*BROKEN, "{% trans %}broken{% endtrans %}"))],
)
def test_a_mistake_is_told_as_jinja_tells_it(text: str, messages: Messages) -> None:
    """A template that fails fails with the same error at the same place."""
    dressed = theme(text, messages)
    expected = mistake(lambda: environment(dressed).get_template("page.html").render(VIEW))
    told = mistake(lambda: Renderer(dressed).page("page.html", VIEW))
    assert (type(told), str(told), lines(told)[-1:]) == (type(expected), str(expected), lines(expected)[-1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ _('x') }}{{ gettext ('x') }} <a target=_blank>my_name</a>", True),
        ("{% autoescape false %}{% endautoescape %}", False),
        ("{% set _ = 1 %}", False),
        ("{% macro ngettext(x) %}{% endmacro %}", False),
        ("{% macro x(gettext) %}{% endmacro %}", False),
        ("{% import 'x' as pgettext %}", False),
    ],
)
def test_what_would_change_the_meaning_of_names_is_seen(text: str, expected: bool) -> None:
    """Templates that turn escaping off, or give the messages' names another meaning, are left to Jinja."""
    assert is_plain(("<p>", text)) == expected


def test_a_page_leaves_no_circles() -> None:
    """What a page was made of is free at once: circles of objects are looked for seldom, and pages are large."""
    renderer = Renderer(theme("{% macro mine(x) %}{{ x }}{{ thing.name }}{% endmacro %}{{ mine(words) }}" + SAME[0]))
    renderer.page("page.html", VIEW)
    gc.collect()
    renderer.page("page.html", VIEW)
    assert gc.collect() == 0


def test_what_may_give_something_else_is_no_steady_macro() -> None:
    """Texts are kept of those macros only that use nothing but what they are given, and others like them."""
    known = steady_macros(environment(theme("")).parse(TEMPLATES["macros.html"] + CHANGING))
    assert known == {"plain", "tree", "asks", "term", "terms"}


@pytest.mark.parametrize("site", ["annotated", "minimal", "partial", "themed"])
def test_every_built_in_template_is_quick(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page of a site needs Jinja's own code."""
    used: list[Renderer] = []

    class Watched(Renderer):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            used.append(self)

    monkeypatch.setattr(sys.modules["builder.pipeline.joining"], "Renderer", Watched)
    assert build(SITES / site, tmp_path / "site").written is not None
    assert [renderer.slow for renderer in used] == [set()]
    assert is_plain(used[0].theme.all_templates().values())
