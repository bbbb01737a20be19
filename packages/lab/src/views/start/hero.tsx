/** The picture of the laboratory: one real corpus, learned round by round. Where the tunnel is narrow, chance decides. */
import type { JSX } from "preact";

/**
 * Skills learned in each round by `onset simulate poisson:3.5 --ratio 1.28 --skills 500 --trials 1 --engine graph --seed
 * 282`; a test learns the corpus again.
 */
export const heroRounds: readonly number[] = [
  52, 26, 16, 12, 11, 9, 4, 2, 3, 2, 3, 2, 3, 2, 2, 4, 5, 3, 3, 5, 4, 2, 1, 2, 2, 2, 4, 2, 4, 4, 4, 5, 6, 6,
  13, 7, 6, 5, 4, 5, 5, 6, 8, 9, 14, 24, 30, 42, 48, 32, 14, 4,
];

const step = 13;
const pitch = 5.2;
const height = 290;

export function Hero(): JSX.Element {
  const width = heroRounds.length * step;
  return (
    <svg
      class="hero"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`One corpus of 640 texts and 500 skills. Each dot is a skill, each column a round of reading. ${heroRounds[0]} skills are learned in the first round, then only two or three a round for a long time, and at last up to 48 a round.`}
    >
      {heroRounds.map((learned, round) => (
        <path
          key={round}
          d={Array.from({ length: learned }, (_, i) => {
            const y = height / 2 + (i - (learned - 1) / 2) * pitch;
            return `M${(round + 0.5) * step} ${y.toFixed(1)}h0`;
          }).join("")}
          style={{ "--round": round }}
        />
      ))}
    </svg>
  );
}
