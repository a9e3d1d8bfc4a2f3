#!/usr/bin/env python3
"""Makes the essays and their gold standards out of marked sources.

usage: mark.py [--check] [FILE.mark …]      (default: every .mark below this folder)

A `.mark` file is a TOML head, a line `---`, and the essay with its marks in braces (README.md tells how
to read and write them). Beside it are written the essay as readers meet it (`.txt` or `.md`) and the gold
standard (`.json`), whose offsets are Unicode code points into that essay, end exclusive. With --check
nothing is written: what stands there must be what would be written.
"""
import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {"p": "person", "l": "place", "g": "group"}
SECTIONS = {"person": "persons", "place": "places", "group": "groups"}
DOC_TYPES = """telegram, cipher telegram, letter, note, memorandum, report, minutes, instruction, conversation record,
dispatch, circular, treaty, decree, statement, debates, correspondence, newspaper, book, article""".replace("\n", " ").split(", ")
SOURCE_KINDS = ("archival", "published-document", "book", "article", "press")
SOURCE = {"kind": None, "doc_type": None, "title": None, "authors": [], "recipients": [], "date": None, "repository": None,
          "collection": None, "shelfmark": None, "container": None, "place": None, "year": None, "pages": None, "ibid": False, "see": False}
SOURCE_EXTRA = {"publisher", "date_alt", "author_groups", "recipient_groups", "authors_inferred",
                "accept_titles", "accept_containers", "accept_kinds", "accept_doc_types", "accept_shelfmarks", "accept_pagess"}
EVENT_TYPES = """letter telegram note memorandum meeting conference treaty appointment arrival battle decision publication
other""".split()
EVENT = {"type", "label", "date", "date_alt", "actors", "recipients", "places", "cited_by", "optional", "actors_optional",
         "recipients_optional", "places_optional", "accept_types", "comment", "in"}


class Fault(Exception):
    """What a person must mend, with the file it stands in."""


def parse(body):
    """The plain text, and the marks as (head, start, end, depth) in the order they open."""
    plain, marks, open_marks, at = [], [], [], 0
    length = 0
    while at < len(body):
        char = body[at]
        if char == "{":
            head, bar, _ = body[at + 1:].partition("|")
            if not bar or "{" in head or "}" in head:
                raise Fault(f"a mark without its bar: {body[at:at + 40]!r}")
            mark = [head.split(), length, None, len(open_marks)]
            marks.append(mark)
            open_marks.append(mark)
            at += len(head) + 2
        elif char == "}":
            if not open_marks:
                raise Fault(f"a brace that closes nothing: {body[at - 30:at + 1]!r}")
            open_marks.pop()[2] = length
            at += 1
        else:
            plain.append(char)
            length += 1
            at += 1
    if open_marks:
        raise Fault(f"a mark that is never closed: {open_marks[-1][0]}")
    return "".join(plain), marks


def wrap(text, width, blank_lines, hyphens):
    """The text in lines of at most `width`, and where each of its characters (and its end) went."""
    out, moved, column = [], [], 0
    brk = "\n\n" if blank_lines else "\n"
    at = 0
    while at < len(text):
        if text[at] in " \n":
            word = re.match(r"[^ \n]*", text[at + 1:]).group()
            moved.append(len(out))
            if text[at] == "\n":
                out.append("\n")
                column = 0
            elif hyphens and column + 1 + len(word) > width and "-" in word[:width - column - 1]:
                cut = word[:width - column - 1].rfind("-") + 1
                out += " " + word[:cut]
                moved += range(len(out) - cut, len(out))
                out += brk
                column = 0
                at += cut
                rest = re.match(r"[^ \n]*", text[at + 1:]).group()
                moved += range(len(out), len(out) + len(rest))
                out += rest
                column = len(rest)
                at += len(rest)
            elif column + 1 + len(word) > width:
                out += brk
                column = 0
            else:
                out.append(" ")
                column += 1
        else:
            moved.append(len(out))
            out.append(text[at])
            column += 1
        at += 1
    moved.append(len(out))
    return "".join(out), moved


def exact(text, start, end):
    """The words of a span on one line: white space collapsed, none after a line-end hyphen."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w-)\s*\n\s*", "", text[start:end])).strip()


def need(condition, message):
    if not condition:
        raise Fault(message)


def mentions_of(marks, named, states, cited):
    """The mentions with their other readings: `~` marks inside or around one."""
    rows = []
    for head, start, end, depth in marks:
        kind = head[0].strip("?~")
        if kind not in ("p", "l", "g", "g/l", "l/g") or "~" in head[0]:
            continue
        key, *metonyms = head[1].split("=")
        row = {"start": start, "end": end, "type": KINDS[kind[0]], "key": key}
        alt = [{"type": "place", "key": key}] if row["type"] == "group" and key in states else []
        if "/" in kind:
            alt.append({"type": KINDS[kind[2]], "key": key})
        alt += [{"type": "group", "key": other} for other in metonyms]
        for other, s, e, d in marks:
            inside, around = s >= start and e <= end and d > depth, s <= start and e >= end and d < depth
            if "~" in other[0] and (inside or around):
                twin = {"type": KINDS[other[0].strip("~")], "key": other[1], "start": s, "end": e}
                alt.append(twin)
                if twin["type"] == "group" and twin["key"] in states:
                    alt.append({**twin, "type": "place"})
        for one in [row] + alt:
            where = "group" if one["type"] == "place" and one["key"] in named["group"] else one["type"]
            need(one["key"] in named[where], f"{one['type']} {one['key']} is not in the head")
        if alt:
            row["alt"] = alt
        row["in"] = next((c for c, (s, e) in cited.items() if s <= start and end <= e), "body")
        if "?" in head[0]:
            row["optional"] = True
        rows.append(row)
    rows.sort(key=lambda row: (row["start"], row["end"]))
    for a, b in zip(rows, rows[1:]):
        need(a["end"] <= b["start"], f"two mentions overlap: {a['key']} and {b['key']}")
    return rows


def source_of(row, words, known, cid):
    """One source of a citation, all fields there; what is given as cited must stand in the citation's words."""
    short = row.pop("short", False) or row.get("ibid")
    need(set(row) <= set(SOURCE) | SOURCE_EXTRA, f"{cid}: unknown field in {sorted(row)}")
    need(row.get("kind") in SOURCE_KINDS, f"{cid}: kind {row.get('kind')}")
    need(row.get("doc_type") in DOC_TYPES + [None], f"{cid}: doc_type {row.get('doc_type')}")
    flat = re.sub(r"\W+", " ", words).lower()
    if not short:
        for field in ("title", "collection", "shelfmark", "container", "year", "pages"):
            cited = re.sub(r"\W+", " ", str(row.get(field) or "")).strip().lower()
            need(all(word in flat.split() for word in cited.split()), f"{cid}: {field} {row.get(field)!r} is not in {words!r}")
    for field in ("authors", "recipients", "author_groups", "recipient_groups"):
        for key in row.get(field, []):
            need(key in known, f"{cid}: {key} is not in the head")
    return {**SOURCE, **row}


def gold_of(path):
    head, bar, body = path.read_text(encoding="utf-8").partition("\n---\n")
    need(bar, "no line --- between head and essay")
    head = tomllib.loads(head)
    plain, marks = parse(body.strip("\n") + "\n")
    if width := head.get("wrap"):
        plain, moved = wrap(plain, width, head.get("blank_lines", False), head.get("break_hyphens", False))
        marks = [(h, moved[s], moved[e - 1] + 1, d) for h, s, e, d in marks]
    named = {kind: head.get(section, {}) for kind, section in SECTIONS.items()}
    states = {key for key, name in named["group"].items() if name.startswith("state:")}
    known = set().union(*named.values())
    need(len(known) == sum(map(len, named.values())), "one key stands for two things")

    cited, markers = {}, {}
    for h, s, e, _ in marks:
        if h[0] == "c":
            need(h[1] not in cited, f"{h[1]} is marked twice")
            cited[h[1]] = (s, e)
        elif h[0] == "m":
            for cid in h[1:]:
                markers.setdefault(cid, []).append({"start": s, "end": e})
    need(set(cited) == set(head.get("c", {})), f"citations of the text and of the head differ: {set(cited) ^ set(head.get('c', {}))}")
    need(set(markers) <= set(cited), f"markers of no citation: {set(markers) - set(cited)}")
    citations = []
    for cid, (s, e) in sorted(cited.items(), key=lambda item: item[1]):
        words = exact(plain, s, e)
        row = {"id": cid, "start": s, "end": e, "exact": words, "sources": [source_of(one, words, known, cid) for one in head["c"][cid]]}
        if cid in markers:
            row["markers"] = markers[cid]
        citations.append(row)

    mentions = mentions_of(marks, named, states, cited)
    for row in mentions:
        row["text"] = exact(plain, row["start"], row["end"])
    used = {row["key"] for row in mentions} | {alt["key"] for row in mentions for alt in row.get("alt", [])}

    spans = {}
    for h, s, e, _ in marks:
        if h[0] == "e":
            for eid in h[1:]:
                spans.setdefault(eid.lstrip("+"), []).append((eid.startswith("+"), s, e))
    events = []
    for eid, row in head.get("e", {}).items():
        need(set(row) <= EVENT, f"{eid}: unknown field in {sorted(row)}")
        need(row.get("type") in EVENT_TYPES, f"{eid}: type {row.get('type')}")
        need(set(row.get("cited_by", [])) <= set(cited), f"{eid}: cited by {row.get('cited_by')}")
        keys = [key for field in ("actors", "recipients", "places", "actors_optional", "recipients_optional", "places_optional")
                for key in row.get(field, [])]
        need(set(keys) <= known, f"{eid}: {set(keys) - known} not in the head")
        used |= set(keys)
        told = spans.pop(eid, [])
        if "in" in row:
            start, end = cited[row["in"]]
            cited_by = row.get("cited_by", [row["in"]])
        else:
            first = [(s, e) for further, s, e in told if not further]
            need(len(first) == 1, f"{eid}: {len(first)} sentences")
            start, end = first[0]
            cited_by = row.get("cited_by", [])
        out = {"id": eid, "type": row["type"], "label": row.get("label", ""), "date": row.get("date"), "actors": row.get("actors", []),
               "recipients": row.get("recipients", []), "places": row.get("places", []), "start": start, "end": end,
               "cited_by": cited_by, "text": exact(plain, start, end)}
        if more := [[s, e] for further, s, e in told if further]:
            out["extra_spans"] = more
        if "in" in row:
            out["known_from"] = "citation only"
        for field in ("date_alt", "optional", "actors_optional", "recipients_optional", "places_optional", "accept_types", "comment"):
            if field in row:
                out[field] = row[field]
        events.append(out)
    need(not spans, f"sentences of no event: {set(spans)}")
    events.sort(key=lambda row: (row["start"], row["id"]))
    for row in citations:
        for source in row["sources"]:
            used |= {key for field in ("authors", "recipients", "author_groups", "recipient_groups") for key in source.get(field, [])}
    need(not known - used, f"named in the head only: {known - used}")

    gold = {"source": path.with_suffix(head.get("suffix", ".txt")).name, "sha256": hashlib.sha256(plain.encode()).hexdigest(),
            "range": [0, len(plain)], "title": head["title"], "language": head["language"], "comment": head.get("comment", ""),
            "citations": citations}
    for kind, section in SECTIONS.items():
        gold[section] = [{"key": key, "name": name.split(": ", 1)[-1], **({"type": name.split(": ")[0]} if kind == "group" else {})}
                         for key, name in named[kind].items()]
    order = ("start", "end", "text", "type", "key", "alt", "in", "optional")
    gold["mentions"] = [{field: row[field] for field in order if field in row} for row in mentions]
    gold["events"] = events
    verify(gold, plain)
    return plain, gold


def verify(gold, plain):
    """Every span says what it is said to say, and ends where words end."""
    for rows, words in ((gold["mentions"], "text"), (gold["citations"], "exact"), (gold["events"], "text")):
        for row in rows:
            need(0 <= row["start"] < row["end"] <= len(plain), f"{row} is out of range")
            said = plain[row["start"]:row["end"]]
            need(said == said.strip(), f"white space at the edge of {said!r}")
            need(exact(plain, row["start"], row["end"]) == row[words], f"{row[words]!r} is not {said!r}")
    for row in gold["mentions"]:
        before, after = plain[row["start"] - 1:row["start"]], plain[row["end"]:row["end"] + 1]
        need(not (before + after).isalpha() and not before.isalpha() and not after.isalpha(), f"{row['text']!r} is part of a word")


def main():
    check = "--check" in sys.argv
    files = [Path(arg) for arg in sys.argv[1:] if not arg.startswith("--")] or sorted(HERE.rglob("*.mark"))
    stale = 0
    for path in files:
        try:
            plain, gold = gold_of(path)
        except (Fault, tomllib.TOMLDecodeError) as fault:
            sys.exit(f"{path}: {fault}")
        made = {path.with_name(gold["source"]): plain,
                path.with_suffix(".json"): json.dumps(gold, ensure_ascii=False, indent=1) + "\n"}
        for target, words in made.items():
            same = target.exists() and target.read_bytes() == words.encode()
            if check and not same:
                print(f"{target} is not what {path.name} makes", file=sys.stderr)
                stale += 1
            elif not check and not same:
                target.write_bytes(words.encode())
        core = [e for e in gold["events"] if not e.get("optional")]
        print(f"{path.name}: {len(plain)} characters, {len(gold['citations'])} citations, "
              f"{sum(not m.get('optional', False) for m in gold['mentions'])} mentions, {len(core)} events")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    main()
