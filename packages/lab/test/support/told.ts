/** What reading says of files, as text that can be compared: the same function in Node and in a page. */
import { bytesSource, describeReading, type ReadOptions, readCorpus } from "@onset/reading";

export type FileToRead = { readonly name: string; readonly base64: string; readonly options: ReadOptions };

/** All of a reading, or the sentence of its refusal. */
export async function toldOf({ name, base64, options }: FileToRead): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  try {
    const reading = await readCorpus([bytesSource(bytes, name)], options);
    const { corpus, unlabelled, malformed, duplicateEdges, doubts } = reading;
    const { needs, directed, textNames, skillNames } = corpus;
    const graphs = directed === undefined ? [needs] : [directed.requires, directed.teaches];
    return JSON.stringify({
      texts: [...textNames],
      skills: [...skillNames],
      edges: graphs.map((graph) =>
        Array.from({ length: graph.textCount }, (_, text) => [...graph.skillsOfText(text)]),
      ),
      unlabelled,
      malformed,
      duplicateEdges,
      read: describeReading(reading),
      doubts,
    });
  } catch (error) {
    return String(error);
  }
}

export async function toldOfAll(files: readonly FileToRead[]): Promise<string[]> {
  const told: string[] = [];
  for (const file of files) told.push(await toldOf(file));
  return told;
}
