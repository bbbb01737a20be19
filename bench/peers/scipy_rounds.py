"""Learning in rounds with scipy's sparse matrices, from a file of JSON lines: what a careful user would write.

    python3 scipy_rounds.py corpus.jsonl skills

Prints a line of JSON: CPU seconds of the whole process, end to end, learned skills, rounds, edges, peak memory in MB.
"""

import json
import resource
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix

numbers, offsets, skills = {}, [0], []
with open(sys.argv[1], encoding="utf8") as lines:
    for line in lines:
        own = {numbers.setdefault(skill, len(numbers)) for skill in json.loads(line)[sys.argv[2]]}
        skills.extend(own)
        offsets.append(len(skills))
texts = csr_matrix(
    (np.ones(len(skills), np.int32), np.array(skills, np.int32), np.array(offsets, np.int64)),
    shape=(len(offsets) - 1, len(numbers)),
)
by_skill = texts.T.tocsr()
count = np.diff(texts.indptr).astype(np.int64)
total = texts @ np.arange(len(numbers), dtype=np.int64)
learned = np.zeros(len(numbers), bool)
rounds = 0
while True:
    fresh = np.unique(total[count == 1])
    fresh = fresh[~learned[fresh]]
    if len(fresh) == 0:
        break
    rounds += 1
    learned[fresh] = True
    told = by_skill[fresh]
    count -= np.bincount(told.indices, minlength=len(count))
    weights = np.repeat(fresh, np.diff(told.indptr))
    total -= np.bincount(told.indices, weights=weights, minlength=len(count)).astype(np.int64)
print(
    json.dumps(
        {
            "seconds": time.process_time(),
            "learned": int(learned.sum()),
            "rounds": rounds,
            "edges": len(skills),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
