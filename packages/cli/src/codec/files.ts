import {
  type ByteSource,
  type Codec,
  checkModelHead,
  FormatError,
  loadCodec,
  PackReader,
} from "@onset/core/codec";
import { DataError } from "../errors.js";
import { openFile } from "../files/open.js";
import type { Workspace } from "../files/workspace.js";

/** Enough of a file to tell what it is. */
const headBytes = 64;

/** Loads the model that the user named. */
export async function readModel(path: string, workspace: Workspace): Promise<Codec> {
  return loadModel(path, await openFile(path, workspace));
}

/** Loads a model from a file. What is none, or not whole, is not read any further. */
export async function loadModel(path: string, file: ByteSource): Promise<Codec> {
  const head = await file.read(0, Math.min(headBytes, file.size));
  formatErrorsOf(path, () => checkModelHead(head, file.size));
  const bytes = await file.read(0, file.size);
  return formatErrorsOf(path, () => loadCodec(bytes));
}

/** Opens a pack that the user named: one that was made with this model. */
export async function readPack(
  path: string,
  codec: Codec,
  model: string,
  workspace: Workspace,
): Promise<PackReader> {
  const file = await openFile(path, workspace);
  const pack = await PackReader.open(file).catch((error: unknown) => {
    throw inFile(path, error);
  });
  if (pack.modelHash === codec.modelHash) return pack;
  throw new DataError(`${path}: was made with the model ${pack.modelHash}; ${model} is ${codec.modelHash}`);
}

/** Runs something on the bytes of a file; what is wrong with them is an error that names the file. */
export function formatErrorsOf<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw inFile(path, error);
  }
}

/** What is wrong with the bytes of a file, as an error that names it; other errors stay as they are. */
export function inFile(path: string, error: unknown): unknown {
  return error instanceof FormatError ? new DataError(`${path}: ${error.message}`) : error;
}
