import type { LeftOut } from "@onset/reading";
import type { JSX } from "preact";
import { count } from "../../parts/format.js";
import type { CorpusResult } from "./compute.js";

/** What of the file was left out: nothing goes in silence. */
export function LeftOutNotice({
  result: { unlabelled, malformed },
}: {
  readonly result: CorpusResult;
}): JSX.Element | null {
  if (unlabelled.count + malformed.count === 0) return null;
  return (
    <details class="left-out">
      <summary>
        Left out:{" "}
        {[
          malformed.count > 0 &&
            `${count(malformed.count)} ${malformed.count === 1 ? "record" : "records"} that cannot be read`,
          unlabelled.count > 0 &&
            `${count(unlabelled.count)} ${unlabelled.count === 1 ? "text" : "texts"} without skills`,
        ]
          .filter(Boolean)
          .join(", ")}
      </summary>
      <ul>{[malformed, unlabelled].flatMap((left) => cases(left))}</ul>
    </details>
  );
}

function cases({ first, count: all }: LeftOut): JSX.Element[] {
  const lines = first.map(({ where, problem }) => (
    <li key={where}>
      {where} {problem}
    </li>
  ));
  return all > first.length ? [...lines, <li key="more">and {count(all - first.length)} more</li>] : lines;
}
