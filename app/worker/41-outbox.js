// What is ready to be sent. The app writes it together with its outbox: each mutation under its number, as the very
// bytes that go, in the order and with the holding-back of the app. Nothing here reads a record.

const READY = "ready";
const OFFERED = "offered";

/** Whether anything is ready. */
async function isReady(database) {
  const numbers = await read(database, READY, (values) => values.getAllKeys());
  return (numbers ?? []).length > 0;
}

/**
 * The bodies of what is ready; from now on nobody takes them back. Read and noted in one transaction: what is
 * taken back is so before, or not at all.
 */
async function offer(database) {
  const open = await openExisting(database);
  if (!open) return [];
  try {
    const transaction = open.transaction([READY, OFFERED], "readwrite", { durability: "strict" });
    const ready = transaction.objectStore(READY);
    const [numbers, bodies] = await Promise.all([
      result(ready.getAllKeys()),
      result(ready.getAll()),
    ]);
    const noted = new TextEncoder().encode("1");
    for (const number of numbers) transaction.objectStore(OFFERED).put(noted, number);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return bodies;
  } finally {
    open.close();
  }
}
