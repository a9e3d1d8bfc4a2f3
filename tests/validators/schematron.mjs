// The faults of an XML file by a Schematron, one a line: node schematron.mjs SCHEMA FILE.
import { readFileSync } from "node:fs";
import { Schema } from "node-schematron";

const [schema, file] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
for (const { message } of Schema.fromString(schema).validateString(file)) {
  console.log((message ?? "").replace(/\s+/g, " ").trim());
}
