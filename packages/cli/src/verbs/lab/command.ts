import { type Command, InvalidArgumentError } from "commander";
import { integer } from "../../options.js";
import { type Origin, originOf } from "../../provenance.js";
import type { OutputOptions, Run } from "../../run/run.js";
import { addOutputOptions, verbCommand } from "../../run/verb.js";
import { jsonText } from "../../terminal/output.js";
import { labFolder, listBuild } from "./build-files.js";
import { openInBrowser } from "./open.js";
import { serve } from "./serve.js";

type Options = OutputOptions & { readonly port?: number; readonly open: boolean };

/** What `onset lab` tells other programs once it serves. */
export type LabReport = {
  readonly schema: "onset/lab@2";
  readonly url: string;
  readonly port: number;
  readonly provenance: Origin;
};

const description = [
  "Serve the web laboratory on this machine and open it in the browser.",
  "The laboratory shows what the other verbs compute, with the same numbers for the same seed: emergence curves, density evolution, hierarchies, scaling laws. It is served to this machine alone, computes in the browser and sends nothing. Ctrl-C ends it.",
];

const examples = `
Examples:
  onset lab
  onset lab --port 8080 --no-open`;

function port(text: string): number {
  const value = integer(0)(text);
  if (value > 65535) throw new InvalidArgumentError("Expected a port from 0 to 65535.");
  return value;
}

/** `onset lab`: the laboratory in the browser. */
export function labCommand(run: Run): Command {
  const command = verbCommand("lab", description, examples)
    .option("--port <n>", "port to serve on (default: one that is free)", port)
    .option("--no-open", "do not open the browser");
  addOutputOptions(command);
  return command.action((options: Options) =>
    run(options, async ({ workspace }) => {
      const serving = await serve(listBuild(labFolder()), options.port);
      const { url } = serving;
      process.stdout.write(
        options.json ? jsonText(reportOf(url, serving.port)) : `The laboratory is at ${url}\n`,
      );
      if (process.stdout.isTTY === true) {
        if (!options.quiet) process.stderr.write("Ctrl-C ends it.\n");
        if (options.open) openInBrowser(url);
      }
      await interrupted(workspace.signal);
      await serving.close();
      return "";
    }),
  );
}

function reportOf(url: string, port: number): LabReport {
  return { schema: "onset/lab@2", url, port, provenance: originOf() };
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
