"""Learns a corpus of JSON Lines (.gz too) in rounds with scipy's sparse matrices, as a researcher would:

    python3 bench/peers/rounds.py CORPUS [KNOWN_TOP]

Prints skills learned beyond the known ones, and rounds. Beside it: onset learn CORPUS --known-top KNOWN_TOP --runs 0
--no-ladder --risk 0 --label-errors 0."""
import gzip
import json
import sys

import numpy as np
from scipy.sparse import csr_matrix

path, top = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
index, rows, columns = {}, [], []
with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
    for text, line in enumerate(lines):
        for skill in set(json.loads(line)["skills"]):
            rows.append(text)
            columns.append(index.setdefault(skill, len(index)))
matrix = csr_matrix((np.ones(len(rows), np.int32), (rows, columns)))
degrees = np.asarray(matrix.sum(axis=0)).ravel()
known = np.zeros(len(index), np.int32)
known[np.argsort(-degrees, kind="stable")[:top]] = 1
begun, rounds = known.sum(), 0
while True:
    unknown = 1 - known
    ready = np.flatnonzero(matrix @ unknown == 1)
    new = np.unique(matrix[ready].multiply(unknown).tocsr().indices)
    new = new[known[new] == 0]
    if new.size == 0:
        break
    known[new] = 1
    rounds += 1
print(known.sum() - begun, rounds)
