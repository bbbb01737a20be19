"""Runs a command and prints a line of JSON: CPU seconds of it and its threads, and its peak memory in MB.

    python3 process.py COMMAND...
"""

import json
import os
import sys

child = os.fork()
if child == 0:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
if status != 0:
    sys.exit(f"{sys.argv[1:]} ended with {status}")
print(json.dumps({"seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024}))
