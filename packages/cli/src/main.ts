#!/usr/bin/env node
import { version } from "./version.js";

if (process.argv.length === 3 && process.argv[2] === "--version") {
  // The program would take twice as long, and nothing else of it is needed.
  process.stdout.on("error", () => process.exit(1));
  process.stdout.write(`${version}\n`);
} else await (await import("./program.js")).runProgram();
