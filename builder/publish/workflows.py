"""Workflows by which a host checks and publishes a site whenever it is pushed there: a file each, to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GITHUB = """\
# Checks the site on every push and pull request, and publishes the branch main on GitHub Pages.
# Once, on GitHub: Settings > Pages > Source: GitHub Actions. In content/site.yaml: base_url, the address of the pages.
name: Pages
on:
  push:
  pull_request:
  workflow_dispatch:
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install allegedly
      - run: allegedly check --format github
      - run: allegedly publish --folder public
      - uses: actions/upload-pages-artifact@v5
        with:
          path: public
  deploy:
    if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    concurrency:
      group: pages
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
"""

_GITLAB = """\
# Checks the site on every push, and publishes the default branch on GitLab Pages.
# In content/site.yaml: base_url, the address of the pages (Deploy > Pages says it).
image: python:3.13-slim

check:
  rules:
    - if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH
  script:
    - pip install allegedly
    - allegedly check
    - allegedly publish --folder public

pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install allegedly
    - allegedly check
    - allegedly publish --folder public
  artifacts:
    paths:
      - public
"""

WORKFLOWS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "github": (".github/workflows/pages.yml", _GITHUB),
    "gitlab": (".gitlab-ci.yml", _GITLAB),
})  # fmt: skip
"""Where each host looks for its workflow, and the workflow."""
