import picocolors from "picocolors";

/**
 * Colours where somebody looks: on a terminal, or where FORCE_COLOR asks for them; never with NO_COLOR. (By itself
 * picocolors also colours what goes into files and pipes wherever CI is set.)
 */
function wanted({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && TERM !== "dumb";
}

const colors: ReturnType<typeof picocolors.createColors> = picocolors.createColors(wanted(process.env));

export default colors;
