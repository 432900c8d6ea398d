// Sending in the background: what waits, as the app would.

/** What is sent at once: mutations, and bytes of them; the app keeps to the same. */
const SEND_AT_ONCE = 50;
const SEND_BYTES = 512 * 1024;

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendOutbox());
});

/**
 * Posts what waits, in order, and notes of it only that it may have been sent: the app's next exchange
 * hears `already_applied`. A failure of the network is thrown on, so that the browser tries again; so is
 * a wait that the server asked for and that is not over.
 */
async function sendOutbox() {
  if (await isToldToWait()) throw new Error("sync: the server asked to wait");
  const current = await readOne(DEVICE_DATABASE, "device", "current");
  if (!current) return;
  const database = `saddlebag-${JSON.parse(asText(current)).person_id}`;
  const device = await readOne(database, "meta", "device_id");
  if (!device || !(await isReady(database))) return;
  // Only when the server answers: what was offered once cannot be taken back any more.
  if (!(await post(asText(device), []))) return;
  const bodies = await offer(database);
  for (let at = 0; at < bodies.length; ) {
    const outcomes = await post(asText(device), batchFrom(bodies, at));
    if (!outcomes?.length) return;
    at += outcomes.length;
  }
  for (const client of await pages()) client.postMessage({ type: "background-sent" });
}

/** As much as is sent at once, and always one. */
function batchFrom(bodies, start) {
  let end = start;
  let bytes = 0;
  while (end < bodies.length && end - start < SEND_AT_ONCE) {
    bytes += bodies[end].length;
    if (bytes > SEND_BYTES && end > start) break;
    end += 1;
  }
  return bodies.slice(start, end);
}

/**
 * The outcomes: a busy server leaves the rest of a batch, and it goes first into the next. Nothing: the
 * app has to deal with the answer (a new sign-in, a newer version). What is to come
 * again later is for a later time, and so is everything after it.
 */
async function post(device, bodies) {
  const response = await fetch("/api/sync", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: exchange(device, bodies),
  });
  if (response.status === 429 || response.status >= 500) {
    await keepWait(response.headers);
    throw new Error(`sync: ${response.status}`);
  }
  if (!response.ok) return undefined;
  const { outcomes } = await response.json();
  if (outcomes.some(({ outcome }) => outcome === "retry_later")) throw new Error("sync: later");
  return outcomes;
}

/** Written by hand: the bodies must stay the very same bytes. */
function exchange(device, bodies) {
  const head = {
    protocol: 1,
    build: BUILD,
    device_id: device,
    device_now: Date.now(),
    cursor: null,
    page_limit: 0,
  };
  return `${JSON.stringify(head).slice(0, -1)},"mutations":[${bodies.map(asText).join(",")}]}`;
}
