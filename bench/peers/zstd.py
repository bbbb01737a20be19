"""Short texts with zstd -19 and a dictionary of 110 KB, each text alone.

    python3 zstd.py TEXTS.json      {"training": [...], "test": [...]}

Prints a line of JSON: bytes of all, CPU seconds to read them again, their letters.
"""

import json
import sys
import time

import zstandard

with open(sys.argv[1], encoding="utf8") as file:
    texts = json.load(file)
dictionary = zstandard.train_dictionary(112640, [text.encode() for text in texts["training"]])
packer = zstandard.ZstdCompressor(level=19, dict_data=dictionary, write_checksum=False, write_content_size=True)
packed = [packer.compress(text.encode()) for text in texts["test"]]
reader = zstandard.ZstdDecompressor(dict_data=dictionary)
best = float("inf")
for _ in range(5):
    begun = time.process_time()
    for record in packed:
        reader.decompress(record).decode()
    best = min(best, time.process_time() - begun)
letters = sum(map(len, texts["test"]))
print(json.dumps({"bytes": sum(map(len, packed)), "seconds": best, "letters": letters}))
