import { printableLines } from "./characters.js";

/** Tells a problem on standard error, in a way that whatever files hold cannot steer the terminal. */
export function complain(message: string): void {
  process.stderr.write(`${printableLines(`onset: ${message}`, false)}\n`);
}
