#!/usr/bin/env python3
"""Whether the checks find what is wrong: wrong.ttl holds eleven faults."""

import sys
from pathlib import Path

import terms

faults = [text for kind, text in terms.check(Path(__file__).with_name("wrong.ttl")) if kind == "FAULT"]
print("\n".join(faults))
sys.exit(0 if len(faults) == 11 else f"{len(faults)} faults found, 11 expected")
