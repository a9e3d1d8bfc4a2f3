#!/usr/bin/env python3
"""Hold a server to its own OpenAPI document: no answer of 5xx, no status, type or form that the document does not name.

usage: openapi.py REGESTA PUBLICATION

REGESTA is the program, PUBLICATION a folder it serves for reading; an empty publication is served for writing as well.
Schemathesis makes the requests. Ends with 1 where an answer is another than declared.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance"
TOKEN = "a-token-of-the-validators"
WRITING = ["--include-path", "/sparql", "--include-path", "/update", "--include-path", "/store"]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, publication = sys.argv[1:]
    faults = held(program, publication, [], [])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "init", folder + "/empty", "--yes"], check=True, stderr=subprocess.DEVNULL)
        faults += held(program, folder + "/empty", ["--writable"], ["--header", f"Authorization: Bearer {TOKEN}", *WRITING])
    sys.exit(1 if faults else 0)


def held(program, publication, options, more):
    """Whether a server answers otherwise than its document says."""
    server = subprocess.Popen([program, "serve", publication, "--port", "0", "--query-workers", "1", *options],
                              stderr=subprocess.PIPE, text=True, env={**os.environ, "REGESTA_TOKEN": TOKEN})
    try:
        url = next(line.split(" at ")[-1].strip() for line in server.stderr if line.startswith("serving "))
        # What it logs is read on, so that it never waits for a reader.
        drained = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
        done = subprocess.run([Path(sys.executable).parent / "st", "run", url + "openapi.json", "--checks", CHECKS,
                               "--phases", "examples,coverage,fuzzing", "--max-examples", "10", "--generation-deterministic",
                               "--suppress-health-check", "all", "--no-color", *more], check=False)
        drained.kill()
        return done.returncode != 0
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    main()
