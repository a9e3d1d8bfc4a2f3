"""Linked Art records by the project's schemas (formats checked), cromulent, and JSON-LD against rdflib."""

import json

import pyld
import rdflib
from cromulent import reader
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

SCHEMAS = {"person": "person.json", "place": "place.json", "group": "group.json", "text": "text.json", "event": "event.json", "abstract": "abstract.json"}


def check(folder, schemas):
    records = sorted((folder / "linked-art").glob("*/*.json"))
    yield ("ok" if records else "FAULT"), f"{len(records)} records"
    schemas = schemas / "linked-art"
    if not schemas.exists():
        yield "skipped", "schemas and context of Linked Art: not at hand"
    else:
        yield from by_schema(records, schemas)
        yield from as_graph(records, json.loads((schemas / "context-linked-art.json").read_text("utf-8")))
    yield from by_cromulent(records)


def by_schema(records, folder):
    registry = Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text("utf-8")))) for path in folder.glob("*.json") if "context" not in path.name
    )
    faults = 0
    for path in records:
        schema = json.loads((folder / SCHEMAS[path.parent.name]).read_text("utf-8"))
        validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
        for fault in validator.iter_errors(json.loads(path.read_text("utf-8"))):
            faults += 1
            if faults <= 20:
                yield "FAULT", f"{path.parent.name}/{path.name}: {fault.json_path}: {fault.message[:200]}"
    if not faults:
        yield "ok", "every record conforms to its schema"


def by_cromulent(records):
    faults = 0
    for path in records:
        try:
            reader.Reader().read(path.read_text("utf-8"))
        except Exception as error:  # noqa: BLE001: whatever it raises is a fault of the record
            faults += 1
            if faults <= 20:
                yield "FAULT", f"cromulent: {path.parent.name}/{path.name}: {error}"
    if not faults:
        yield "ok", f"cromulent reads {len(records)} records"


def as_graph(records, context):
    """Every record says something to a reader of JSON-LD, and to two of them the same."""
    pyld.jsonld.set_document_loader(lambda url, _options: {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"})
    triples = 0
    for path in records:
        record = json.loads(path.read_text("utf-8"))
        lines = pyld.jsonld.to_rdf(record, {"format": "application/n-quads"})
        theirs = rdflib.Graph().parse(data=lines, format="nt")
        ours = rdflib.Graph().parse(data=json.dumps(record | {"@context": context["@context"]}), format="json-ld")
        if len(theirs) != len(ours) or not len(ours):
            yield "FAULT", f"{path.parent.name}/{path.name}: {len(theirs)} triples by pyld, {len(ours)} by rdflib"
        triples += len(ours)
    yield "ok", f"pyld and rdflib read the same {triples} triples"
