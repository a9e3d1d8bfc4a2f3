"""What every judge of this folder has in common: its arguments, its lines, its end."""

import argparse
import sys
from pathlib import Path


def arguments(description):
    """FOLDER, and --shared with the official files."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    return parser.parse_args()


def run(folder, checks):
    """Prints what each named check finds; ends the program, with 1 where anything is wrong."""
    faults = 0
    for name, check in checks:
        for kind, text in check():
            print(f"{kind:8} {name}: {text}")
            faults += kind == "FAULT"
    print(f"{folder}: {faults} faults")
    sys.exit(1 if faults else 0)
