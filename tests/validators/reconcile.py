#!/usr/bin/env python3
"""Ask the reconciliation service as its users do, and hold its answers before the official schemas.

usage: reconcile.py REGESTA PUBLICATION [--shared PATH]

REGESTA is the program, PUBLICATION a built folder that it serves. The client `reconciler` (PyPI) asks first, then come the
requests that OpenRefine makes. PATH is the folder that holds reconciliation/specs/ with the official schemas and examples; where it is
absent, these checks are skipped, and said to be. Ends with 1 where anything is wrong.
"""

import argparse
import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pandas
import reconciler
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

FAULTS = []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("publication")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    args = parser.parse_args()
    server = subprocess.Popen(
        [args.program, "serve", args.publication, "--port", "0", "--no-workers"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    try:
        url = next(line.split(" at ")[-1].strip() for line in server.stderr if line.startswith("serving ")) + "reconcile"
        schemas = Schemas(args.shared / "reconciliation" / "specs")
        schemas.official_examples()
        a_client_of_pypi(url)
        old(url, schemas)
        draft(url, schemas)
    finally:
        server.terminate()
        server.wait(timeout=30)
    print(f"{len(FAULTS)} faults")
    sys.exit(1 if FAULTS else 0)


def report(name, good, more=""):
    print(f"{'ok' if good else 'FAULT':8} {name}" + (f": {more}" if more and not good else ""))
    if not good:
        FAULTS.append(name)


class Schemas:
    """The official schemas: all draft 7, found by their file names, whatever their $id says."""

    def __init__(self, folder):
        self.folder = folder
        self.there = folder.is_dir()
        self.validators = {}
        if not self.there:
            print(f"skipped  the official schemas: {folder} is not there")

    def validator(self, version, name):
        if (version, name) not in self.validators:
            folder = self.folder / version / "schemas"

            def found(uri):
                # The manifest refers to an address that a file beside it satisfies.
                file = "openapi.json" if "swagger.io" in uri else uri.rsplit("/", 1)[-1]
                return Resource(contents=self.read(folder / file), specification=DRAFT7)

            schema = self.read(folder / f"{name}.json")
            self.validators[version, name] = Draft7Validator(schema, registry=Registry(retrieve=found))
        return self.validators[version, name]

    @staticmethod
    def read(path):
        schema = json.loads(path.read_text("utf-8"))
        schema.pop("$id", None)
        schema.pop("$schema", None)
        return schema

    def check(self, version, name, answer):
        if self.there:
            errors = [error.message[:200] for error in self.validator(version, name).iter_errors(answer)]
            report(f"{version} {name}", not errors, "; ".join(errors[:3]))

    def official_examples(self):
        """Our way of validating agrees with the folder of every official example that has a schema."""
        if not self.there:
            return
        agree = cases = 0
        for version in ("0.1", "0.2", "1.0-draft"):
            schemas = {path.stem for path in (self.folder / version / "schemas").glob("*.json")}
            for path in sorted((self.folder / version / "examples").glob("*/*/*.json")):
                kind, expected = path.parts[-3], path.parts[-2]
                # Some examples are of a part of a schema.
                name, part = PARTS.get((version, kind), (kind, None))
                if name not in schemas:
                    continue
                cases += 1
                value = json.loads(path.read_text("utf-8"))
                validator = self.validator(version, name)
                if part:
                    validator = validator.evolve(schema=part(validator.schema))
                agree += validator.is_valid(value) == (expected == "valid")
        report(f"{cases} official examples", agree == cases and cases > 100, f"{agree} agree")


PARTS = {}
for _version in ("0.1", "0.2", "1.0-draft"):
    PARTS[_version, "preview-metadata"] = ("manifest", lambda schema: schema["properties"]["preview"])
    PARTS[_version, "suggest-metadata"] = ("manifest", lambda schema: schema["properties"]["suggest"])
    PARTS[_version, "data-extension-metadata"] = ("manifest", lambda schema: schema["properties"]["extend"])


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)


def post(url, field, value):
    """As OpenRefine sends it: a form."""
    body = urllib.parse.urlencode({field: json.dumps(value, ensure_ascii=False)}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "User-Agent": "OpenRefine/3.9"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def post_json(url, value):
    request = urllib.request.Request(url, json.dumps(value).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def some(url, kind):
    """A thing of the publication, to be asked for."""
    for prefix in "абвгдеикмнопрстэabcdehiklmnoprst":
        for thing in get(f"{url}/suggest/entity?prefix={urllib.parse.quote(prefix)}")["result"]:
            if thing["id"].startswith(kind + "/"):
                return thing
    raise SystemExit(f"the publication has no {kind}")


def a_client_of_pypi(url):
    things = [some(url, kind) for kind in ("person", "place", "group")]
    column = pandas.Series([thing["name"] for thing in things])
    table = reconciler.reconcile(column, top_res=1, reconciliation_endpoint=url)
    found = list(table["id"])
    report("reconciler finds a person, a place and a group by their names", found == [thing["id"] for thing in things], str(found))


def old(url, schemas):
    manifest = get(url)
    schemas.check("0.2", "manifest", manifest)
    schemas.check("0.1", "manifest", manifest)
    person = some(url, "person")
    batch = {f"q{number}": {"query": person["name"], "type": "person", "type_strict": "should", "limit": 10} for number in range(10)}
    batch["q10"] = {"query": "nobody of that name", "limit": 3}
    batch["q11"] = {"query": person["name"], "properties": [{"pid": "born", "v": "1881"}, {"pid": "wikidata", "v": {"id": "Q1"}}]}
    schemas.check("0.2", "reconciliation-query-batch", batch)
    answer = post(url, "queries", batch)
    schemas.check("0.2", "reconciliation-result-batch", answer)
    report("each query has its answer", set(answer) == set(batch))
    report("a name finds its bearer", answer["q0"]["result"][0]["id"] == person["id"], str(answer["q0"])[:300])
    asked = urllib.parse.quote(json.dumps({"q0": {"query": person["name"]}}))
    report("GET answers as POST does", get(f"{url}?queries={asked}")["q0"]["result"][0]["id"] == person["id"])
    # What OpenRefine asks when a column type is guessed, and when somebody looks at a cell.
    for what in ("entity", "type", "property"):
        service = manifest["suggest"][what]
        name = {"entity": "suggest-entities-response", "type": "suggest-types-response", "property": "suggest-properties-response"}[what]
        suggested = get(service["service_url"] + service["service_path"] + "?prefix=p")
        schemas.check("0.2", name, suggested)
        flyout = service["flyout_service_url"] + service["flyout_service_path"]
        for thing in suggested["result"][:1]:
            shown = get(flyout.replace("${id}", urllib.parse.quote(thing["id"])))
            report(f"flyout of a {what}", shown["id"] == thing["id"] and "<" in shown["html"])
    with urllib.request.urlopen(manifest["preview"]["url"].replace("{{id}}", person["id"]), timeout=60) as page:
        report("the preview is a page", page.headers["Content-Type"].startswith("text/html") and person["name"] in page.read().decode())
    propose = manifest["extend"]["propose_properties"]
    proposed = get(propose["service_url"] + propose["service_path"] + "?type=person&limit=5")
    schemas.check("0.2", "data-extension-property-proposal", proposed)
    properties = [{"id": own["id"]} for own in get(propose["service_url"] + propose["service_path"])["properties"]]
    ids = [some(url, kind)["id"] for kind in ("person", "place", "group", "doc")]
    asked = {"ids": ids, "properties": properties}
    schemas.check("0.2", "data-extension-query", asked)
    extended = post(url, "extend", asked)
    schemas.check("0.2", "data-extension-response", extended)
    report("each row has its cells", set(extended["rows"]) == set(ids) and all(set(row) == {own["id"] for own in properties} for row in extended["rows"].values()))
    try:
        post(url, "queries", {f"q{number}": {"query": "x"} for number in range(51)})
        report("a batch that is too long is refused", False)
    except urllib.error.HTTPError as error:
        report("a batch that is too long is refused", error.code == 413, str(error.code))


def draft(url, schemas):
    manifest = get(url + "/")
    schemas.check("1.0-draft", "manifest", manifest)
    person = some(url, "person")
    name = {"matchType": "name", "propertyValue": person["name"]}
    year = {"matchType": "property", "propertyId": "born", "propertyValue": "1881", "required": False, "matchQuantifier": "any"}
    batch = {"queries": [{"type": "person", "limit": 5, "conditions": [name, year]}, {"conditions": [{"matchType": "id", "propertyValue": person["id"]}]}]}
    schemas.check("1.0-draft", "reconciliation-query-batch", batch)
    answer = post_json(url + "/match", batch)
    schemas.check("1.0-draft", "reconciliation-result-batch", answer)
    report("the answers stand in the order asked", [own["candidates"][0]["id"] for own in answer["results"]] == [person["id"]] * 2)
    for what, schema in (("entity", "suggest-entities-response"), ("type", "suggest-types-response"), ("property", "suggest-properties-response")):
        schemas.check("1.0-draft", schema, get(f"{url}/suggest/{what}?prefix=p&limit=3&offset=0"))
    proposed = get(url + "/extend/propose?type=doc&limit=4")
    schemas.check("1.0-draft", "data-extension-property-proposal", proposed)
    asked = {"ids": [person["id"], some(url, "doc")["id"]], "properties": [{"id": own["id"]} for own in proposed["properties"]]}
    schemas.check("1.0-draft", "data-extension-query", asked)
    schemas.check("1.0-draft", "data-extension-response", post_json(url + "/extend", asked))


if __name__ == "__main__":
    main()
