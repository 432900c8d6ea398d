// Reading the device's database, as the app has made it.

const DEVICE_DATABASE = "saddlebag";

function asText(value) {
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}

async function readOne(database, store, key) {
  return read(database, store, (values) => values.get(key));
}

/** Undefined if the database or the store is not there. */
async function read(database, store, ask) {
  const db = await openExisting(database);
  if (!db) return undefined;
  try {
    if (!db.objectStoreNames.contains(store)) return undefined;
    return await result(ask(db.transaction(store, "readonly").objectStore(store)));
  } finally {
    db.close();
  }
}

/** Never created here, not even to be taken back: a browser that is killed meanwhile could keep it, empty. */
async function openExisting(database) {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === database)) return undefined;
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    let missing = false;
    opening.onupgradeneeded = () => {
      missing = true;
      opening.transaction.abort();
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => (missing ? resolve(undefined) : reject(opening.error));
  });
}

function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
