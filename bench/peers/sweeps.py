"""Many small tasks with sinter, one worker: repetition codes of three bits.

    python3 sweeps.py TASKS SHOTS

Prints a line of JSON: CPU seconds of all processes, tasks, bytes of a row that says what a row of Onset's sweep says of its task.
"""

import json
import os
import resource
import sys
import tempfile

import sinter
import stim

if __name__ == "__main__":
    count, shots = map(int, sys.argv[1:3])
    told = {"law": "poisson:5", "skills": 1000, "engine": "chain", "seed": 1}
    tasks = [
        sinter.Task(
            circuit=stim.Circuit.generated(
                "repetition_code:memory",
                distance=3,
                rounds=3,
                after_clifford_depolarization=0.01 + 0.1 * i / count,
            ),
            json_metadata={**told, "ratio": round(2.4 + 0.3 * i / count, 5)},
        )
        for i in range(count)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.csv")
        sinter.collect(
            num_workers=1, tasks=tasks, max_shots=shots, decoders=["pymatching"], save_resume_filepath=path
        )
        with open(path, encoding="utf8") as lines:
            rows = lines.readlines()[1:]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {
                "seconds": sum(usage.ru_utime + usage.ru_stime for usage in used),
                "tasks": len(rows),
                "rowBytes": sum(map(len, rows)) / len(rows),
            }
        )
    )
