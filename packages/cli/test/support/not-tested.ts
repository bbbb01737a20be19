/** Says loudly what this machine cannot test: a test that is skipped in silence counts as one that passed. */
export function sayNotTested(what: string, why: string): void {
  process.stderr.write(`\n*** NOT TESTED: ${what}: ${why}. ***\n\n`);
}
