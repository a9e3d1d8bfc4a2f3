// Asks a SPARQL endpoint with Comunica: node clients.mjs ENDPOINT QUERY.rq
// Prints the rows (of a graph: its triples) as JSON, each a list of values.
import { readFile } from "node:fs/promises";
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, file] = process.argv.slice(2);
const answer = await new QueryEngine().query(await readFile(file, "utf-8"), { sources: [{ type: "sparql", value: endpoint }] });
const rows = [];
if (answer.resultType === "bindings") {
  const names = (await answer.metadata()).variables.map((entry) => (entry.variable ?? entry).value);
  for await (const row of await answer.execute()) rows.push(names.map((name) => row.get(name)?.value ?? ""));
} else {
  for await (const quad of await answer.execute()) rows.push([quad.subject.value, quad.predicate.value, quad.object.value]);
}
console.log(JSON.stringify(rows));
