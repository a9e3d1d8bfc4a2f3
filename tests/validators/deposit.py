#!/usr/bin/env python3
"""Check the folder that `regesta export --deposit` makes, with programs that are not ours.

usage: deposit.py FOLDER [--shared PATH]

The exchange formats in it are left to exchange.py. PATH is the folder that holds schemas/; where it is absent,
the checks that need it are skipped, and said to be. Ends with 1 where anything is wrong.
"""

import hashlib
import io
import json
import re
import tempfile
from pathlib import Path

import pyoxigraph
import rdflib
import yaml
from pyshacl import validate
from rdflib import RDF

import report

VOID = "http://rdfs.org/ns/void#"


def main():
    args = report.arguments(__doc__)
    schemas = args.shared / "schemas"
    checks = [
        ("sums", lambda: sums(args.folder)),
        ("RO-Crate", lambda: crate(args.folder, schemas / "ro-crate" / "context-1.2.jsonld")),
        ("citation", lambda: citation(args.folder)),
        ("VoID", lambda: void(args.folder)),
        ("DCAT", lambda: dcat(args.folder, schemas / "dcat-ap" / "dcat-ap-3.0.0-shapes.ttl")),
    ]
    report.run(args.folder, checks)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sums(folder):
    """SHA256SUMS and the crate list every file as it is."""
    listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    wrong = [path for path in there if listed.get(path) != digest(folder / path)] + sorted(set(listed) - there)
    yield ("FAULT", f"SHA256SUMS: {wrong[0]}") if wrong else ("ok", f"SHA256SUMS: {len(there)} files")
    graph = json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    files = {entity["@id"]: entity for entity in graph if entity["@type"] == "File"}
    wrong = sorted(there - set(files) - {"ro-crate-metadata.json"}) + [
        path for path, file in files.items() if file["sha256"] != digest(folder / path) or int(file["contentSize"]) != (folder / path).stat().st_size
    ]
    yield ("FAULT", f"ro-crate-metadata.json: {wrong[0]}") if wrong else ("ok", f"ro-crate-metadata.json: {len(files)} files")


def crate(folder, context):
    """The crate by rocrate-validator, without the network: its cache is given the context."""
    if not context.exists():
        yield "skipped", "the context of RO-Crate: not at hand"
        return
    # These are slow to load, and not needed where the check is skipped.
    import requests
    import urllib3
    from requests_cache import CachedSession
    from rocrate_validator import services
    from rocrate_validator.models import Severity, ValidationSettings

    class Local(requests.adapters.HTTPAdapter):
        """Answers every request with the context."""

        def send(self, request, **_):
            body = io.BytesIO(context.read_bytes())
            headers = {"Content-Type": "application/ld+json"}
            answer = urllib3.HTTPResponse(body=body, headers=headers, status=200, preload_content=False, request_url=request.url)
            return self.build_response(request, answer)

    with tempfile.TemporaryDirectory() as temporary:
        cache = Path(temporary) / "cache"
        session = CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1)
        session.mount("https://", Local())
        session.get("https://w3id.org/ro/crate/1.2/context")
        session.close()
        settings = ValidationSettings(
            rocrate_uri=folder,
            profile_identifier="ro-crate-1.2",
            requirement_severity=Severity.REQUIRED,
            offline=True,
            cache_path=str(cache),
            skip_availability_check=True,
        )
        result = services.validate(settings)
    for issue in list(result.get_issues())[:20]:
        yield "FAULT", f"rocrate-validator: {issue.check.identifier}: {issue.message}"
    if result.passed():
        yield "ok", "rocrate-validator: conforms to RO-Crate 1.2"


def citation(folder):
    """CITATION.cff is YAML with the keys of its format; the others are JSON with what their readers need."""
    cff = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    missing = {"cff-version", "message", "title", "authors"} - set(cff)
    good = not missing and cff["type"] == "dataset" and re.fullmatch(r"\d{4}-\d\d-\d\d", str(cff["date-released"])) and all("name" in author for author in cff["authors"])
    yield ("ok" if good else "FAULT"), f"CITATION.cff: {cff.get('title')}"
    zenodo = json.loads((folder / ".zenodo.json").read_text("utf-8"))
    missing = {"title", "upload_type", "description", "creators", "publication_date"} - set(zenodo)
    yield ("ok" if not missing and zenodo["title"] == cff["title"] else "FAULT"), ".zenodo.json"
    codemeta = json.loads((folder / "codemeta.json").read_text("utf-8"))
    yield ("ok" if codemeta["name"] == cff["title"] and codemeta["version"] == cff["version"] else "FAULT"), "codemeta.json"


def void(folder):
    """The counts of the description, counted again in the dump by SPARQL."""
    store = pyoxigraph.Store()
    for quad in pyoxigraph.parse(path=str(folder / "dumps" / "all.nq"), format=pyoxigraph.RdfFormat.N_QUADS):
        store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
    description = rdflib.Graph().parse(folder / "exchange" / "description.ttl")
    dataset = next(description.subjects(RDF.type, rdflib.URIRef(VOID + "Dataset")))

    def said(subject, key):
        return int(description.value(subject, rdflib.URIRef(VOID + key)))

    def counted(select):
        return int(next(iter(store.query(select)))[0].value)

    queries = {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
        "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
        "entities": f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{dataset}") && STR(?s) != "{dataset}" && !CONTAINS(STR(?s), "#")) }}',
    }
    for key, query in queries.items():
        ours, theirs = said(dataset, key), counted(query)
        yield ("ok" if ours == theirs else "FAULT"), f"{key}: {ours}" + ("" if ours == theirs else f", counted {theirs}")
    partitions = [
        ("classPartition", "class", "entities", "SELECT ?t (COUNT(DISTINCT ?s) AS ?n) { ?s a ?t } GROUP BY ?t"),
        ("propertyPartition", "property", "triples", "SELECT ?t (COUNT(*) AS ?n) { ?s ?t ?o } GROUP BY ?t"),
    ]
    for partition, term, count, query in partitions:
        nodes = description.objects(dataset, rdflib.URIRef(VOID + partition))
        ours = {str(description.value(node, rdflib.URIRef(VOID + term))): said(node, count) for node in nodes}
        theirs = {row[0].value: int(row[1].value) for row in store.query(query)}
        yield ("ok" if ours == theirs and ours else "FAULT"), f"{partition}: {len(ours)}, as counted"


def dcat(folder, shapes):
    """The shapes of DCAT-AP 3.0.0 in pySHACL."""
    if not shapes.exists():
        yield "skipped", "shapes of DCAT-AP: not at hand"
        return
    data = rdflib.Graph().parse(folder / "exchange" / "description.ttl")
    conforms, results, _ = validate(data, shacl_graph=rdflib.Graph().parse(shapes), inference="none")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    faults = 0
    for result in results.subjects(RDF.type, sh.ValidationResult):
        if results.value(result, sh.resultSeverity) == sh.Violation:
            faults += 1
            said = [results.value(result, key) for key in (sh.focusNode, sh.resultPath, sh.value, sh.resultMessage)]
            yield "FAULT", "DCAT-AP 3.0.0: " + " | ".join(str(part) for part in said if part is not None)
    if not faults:
        distributions = len(set(data.subjects(RDF.type, rdflib.URIRef("http://www.w3.org/ns/dcat#Distribution"))))
        yield ("ok" if distributions else "FAULT"), f"DCAT-AP 3.0.0: conforms; {distributions} distributions"


if __name__ == "__main__":
    main()
