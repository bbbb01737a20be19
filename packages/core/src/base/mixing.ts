/**
 * A 128-bit state that absorbs words: the source of the seeds of all random streams.
 *
 * The permutation is that of Chaskey-8 (Mouha et al., "Chaskey: An Efficient MAC Algorithm for 32-bit
 * Microcontrollers", SAC 2014), an ARX network without known weakness that a hash for seeds could feel.
 * Each absorbed part takes 8 rounds, so that keys one bit apart give unrelated states.
 */
export class KeyState {
  v0 = 0;
  v1 = 0;
  v2 = 0;
  v3 = 0;

  /** A copy that can absorb further parts on its own. */
  copy(): KeyState {
    const copy = new KeyState();
    copy.v0 = this.v0;
    copy.v1 = this.v1;
    copy.v2 = this.v2;
    copy.v3 = this.v3;
    return copy;
  }

  /** Absorbs two words under a tag; the tag keeps parts of different kinds and lengths apart. */
  absorb(low: number, high: number, tag: number): void {
    let v0 = this.v0 ^ low;
    let v1 = this.v1 ^ high;
    let v2 = this.v2 ^ tag;
    let v3 = this.v3;
    for (let round = 0; round < 8; round++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 13) | (v3 >>> 19)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 7) | (v1 >>> 25)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    this.v0 = v0;
    this.v1 = v1;
    this.v2 = v2;
    this.v3 = v3;
  }

  /** Absorbs a non-negative safe integer. */
  absorbInteger(value: number): void {
    this.absorb(value | 0, (value / 4294967296) | 0, 1);
  }

  /** Absorbs the UTF-16 code units of a string, then its length. */
  absorbString(value: string): void {
    for (let i = 0; i < value.length; i += 2) {
      this.absorb(value.charCodeAt(i), i + 1 < value.length ? value.charCodeAt(i + 1) : 0, 2);
    }
    this.absorb(value.length, 0, 3);
  }
}
