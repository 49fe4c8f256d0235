"""Relative links and images of the Markdown files resolve: links.py ROOT. Exit code 1 on a dead link."""

import pathlib
import re
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
SKIPPED = ("build", "output", ".git", "node_modules")


def anchors(text):
    """GitHub's anchors of the headings."""
    names = set()
    for heading in re.findall(r"^#+\s+(.*)$", text, re.MULTILINE):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
        names.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return names


def dead_links(root, page):
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", lambda block: "\n" * block.group().count("\n"), text, flags=re.MULTILINE | re.DOTALL)
    for number, line in enumerate(prose.splitlines(), 1):
        for link in LINK.findall(line):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            file = (page.parent / target).resolve() if target else page
            if not file.exists():
                yield f"{page.relative_to(root)}:{number}: {link} does not exist"
            elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
                yield f"{page.relative_to(root)}:{number}: {link}: no such heading"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    pages = [page for page in sorted(root.rglob("*.md")) if page.relative_to(root).parts[0] not in SKIPPED]
    dead = [message for page in pages for message in dead_links(root, page)]
    print("\n".join(dead + [f"{len(pages)} pages, {len(dead)} dead links"]))
    sys.exit(1 if dead else 0)


main()
