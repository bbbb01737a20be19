/** Sixteen bytes doubled in the field of 256 elements. */
// @ts-ignore: decorator
@inline
export function doubled(x: v128): v128 {
  return v128.xor(i8x16.add(x, x), v128.and(i8x16.shr_s(x, 7), i8x16.splat(0x1d)));
}
