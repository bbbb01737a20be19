/**
 * The folder of the package: above that of the program, whether it is bundled (`bundle/`), built (`dist/`) or neither
 * (`src/`). Ends with a slash.
 */
export const packageFolder: URL = new URL("../", import.meta.url);
