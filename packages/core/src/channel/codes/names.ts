/** The codes of a link and of sweeps, by what repairs the message that both send as it is; the last two over erasures alone. */
export const codeNames = ["ldpc", "lt", "fountain"] as const;

export type CodeName = (typeof codeNames)[number];

/** Codes that work on bits, where the channel loses no packets. */
export const bitCodeNames = ["ldpc"] as const;
