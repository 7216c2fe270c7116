"""A peer of `tessera merge`: reads the lines as JSON and writes them, and does nothing else."""

import json
import sys

for line in sys.stdin:
    sys.stdout.write(json.dumps(json.loads(line), separators=(",", ":")) + "\n")
