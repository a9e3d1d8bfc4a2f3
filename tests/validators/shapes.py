"""Our own shapes before two judges (pySHACL, rudof), and the official domains and ranges and Linked Art's where they are at hand.

Without inference: it would make things right that are wrong.
"""

from pathlib import Path

import pyrudof
import rdflib
from pyshacl import validate
from rdflib import RDF, RDFS, URIRef

import terms

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def hierarchy():
    """The classes of our list of facts as the graph of the ontology."""
    graph = rdflib.Graph()
    for term, (kind, broader, *_) in terms.facts().items():
        if kind == "class":
            graph.add((URIRef(term), RDF.type, RDFS.Class))
            for above in broader:
                graph.add((URIRef(term), RDFS.subClassOf, URIRef(above)))
    return graph


def check(path, shared):
    data = rdflib.Graph().parse(path)
    official = shared / "ontology" / "crm-subclass.ttl"
    for name, shapes, classes in [
        ("ontology/shapes.ttl", ONTOLOGY / "shapes.ttl", hierarchy()),
        ("official domains and ranges", shared / "ontology" / "crm-domain-range.shacl.ttl", official),
        ("Linked Art's reduced shapes", shared / "schemas" / "linked-art" / "linkedArtReducedShapes.ttl", official),
    ]:
        if not shapes.exists():
            yield "skipped", f"{name}: not at hand"
            continue
        if isinstance(classes, Path):
            classes = rdflib.Graph().parse(classes)
        conforms, results, _ = validate(data, shacl_graph=rdflib.Graph().parse(shapes), ont_graph=classes, inference="none")
        if conforms:
            yield "ok", f"{name}: conforms"
        else:
            sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
            for result in sorted(results.subjects(RDF.type, sh.ValidationResult), key=lambda result: str(results.value(result, sh.focusNode))):
                said = [results.value(result, key) for key in (sh.focusNode, sh.resultPath, sh.value, sh.resultMessage)]
                yield "FAULT", f"{name}: " + " | ".join(str(part) for part in said if part is not None)
    yield with_rudof(path)


def with_rudof(path):
    """The verdict of another implementation on our own shapes."""
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(str(path), pyrudof.RDFFormat.Turtle)
    rudof.read_data(hierarchy().serialize(format="nt"), pyrudof.RDFFormat.NTriples, merge=True)
    rudof.read_shacl(str(ONTOLOGY / "shapes.ttl"), pyrudof.ShaclFormat.Turtle)
    report = rudof.validate_shacl()
    if report.conforms:
        return "ok", "ontology/shapes.ttl: conforms by rudof"
    return "FAULT", f"ontology/shapes.ttl by rudof: {report}"
