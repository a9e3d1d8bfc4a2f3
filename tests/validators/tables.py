"""The tables by frictionless (types, keys, sums), the network by networkx."""

import csv

import networkx
from edtf_validate.valid_edtf import isLevel0, isLevel1
from frictionless import Package


def check(folder, _schemas):
    package = Package(str(folder / "tables" / "datapackage.json"))
    report = package.validate()
    for fault in report.flatten(["name", "rowNumber", "fieldName", "message"])[:20]:
        yield "FAULT", "frictionless: " + " | ".join(str(part) for part in fault if part is not None)
    if report.valid:
        count = sum(len(rows(path)) for path in (folder / "tables").glob("*.csv"))
        yield "ok", f"frictionless: {len(report.tasks)} tables, {count} rows"


def dates(folder, _schemas):
    """Every date is EDTF of level 0 or 1, by edtf-validate."""
    columns = {"documents": ["date", "other_dates"], "events": ["date"], "essays": ["published"], "things": ["begun", "ended"]}
    cells = (row[column] for table, names in columns.items() for row in rows(folder / "tables" / f"{table}.csv") for column in names)
    found = sorted({date for cell in cells for date in cell.split("; ") if date})
    wrong = [date for date in found if not (isLevel0(date) or isLevel1(date))]
    yield from (("FAULT", f"edtf-validate: {date}") for date in wrong)
    if found and not wrong:
        yield "ok", f"edtf-validate: {len(found)} dates"


def network(folder, _schemas):
    graph = networkx.read_gexf(folder / "network.gexf")
    nodes, edges = rows(folder / "network" / "nodes.csv"), rows(folder / "network" / "edges.csv")
    same = {row["Id"]: row["Label"] for row in nodes} == {node: data["label"] for node, data in graph.nodes(data=True)}
    yield ("ok" if same and nodes else "FAULT"), f"networkx: {graph.number_of_nodes()} nodes, the same as the table"
    ours = {(row["Source"], row["Target"]): float(row["Weight"]) for row in edges}
    theirs = {(source, target): float(data["weight"]) for source, target, data in graph.edges(data=True)}
    yield ("ok" if ours == theirs else "FAULT"), f"networkx: {graph.number_of_edges()} edges, the same as the table"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
