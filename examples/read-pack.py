"""Reads packs of `onset compress` without Onset: written from docs/reference/format.md alone. Exact packs whose records are plain.

    python3 read-pack.py model.onset texts.pack      prints the texts, one a line
"""

import struct
import sys
from bisect import bisect_left

WHOLE, ROOTS = 1 << 30, (1073741824, 902905650, 759250124, 638450708)


class Reader:
    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def u8(self):
        self.at += 1
        return self.data[self.at - 1]

    def words(self, form):
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def varint(self):
        byte = self.u8()
        return byte if byte < 128 else byte - 128 + 128 * self.varint()


class Table:  # section 2
    def __init__(self, reader):
        count = reader.varint()
        self.bit, self.bits, start = 0, reader.data, reader.at
        self.bit = 8 * start
        self.groups = [self.frequencies() for _ in range(count)]
        reader.at = (self.bit + 7) // 8
        words = reader.varint()
        (self.state,) = reader.words("<I")
        self.left = iter(reader.words(f"<{words}H"))
        size = reader.varint()
        self.bit, reader.at = 8 * reader.at, reader.at + size

    def plain(self, count):
        value = sum((self.bits[(self.bit + i) >> 3] >> ((self.bit + i) & 7) & 1) << i for i in range(count))
        self.bit += count
        return value

    def gamma(self):
        zeros = 0
        while self.plain(1) == 0:
            zeros += 1
        return (1 << zeros) + self.plain(zeros)

    def frequencies(self):
        found, symbol, total = [], 0, 0
        if self.plain(1) == 0:
            return found
        coarse = self.plain(4)
        while total < 2048:
            symbol += self.gamma() - 1
            frequency = self.gamma() << coarse
            found.append((symbol, total, frequency))
            symbol, total = symbol + 1, total + frequency
        return found

    def symbol(self, group):
        slot = self.state % 2048
        symbol, before, frequency = next(f for f in self.groups[group] if f[1] <= slot < f[1] + f[2])
        self.state = frequency * (self.state // 2048) + slot - before
        if self.state < 1 << 15:
            self.state = self.state << 16 | next(self.left)
        return symbol

    def number(self, group):
        value = self.symbol(group)
        if value < 8:
            return value
        more = (value - 8) // 2 + 2
        return (2 + (value - 8) % 2 << more) + self.plain(more)


class Ngrams:  # section 3; a context is the number of a node, -1 the empty one
    def __init__(self, reader, frequencies):
        order = reader.varint()
        sizes = [reader.varint() for _ in range(order - 1)]
        table, count = Table(reader), len(frequencies)
        self.positions = [0]
        for frequency in frequencies:
            self.positions.append(self.positions[-1] + frequency)
        self.symbols, self.shorter = list(range(count)), [-1] * count
        self.followers, self.sums = {}, {}
        begin = 0
        for level, size in enumerate(sizes):
            shift, end = 72 * (level > 0), len(self.symbols)
            for context in range(begin, end):
                lower = self.shorter[context]
                candidates = range(count) if lower < 0 else self.followers.get(lower, ())
                if not candidates:
                    continue
                hint = context if lower < 0 else len(candidates)
                number = table.number(shift + min(23, hint.bit_length()))
                if number == 0:
                    continue
                group = min(11, number.bit_length())
                least, at, own, sums = table.symbol(shift + 48 + group), 0, [], [0]
                for left in range(number, 0, -1):
                    room = (len(candidates) - at) // left
                    at += table.number(shift + 24 + min(23, room.bit_length()))
                    step = least - 2 * (table.symbol(shift + 60 + group) if number > 1 else 0)
                    own.append(len(self.symbols))
                    sums.append(sums[-1] + (ROOTS[step % 4] >> 10 + step // 4))
                    self.symbols.append(self.symbols[candidates[at]])
                    self.shorter.append(candidates[at])
                    at += 1
                self.followers[context] = own
                self.sums[context] = ([self.symbols[node] for node in own], sums)
            assert len(self.symbols) == end + size, "n-grams do not add up"
            begin = end

    def interval(self, context, symbol):
        if context < 0:
            return self.positions[symbol], self.positions[symbol + 1]
        start, end = self.interval(self.shorter[context], symbol)
        symbols, sums = self.sums[context]
        place = bisect_left(symbols, symbol)
        upper = place + (place < len(symbols) and symbols[place] == symbol)
        rest = (1 << 20) - sums[-1]
        return (sums[place] << 10) + (rest * start >> 20), (sums[upper] << 10) + (rest * end >> 20)

    def find(self, context, target):
        low, high = 0, len(self.positions) - 2
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if target < self.interval(context, middle)[1] else (middle + 1, high)
        return low, self.interval(context, low)

    def start(self, node):
        while node >= 0 and node not in self.followers:
            node = self.shorter[node]
        return node

    def next(self, context, symbol):
        while context >= 0:
            symbols, place = self.sums[context][0], bisect_left(self.sums[context][0], symbol)
            if place < len(symbols) and symbols[place] == symbol:
                return self.start(self.followers[context][place])
            context = self.shorter[context]
        return self.start(symbol)


class Coder:  # section 6
    def __init__(self, record):
        self.low, self.range, self.left, self.free = 0, 1 << 48, len(record), [0] * 7
        self.bytes = iter(record + bytes(16))
        self.above = int.from_bytes(bytes(next(self.bytes) for _ in range(6)), "big")

    def read(self, find):
        unit = self.range >> 30
        symbol, (start, end) = find(min(self.above // unit, WHOLE - 1))
        self.low, self.above, self.range = self.low + unit * start, self.above - unit * start, unit * (end - start)
        if self.low >= 1 << 48:
            self.low -= 1 << 48
            self.free = [max(0, value - (1 << 48)) for value in self.free]
        while self.range < 1 << 40:
            base = self.low >> 40 << 40
            self.low, self.range = self.low - base << 8, self.range << 8
            self.above, self.left = (self.above << 8) + next(self.bytes, 0), self.left - 1
            assert self.left >= 0, "the record is damaged"
            self.free = [max(0, value - base << 8) for value in self.free[1:]] + [0]
        return symbol

    def ended(self):
        for depth in range(7):
            unit = 1 << 48 - 8 * depth
            value = max(-(-self.low // unit) * unit, self.free[depth])
            if value < self.low + self.range:
                self.free[depth] = value + unit
                return self.left == depth and self.low + self.above == value
        raise AssertionError("the record has no end")


def equal_byte(target):
    return target >> 22, (target >> 22 << 22, (target >> 22) + 1 << 22)


def is_word(unit):
    if not unit:
        return False
    a, b = unit[0], unit[1] if len(unit) > 1 else 0
    if a < 0x80:
        return chr(a).isalnum()
    if a < 0xC2 or a > 0xF4 or (2 if a < 0xE0 else 3 if a < 0xF0 else 4) > len(unit):
        return True
    if a == 0xE2:
        return not (b <= 0x81 or 0x86 <= b <= 0x9E)
    return not (a == 0xC2 or (a == 0xF0 and b == 0x9F) or 0xE3 <= a <= 0xE9)


def raised(unit, everything):
    result, at = bytearray(), 0
    while at < len(unit):
        a, b = unit[at], unit[at + 1] if at + 1 < len(unit) else 0
        wide = 0xC2 <= a < 0xE0 and 0x80 <= b < 0xC0
        code = (a - 0xC0) * 64 + b - 0x80 if wide else a
        if everything or at == 0:
            ranges = ((0x61, 0x7A, 32), (0xE0, 0xFE, 32), (0x3B1, 0x3C9, 32), (0x430, 0x44F, 32), (0x450, 0x45F, 80))
            by = next((by for start, end, by in ranges if start <= code <= end and (wide or code < 0x80)), 0)
            code -= 0 if code in (0xF7, 0x3C2) else by
        result += bytes((0xC0 + (code >> 6), 0x80 + (code & 63))) if wide else bytes((code,))
        at += 1 + wide
    return bytes(result)


class Model:
    def __init__(self, data):
        assert data[:8] == b"\x89ONSM\r\n\x1a", "this is no model"
        self.name = data[16:24]
        sections = {}
        for i in range(struct.unpack_from("<I", data, 24)[0]):
            tag, offset = struct.unpack_from("<II", data, 32 + 16 * i)
            sections[tag] = Reader(data, offset)
        letters = [sections[2].varint() for _ in range(257)]
        self.spelling = Ngrams(sections[2], [WHOLE - sum(letters), *letters])
        self.codebook(sections[3])
        self.ngrams = Ngrams(sections[4], self.frequencies)
        self.has_layers = 7 in sections

    def codebook(self, reader):  # section 5
        capital, upper, count = reader.varint(), reader.varint(), reader.varint()
        classes = [reader.varint() for _ in range(reader.varint())]
        letters = [reader.u8() for _ in range(reader.varint())]
        told, table = reader.u8(), None
        table = Table(reader)
        units, ranks = [[] for _ in classes], []
        for _ in range(count):
            group = table.symbol(0)
            ranks, first = ranks[: table.symbol(1)], 1
            while rank := table.symbol(2 + 2 * min(told, ranks[-1] if ranks else 0) + first):
                ranks, first = [*ranks, rank], 0
            units[group].append(bytes(letters[rank - 1] for rank in ranks))
        own = [frequency for frequency, members in zip(classes, units) for _ in members]
        self.units = [b""] * 5 + [unit for members in units for unit in members]
        self.frequencies = [WHOLE - 256 - capital - upper - sum(own), 256, capital, upper, 0, *own]

    def spelled(self, coder):
        word, context = bytearray(), self.spelling.start(0)
        while (symbol := coder.read(lambda target: self.spelling.find(context, target))) != 1:
            symbol = symbol or 2 + coder.read(equal_byte)
            context = self.spelling.next(context, symbol)
            word.append(symbol - 2)
        return bytes(word)

    def decode(self, record):
        coder, text, after_word = Coder(record), bytearray(), False
        context = self.ngrams.start(4)
        if self.has_layers:
            plain = 7 << 27
            kind = coder.read(lambda target: (0, (0, plain)) if target < plain else (1, (plain, WHOLE)))
            assert kind == 0, "a layered record: see section 9 of docs/reference/format.md"
        while not coder.ended():
            raising = 0
            while True:
                unit = coder.read(lambda target: self.ngrams.find(context, target))
                context = self.ngrams.next(context, unit)
                if unit not in (2, 3) or raising:
                    break
                raising = unit
            if unit == 1:
                text.append(coder.read(equal_byte))
                while not coder.ended():
                    text.append(coder.read(equal_byte))
                break
            letters = self.units[unit] if unit else self.spelled(coder)
            letters = raised(letters, raising == 3) if raising else letters
            text += b" " * (after_word and is_word(letters)) + letters
            after_word = is_word(letters)
        return bytes(text)


def records(data):  # section 7
    assert data[:8] == b"\x89ONSP\r\n\x1a" and data[-4:] == b"ONSE", "this is no pack"
    index = Reader(data, len(data) - 16 - struct.unpack_from("<I", data, len(data) - 16)[0])
    at = 28
    for _ in range(index.varint()):
        block = Reader(data, at + 4)
        at, _ = at + index.varint(), index.varint()
        lengths = [block.varint() for _ in range(block.varint())]
        for length in lengths:
            yield data[block.at : block.at + length]
            block.at += length


if __name__ == "__main__":
    model, pack = (open(name, "rb").read() for name in sys.argv[1:3])
    reader = Model(model)
    assert pack[16:24] == reader.name, "the pack was made with another model"
    assert pack[12:16] == bytes(4), "only packs of exact records are read"
    for record in records(pack):
        sys.stdout.buffer.write(reader.decode(record) + b"\n")
