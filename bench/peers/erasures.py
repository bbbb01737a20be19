"""Peeling over erasures with numba, of the erased part only: CPU time of `frames` words of a (3, 6) code, the drawing of what
arrives included. Takes a file of edges (checks' symbols in rows of 6), the share of erasures, the number of words, repetitions.
Prints one line of JSON a repetition.

    python3 erasures.py code.txt 0.4 20000 3
"""

import json
import sys
import time

import numba
import numpy as np


@numba.njit(cache=False)
def frames(symbols_of, checks_of, probability, count, seed):
    np.random.seed(seed)
    checks, length = symbols_of.shape[0], checks_of.shape[0]
    lost = np.empty(length, np.int32)
    is_lost = np.zeros(length, np.uint8)
    left = np.zeros(checks, np.int32)
    total = np.zeros(checks, np.int32)
    queue = np.empty(checks, np.int32)
    whole = 0
    for _ in range(count):
        erased = 0
        left[:] = 0
        total[:] = 0
        for symbol in range(length):
            if np.random.random() < probability:
                is_lost[symbol] = 1
                lost[erased] = symbol
                erased += 1
        for i in range(erased):
            symbol = lost[i]
            for check in checks_of[symbol]:
                left[check] += 1
                total[check] ^= symbol
        queued = 0
        for check in range(checks):
            if left[check] == 1:
                queue[queued] = check
                queued += 1
        taken, recovered = 0, 0
        while taken < queued:
            check = queue[taken]
            taken += 1
            if left[check] != 1:
                continue
            symbol = total[check]
            is_lost[symbol] = 0
            recovered += 1
            for other in checks_of[symbol]:
                left[other] -= 1
                total[other] ^= symbol
                if left[other] == 1:
                    queue[queued] = other
                    queued += 1
        if recovered == erased:
            whole += 1
        for i in range(erased):
            is_lost[lost[i]] = 0
    return whole


symbols_of = np.loadtxt(sys.argv[1], dtype=np.int32)
probability, count, repetitions = float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
length = symbols_of.max() + 1
owners = [[] for _ in range(length)]
for check, row in enumerate(symbols_of):
    for symbol in row:
        owners[symbol].append(check)
checks_of = np.array(owners, dtype=np.int32)
frames(symbols_of, checks_of, probability, 10, 0)
for repetition in range(repetitions):
    begin = time.process_time()
    whole = frames(symbols_of, checks_of, probability, count, 1)
    print(json.dumps({"seconds": time.process_time() - begin, "frames": count, "whole": whole}), flush=True)
