"""A published site on a real web server, below a path: every link is followed by HTTP."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from builder.cli import main
from tests import built
from tests.publish.conftest import Serve
from tests.small_sites import copied


def test_every_link_works_below_a_path(tmp_path: Path, nginx: Serve) -> None:
    """From the home page all pages are reached, every address on them answers, and every fragment is there.

    A missing page at any depth shows the page for lost readers, whose style and links work.
    """
    whole = copied("annotated", tmp_path)
    result = whole.run(main, "publish", "--root", str(whole.root), "--folder", str(whole.out))
    assert result.exit_code == 0, result.output
    home = nginx(whole.out, "/project/") + "/project/"

    answers: dict[str, tuple[int, bytes]] = {}
    ids: dict[str, set[str]] = {}
    wanted: set[tuple[str, str, str]] = set()
    waiting = [(home, ""), (f"{home}nowhere", ""), (f"{home}articles/bridge/no/such/page.html", "")]
    old = [name for name, data in whole.built().items() if b'http-equiv="refresh"' in data]  # nothing links to these
    assert len(old) > 3
    waiting += [(f"{home}{name}", "") for name in old]
    while waiting:
        address, origin = waiting.pop()
        if address in answers:
            continue
        answers[address] = status, data = get(address)
        assert status == (404 if "/no" in urlsplit(address).path else 200), f"{address} on {origin}: {status}"
        if not data.lstrip().startswith(b"<!doctype html"):
            continue
        page = built.page(data)
        ids[address] = set(page.ids)
        for tag, link in page.links():
            there, fragment = urldefrag(urljoin(address, link))
            if tag.attributes.get("rel") == "canonical" or urlsplit(there).netloc != urlsplit(home).netloc:
                continue
            assert there.startswith(home), f"{link} on {address} leads out of the site"
            waiting.append((there, address))
            wanted.add((there, fragment, address))
    assert [want for want in wanted if want[1] and want[0] in ids and want[1] not in ids[want[0]]] == []
    reached = {urlsplit(address).path.removeprefix("/project/") for address in answers}
    assert {name for name in whole.built() if name.endswith("index.html")} <= reached


def get(address: str) -> tuple[int, bytes]:
    """Status and content of an address."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - an address of our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
