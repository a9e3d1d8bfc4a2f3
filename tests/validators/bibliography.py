"""CSL-JSON by its schema and citeproc, BibTeX by bibtexparser."""

import json
import warnings

import bibtexparser
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft7Validator


def check(folder, schemas):
    items = json.loads((folder / "bibliography.csl.json").read_text("utf-8"))
    schema = schemas / "csl" / "csl-data.json"
    if schema.exists():
        faults = list(Draft7Validator(json.loads(schema.read_text("utf-8"))).iter_errors(items))
        yield from (("FAULT", f"csl-data.json: {fault.json_path}: {fault.message}") for fault in faults[:20])
        if not faults:
            yield "ok", f"csl-data.json: {len(items)} items"
    else:
        yield "skipped", "csl-data.json: not at hand"
    with warnings.catch_warnings():
        # It knows the schema before `archive_collection`.
        warnings.simplefilter("ignore")
        read = CiteProcJSON(items)
    yield ("ok" if len(read) == len(items) else "FAULT"), f"citeproc-py reads {len(read)} of {len(items)}"
    entries = bibtexparser.parse_file(str(folder / "bibliography.bib"))
    yield from (("FAULT", f"bibtexparser: {block.error}") for block in entries.failed_blocks)
    same = {entry.key for entry in entries.entries} == {item["id"] for item in items}
    yield ("ok" if same else "FAULT"), f"bibtexparser reads {len(entries.entries)} entries, the same as CSL-JSON"
