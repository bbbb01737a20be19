/** One file in the storage of the browser. Where storage is forbidden or full, there is none, and nobody is told. */

const database = "onset-lab";
const store = "files";
const key = "corpus";

export async function keepFile(file: File): Promise<void> {
  await inStore("readwrite", (files) => files.put(file, key)).catch(() => undefined);
}

export async function keptFile(): Promise<File | null> {
  const found = await inStore<unknown>("readonly", (files) => files.get(key)).catch(() => null);
  return found instanceof File ? found : null;
}

export async function forgetFile(): Promise<void> {
  await inStore("readwrite", (files) => files.delete(key)).catch(() => undefined);
}

function inStore<T>(mode: IDBTransactionMode, action: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const request = action(db.transaction(store, mode).objectStore(store));
      request.onsuccess = () => {
        db.close();
        resolve(request.result);
      };
      request.onerror = () => {
        db.close();
        reject(request.error);
      };
    };
  });
}
