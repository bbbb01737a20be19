import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { type Codec, FormatError, loadCodec, Pack } from "@onset/core/codec";
import { DataError, UsageError } from "../errors.js";

/** The bytes of a file that the user named. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`cannot read the file ${JSON.stringify(path)} (${reason})`);
  }
}

/** Writes a file, all of it or nothing: beside its place first, then moved there. */
export async function writeBytes(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new DataError(`cannot write the file ${JSON.stringify(path)} (${reason})`);
  }
}

/** Loads the model that the user named. */
export async function readModel(path: string): Promise<Codec> {
  const bytes = await readBytes(path);
  return formatErrorsOf(path, () => loadCodec(bytes));
}

/** Opens a pack that the user named: one that was made with this model. */
export async function readPack(path: string, codec: Codec, model: string): Promise<Pack> {
  const bytes = await readBytes(path);
  const pack = formatErrorsOf(path, () => Pack.open(bytes));
  if (pack.modelHash === codec.modelHash) return pack;
  throw new DataError(`${path}: was made with the model ${pack.modelHash}; ${model} is ${codec.modelHash}`);
}

/** Runs something on the bytes of a file; what is wrong with them is an error that names the file. */
export function formatErrorsOf<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof FormatError) throw new DataError(`${path}: ${error.message}`);
    throw error;
  }
}
