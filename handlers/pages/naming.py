"""Which field each line of an error summary is about: the words of its label, which the page writes further down."""

import re

LABEL = re.compile(
    r'<(?:label for|legend data-for)="([\w.-]+)"[^>]*>(.*?)(?:<span class="optional">.*?)?</(?:label|legend)>',
    re.DOTALL,
)
LINE = re.compile(r'(<a href="#([\w.-]+)" target="_self" data-error>)')


def name_fields(html: str) -> str:
    """Return a page with the label of its field before each sentence of an error summary that links to one."""
    if " data-error>" not in html:
        return html
    labels: dict[str, str] = {}
    for at, words in LABEL.findall(html):
        labels.setdefault(at, words.strip())
    return LINE.sub(lambda found: found[1] + (f"{labels[found[2]]}: " if labels.get(found[2]) else ""), html)
