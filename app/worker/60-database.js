// Reading the device's database, as the app has made it.

const DEVICE_DATABASE = "saddlebag";

function asText(value) {
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}

async function readOne(database, store, key) {
  return read(database, store, (values) => values.get(key));
}

/** Undefined if the database or the store is not there; it is never created here. */
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

function openExisting(database) {
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
