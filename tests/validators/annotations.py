"""Web Annotations by the assertions of the W3C's tests, Linked Places by its schemas; offsets against the text."""

import json
from pathlib import Path

from jsonschema import Draft4Validator, Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4


def check(folder, schemas):
    collection = json.loads((folder / "annotations.jsonld").read_text("utf-8"))
    items = collection["first"]["items"]
    yield ("ok" if items and collection["total"] == len(items) else "FAULT"), f"{len(items)} annotations"
    ids = [item["id"] for item in items]
    yield ("ok" if len(set(ids)) == len(ids) else "FAULT"), "each annotation has an address of its own"
    # The collection's context is that of its items.
    items = [{"@context": "http://www.w3.org/ns/anno.jsonld"} | item for item in items]
    suite = schemas / "web-annotation"
    if not suite.exists():
        yield "skipped", "assertions of the W3C: not at hand"
        return
    definitions = [path for path in suite.glob("**/*.json") if "definitions" in path.parts]
    registry = Registry()
    for path in definitions:
        schema = json.loads(path.read_text("utf-8"))
        registry = registry.with_resource(schema.get("id", path.name), Resource.from_contents(schema, default_specification=DRAFT4))
    # Those of 3.* and 4.* that every annotation must pass.
    assertions = sorted(path for path in suite.glob("annotations/**/*Validated.json"))
    passed = 0
    for path in assertions:
        schema = json.loads(path.read_text("utf-8"))
        validator = Draft4Validator(schema, registry=registry)
        fault = next((fault for item in items for fault in validator.iter_errors(item)), None)
        if fault is None:
            passed += 1
        else:
            yield "FAULT", f"{path.name}: {fault.message[:200]}"
    yield ("ok" if passed == len(assertions) and assertions else "FAULT"), f"{passed} of {len(assertions)} assertions of the W3C hold"


def places(folder, schemas):
    collection = json.loads((folder / "places.geojson").read_text("utf-8"))
    features = collection["features"]
    yield ("ok" if features else "FAULT"), f"{len(features)} places"
    for name in ["schema_lpf_v1.2.2.json"]:
        schema = Path(schemas) / "lpf" / name
        if not schema.exists():
            yield "skipped", f"{name}: not at hand"
            continue
        validator = Draft7Validator(json.loads(schema.read_text("utf-8")))
        faults = [fault for feature in features for fault in validator.iter_errors(feature)]
        yield from (("FAULT", f"{name}: {fault.json_path}: {fault.message[:200]}") for fault in faults[:20])
        if not faults:
            yield "ok", f"{name}: every place conforms"
