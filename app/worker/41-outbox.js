// What waits to be sent, as the app keeps it.

/**
 * The entries that wait, in order. Set-aside ones are left alone, and what was made about the same
 * record after them: first in, first out.
 */
async function waiting(database) {
  return thatWait(await readAll(database, "outbox"));
}

function thatWait(stored) {
  const entries = stored.map((value) => JSON.parse(asText(value)));
  entries.sort((a, b) => a.seq - b.seq);
  const blocked = new Set();
  return entries.filter((entry) => {
    if (entry.state?.set_aside) blocked.add(entry.record_id);
    return entry.state === "waiting" && !blocked.has(entry.record_id);
  });
}

/**
 * The bodies of what waits, as they were made; from now on nobody takes them back. Read and noted in
 * one transaction: what is taken back is so before, or not at all.
 */
async function offer(database) {
  const open = await openExisting(database);
  if (!open) return [];
  try {
    const transaction = open.transaction("outbox", "readwrite", { durability: "strict" });
    const entries = thatWait(await result(transaction.objectStore("outbox").getAll()));
    for (const { unsent, ...entry } of entries) {
      if (unsent) {
        const noted = new TextEncoder().encode(JSON.stringify(entry));
        transaction.objectStore("outbox").put(noted, entry.seq);
      }
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return entries.map(({ body }) => body);
  } finally {
    open.close();
  }
}
