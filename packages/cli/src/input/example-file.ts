import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DataError } from "../errors.js";
import { packageFolder } from "../package-folder.js";

/**
 * The path of a file that comes with Onset: in the package, or among the examples of the workspace.
 *
 * @throws DataError when it is in neither
 */
export function exampleFile(name: string): string {
  const places = ["examples/", "../../examples/"].map((place) =>
    fileURLToPath(new URL(place + name, packageFolder)),
  );
  const path = places.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new DataError(`the bundled file ${name} is missing: install Onset again`);
  return path;
}
