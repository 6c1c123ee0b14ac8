"""Rules of templates: they are code, but whoever writes them is an author too."""

from builder.diagnostics import Rule

TEMPLATE_BROKEN = Rule(
    "template-broken",
    "this template does not work: {problem}",
    "A page whose template fails would be missing or half empty.",
    "{{ artcle.title }}",
    "correct the template; the names a template may use are the fields of its page's view",
)
