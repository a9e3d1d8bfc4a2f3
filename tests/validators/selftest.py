#!/usr/bin/env python3
"""Whether the checks find what is wrong: wrong.ttl holds eleven faults; blank.trig has one canonical form."""

import sys
from pathlib import Path

import canonical
import terms

faults = [text for kind, text in terms.check(Path(__file__).with_name("wrong.ttl")) if kind == "FAULT"]
print("\n".join(faults))
found, known = canonical.blank()
if found not in known:
    sys.exit(f"the canonical hash of blank.trig is {found} by PyLD; tests/graph/dumps.rs knows {known}")
sys.exit(0 if len(faults) == 11 else f"{len(faults)} faults found, 11 expected")
