"""Monte Carlo with numba: corpora of texts of Poisson size that choose skills uniformly, double edges kept, learned by peeling.

    python3 montecarlo.py SKILLS RATIO MEAN TRIALS

Prints a line of JSON: CPU seconds without compiling, trials, the mean share that was learned.
"""

import json
import sys
import time

import numba
import numpy as np


@numba.njit(cache=False)
def trials(skills, texts, mean, count, seed):
    np.random.seed(seed)
    learned = 0
    for _ in range(count):
        sizes = np.random.poisson(mean, texts)
        edges = sizes.sum()
        chosen = np.random.randint(0, skills, edges).astype(np.int32)
        offsets = np.zeros(skills + 1, np.int32)
        for skill in chosen:
            offsets[skill + 1] += 1
        for skill in range(skills):
            offsets[skill + 1] += offsets[skill]
        texts_of = np.empty(edges, np.int32)
        cursor = offsets[:-1].copy()
        total = np.zeros(texts, np.int32)
        at = 0
        for text in range(texts):
            for _ in range(sizes[text]):
                skill = chosen[at]
                total[text] ^= skill
                texts_of[cursor[skill]] = text
                cursor[skill] += 1
                at += 1
        done = np.zeros(skills, np.uint8)
        queue = np.empty(edges + texts, np.int32)
        queued = 0
        for text in range(texts):
            if sizes[text] == 1:
                queue[queued] = text
                queued += 1
        taken = 0
        while taken < queued:
            text = queue[taken]
            taken += 1
            if sizes[text] != 1:
                continue
            skill = total[text]
            done[skill] = 1
            learned += 1
            for i in range(offsets[skill], offsets[skill + 1]):
                other = texts_of[i]
                sizes[other] -= 1
                total[other] ^= skill
                if sizes[other] == 1:
                    queue[queued] = other
                    queued += 1
    return learned


skills, ratio, mean, count = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
texts = round(skills * ratio)
trials(skills, texts, mean, 1, 0)
begun = time.process_time()
learned = trials(skills, texts, mean, count, 1)
print(json.dumps({"seconds": time.process_time() - begun, "trials": count, "learned": learned / count / skills}))
