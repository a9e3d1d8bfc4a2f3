#!/usr/bin/env python3
"""Hold a file of decisions before the judges of SSSOM.

usage: decisions.py FILE.sssom.tsv [--shared PATH]

`sssom validate` lets some faults pass (a row with a bad date is dropped, a missing licence is not missed), so its standard error must
be empty, every row must come back, and the parsed set must satisfy the JSON schema of SSSOM in PATH/reconciliation/sssom/; where that is
absent, the schema is skipped, and said to be. Ends with 1 where anything is wrong.
"""

import argparse
import json
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

from jsonschema import Draft201909Validator
from sssom.parsers import parse_sssom_table
from sssom.writers import to_json


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    args = parser.parse_args()
    faults = []
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "sssom.cli", "validate", args.file], capture_output=True, text=True)
    if done.returncode:
        faults.append(f"sssom validate ends with {done.returncode}: {done.stderr[-500:]}")
    if "ERROR" in done.stderr or "WARNING" in done.stderr:
        faults.append(f"sssom validate says: {done.stderr[-500:]}")
    lines = [line for line in args.file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parsed = parse_sssom_table(str(args.file))
    if len(parsed.df) != len(lines) - 1:
        faults.append(f"{len(lines) - 1} rows, {len(parsed.df)} came back")
    schema = args.shared / "reconciliation" / "sssom" / "sssom_schema.schema.json"
    if schema.exists():
        instance = to_json(parsed)
        for key in [key for key in instance if key.startswith("@")]:
            del instance[key]
        errors = list(Draft201909Validator(json.loads(schema.read_text("utf-8"))).iter_errors(instance))
        faults += [f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors[:5]]
    else:
        print(f"skipped  the schema of SSSOM: {schema} is not there")
    for fault in faults:
        print(f"FAULT    {args.file}: {fault}")
    print(f"{args.file}: {len(lines) - 1} rows, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
