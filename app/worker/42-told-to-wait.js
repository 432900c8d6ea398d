// A server that asks to be left alone for a while.

/** Kept outside the builds: this worker is ended and started again as the browser likes. */
const WAIT_CACHE = "told-to-wait";
const WAIT = "/told-to-wait";
/** The longest wait that a server is granted, in milliseconds; the app's is the same. */
const LONGEST_TOLD_MS = 30 * 60_000;
/** A wait is made longer by up to this part of it: not all phones come back at once. */
const SPREAD = 4;

/** Keeps until when the server wants to be left alone, if it says so. */
async function keepWait(headers) {
  const wait = retryAfter(headers.get("retry-after"), headers.get("date"));
  if (!(wait > 0)) return;
  const spread = 1 + Math.random() / SPREAD;
  const until = Date.now() + Math.min(wait, LONGEST_TOLD_MS) * spread;
  await (await caches.open(WAIT_CACHE)).put(WAIT, new Response(String(until)));
}

/** In milliseconds: seconds, or a date that counts from the answer's own (RFC 9110, 10.2.3). */
function retryAfter(said, date) {
  if (/^\d+$/.test(said ?? "")) return Number(said) * 1_000;
  const answered = Date.parse(date);
  return Date.parse(said) - (Number.isNaN(answered) ? Date.now() : answered);
}

/** A wait longer than any that was granted comes of a clock that was set back meanwhile. */
async function isToldToWait() {
  const kept = await caches.match(WAIT, { cacheName: WAIT_CACHE });
  const left = kept ? Number(await kept.text()) - Date.now() : 0;
  return left > 0 && left <= LONGEST_TOLD_MS * (1 + 1 / SPREAD);
}
