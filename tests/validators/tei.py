"""CMIF and TEI: RELAX NG by jing and by libxml2, and the Schematron of CMIF by node-schematron."""

import shutil
import subprocess
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
TEI = "{http://www.tei-c.org/ns/1.0}"


def cmif(folder, schemas):
    letters = folder / "letters.cmif.xml"
    yield from valid([letters], schemas / "cmif" / "cmi-customization.rng")
    yield from schematron(letters, schemas / "cmif" / "cmif.sch")
    tree = etree.parse(letters)
    count = len(tree.findall(f".//{TEI}correspDesc"))
    yield ("ok" if count else "FAULT"), f"{count} letters"


def essays(folder, schemas):
    essays = sorted((folder / "tei").glob("*.xml"))
    yield ("ok" if essays else "FAULT"), f"{len(essays)} essays"
    yield from valid(essays, schemas / "tei" / "tei_all-4.12.0.rng")
    for essay in essays:
        yield from pointers(essay)


def valid(paths, schema):
    if not schema.exists():
        yield "skipped", f"{schema.name}: not at hand"
        return
    if shutil.which("jing"):
        run = subprocess.run(["jing", str(schema), *map(str, paths)], capture_output=True, text=True)
        # Debian's script speaks of jars that a validation does not need.
        faults = [line for line in (run.stdout + run.stderr).splitlines() if not line.startswith("[warning]")]
        yield from (("FAULT", f"jing: {fault}") for fault in faults[:20])
        if run.returncode == 0:
            yield "ok", f"jing, {schema.name}"
    else:
        yield "skipped", "jing: not installed"
    grammar = etree.RelaxNG(etree.parse(schema))
    for path in paths:
        if grammar.validate(etree.parse(path)):
            yield "ok", f"libxml2, {schema.name}: {path.name}"
        else:
            yield "FAULT", f"libxml2: {path.name}: {grammar.error_log.last_error}"


def schematron(path, schema):
    if not schema.exists():
        yield "skipped", f"{schema.name}: not at hand"
        return
    if not (HERE / "node_modules" / "node-schematron").exists():
        yield "skipped", "node-schematron: run `npm ci` in tests/validators"
        return
    run = subprocess.run(["node", str(HERE / "schematron.mjs"), str(schema), str(path)], capture_output=True, text=True)
    if run.returncode:
        yield "FAULT", f"node-schematron: {run.stderr.strip()}"
    faults = run.stdout.splitlines()
    yield from (("FAULT", f"node-schematron: {fault}") for fault in faults)
    if not faults and not run.returncode:
        yield "ok", f"node-schematron, {schema.name}"


def pointers(path):
    """Every pointer within the file leads somewhere."""
    tree = etree.parse(path)
    ids = set(tree.xpath("//@xml:id"))
    wanted = {pointer[1:] for value in tree.xpath("//@target|//@ref|//@corresp") for pointer in value.split() if pointer.startswith("#")}
    missing = sorted(wanted - ids)
    yield ("FAULT", f"{path.name}: no {missing[0]}") if missing else ("ok", f"{path.name}: {len(ids)} ids, {len(wanted)} pointers")
