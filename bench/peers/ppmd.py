"""PPMd (variant H, as in 7-Zip) primed with texts, for one text after the other: what each adds to the output.

    python3 ppmd.py 5 < input.json

The input is {"prime": [text, ...], "texts": [text, ...]}; prints the bytes that all texts take. Every text meets the
coder as the primed texts left it: a process of its own inherits that state, codes the text and its end (a newline), and
ends. The last bytes of the range coder, which every text would need, do not count: they are those of the priming too.
"""
import json
import os
import sys

import pyppmd

order = int(sys.argv[1])
given = json.load(sys.stdin)
prime = "".join(text + "\n" for text in given["prime"]).encode("utf-8", "surrogatepass")
# So much memory that the model never starts anew.
encoder = pyppmd.Ppmd7Encoder(order, min(1 << 30, max(1 << 24, 150 * len(prime))))
encoder.encode(prime)


def pending(text):
    """Bytes that come out from here to the end of the stream, when `text` is all that follows."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        length = len(encoder.encode(text)) + len(encoder.flush())
        os.write(writing, length.to_bytes(8, "little"))
        os._exit(0)
    os.close(writing)
    length = int.from_bytes(os.read(reading, 8), "little")
    os.close(reading)
    os.waitpid(child, 0)
    return length


nothing = pending(b"")
print(sum(pending((text + "\n").encode("utf-8", "surrogatepass")) - nothing for text in given["texts"]))
