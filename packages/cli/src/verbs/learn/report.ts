import type { Report } from "@onset/core/report";
import type { Provenance } from "../../provenance.js";
import { reportText } from "../../terminal/layout.js";
import { reportParagraphs } from "../../terminal/report.js";

/**
 * The report of `onset learn` for a terminal, at most `width` characters wide.
 *
 * @param files - a table of the files, when asked for
 */
export function terminalReport(
  report: Report,
  label: string,
  provenance: Provenance,
  width: number,
  files: readonly string[] = [],
): string {
  return reportText({ verb: "learn", label, width }, { provenance }, [
    ...reportParagraphs(report, width),
    files,
  ]);
}
