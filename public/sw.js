// The service worker: the app starts without network, and what waits is sent when it returns.
//
// A build is installed whole or not at all, and waits until a page asks for it. The previous
// build stays as long as a page runs it: a chunk that is missing would end that page.

const BUILD = "{{build}}";
/** What a build consists of: {path, integrity}, as the build made it. */
const FILES = {{files}};

const CACHE_PREFIX = "build-";
const CACHE = CACHE_PREFIX + BUILD;
const SHELL = "/index.html";
/** Never answered from here: the server speaks for itself. */
const SERVER_PATHS = /^\/(api|files|healthz|metrics)(\/|$)/;

// ---- installing -----------------------------------------------------------------------------

self.addEventListener("install", (event) => event.waitUntil(installBuild()));

/** Fails if any file fails. What has arrived stays, so the next try on a bad network goes on. */
async function installBuild() {
  const cache = await caches.open(CACHE);
  for (const file of FILES) {
    if (await cache.match(file.path)) continue;
    const response = (await sameFromEarlier(file)) ?? (await download(file));
    await cache.put(file.path, response);
  }
}

/**
 * The browser compares the bytes with `integrity` and fails the request if they differ. A file
 * below /a/ never changes: what the page has just loaded is not loaded again.
 */
async function download({ path, integrity }) {
  const cache = path.startsWith("/a/") ? "default" : "no-cache";
  const response = await fetch(path, { integrity, cache });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return asStored(await response.arrayBuffer(), response.headers.get("content-type"), integrity);
}

/** A file that did not change since an earlier build is not loaded again. */
async function sameFromEarlier({ path, integrity }) {
  for (const name of await buildCaches()) {
    const earlier = path.replace(`/a/${BUILD}/`, `/a/${name.slice(CACHE_PREFIX.length)}/`);
    const found = await (await caches.open(name)).match(earlier);
    if (found?.headers.get("x-integrity") === integrity) return found;
  }
  return undefined;
}

function asStored(bytes, type, integrity) {
  return new Response(bytes, { headers: { "content-type": type ?? "", "x-integrity": integrity } });
}

// ---- changing over --------------------------------------------------------------------------

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate-update") event.waitUntil(self.skipWaiting());
});

/** Client id → the build it runs, seen from the folder it loads from. */
const buildOfClient = new Map();

async function buildCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
}

/** Deletes the builds that no page runs. A page whose build we have not seen keeps them all. */
async function deleteUnusedBuilds() {
  const names = await buildCaches();
  if (self.registration.installing || self.registration.waiting) return;
  const clients = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const used = clients.map((client) => buildOfClient.get(client.id));
  if (used.includes(undefined)) return;
  const kept = new Set([BUILD, ...used]);
  const unused = names.filter((name) => !kept.has(name.slice(CACHE_PREFIX.length)));
  await Promise.all(unused.map((name) => caches.delete(name)));
}

// ---- answering ------------------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (SERVER_PATHS.test(url.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(fromBuild(SHELL, request));
    return;
  }
  noteBuild(event, url.pathname);
  event.respondWith(fromAnyBuild(url.pathname, request));
});

function noteBuild(event, path) {
  const build = /^\/a\/([^/]+)\//.exec(path)?.[1];
  if (!build || !event.clientId || buildOfClient.get(event.clientId) === build) return;
  buildOfClient.set(event.clientId, build);
  event.waitUntil(deleteUnusedBuilds());
}

async function fromBuild(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** This build's file first; a page of another build names that build in the path. */
async function fromAnyBuild(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

// ---- sending in the background --------------------------------------------------------------

const DEVICE_DATABASE = "saddlebag";
/** What is sent at once: mutations, and bytes of them; the app keeps to the same. */
const SEND_AT_ONCE = 50;
const SEND_BYTES = 512 * 1024;
/** Kept outside the builds: this worker is ended and started again as the browser likes. */
const WAIT_CACHE = "told-to-wait";
const WAIT = "/told-to-wait";
/** The longest wait that a server is granted, in milliseconds; the app's is the same. */
const LONGEST_TOLD_MS = 30 * 60_000;
/** A wait is made longer by up to this part of it: not all phones come back at once. */
const SPREAD = 4;

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
  if (!device || (await waiting(database)).length === 0) return;
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

/** As much as is sent at once, and always one. */
function batchFrom(bodies, start) {
  let end = start;
  let bytes = 0;
  while (end < bodies.length && end - start < SEND_AT_ONCE) {
    bytes += new TextEncoder().encode(bodies[end]).length;
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
  return `${JSON.stringify(head).slice(0, -1)},"mutations":[${bodies.join(",")}]}`;
}

// ---- being told -----------------------------------------------------------------------------

/** Where what needs the person stands first. */
const START = "/";
/** Shown when nobody's words are kept any more: a browser wants something shown for each message. */
const WORDLESS = { title: "鞍囊 Saddlebag", text: "" };

self.addEventListener("push", (event) => event.waitUntil(tell()));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openStart());
});

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAnew(event)));

/** A message has no content; what is shown takes the place of what was shown before. */
async function tell() {
  const { title, text } = await words();
  await self.registration.showNotification(title, {
    body: text,
    tag: "waits",
    renotify: true,
    icon: "/icons/icon-192.png",
  });
  for (const client of await pages()) client.postMessage({ type: "something-waits" });
}

/** The app keeps them in its language. */
async function words() {
  try {
    const kept = await readOne(DEVICE_DATABASE, "device", "told");
    return kept ? JSON.parse(asText(kept)) : WORDLESS;
  } catch {
    return WORDLESS;
  }
}

/** The page used last, if the app is open: what is written there is kept. */
async function openStart() {
  const [last] = await pages();
  if (!last) return self.clients.openWindow(START);
  last.postMessage({ type: "open", open: START });
  return last.focus();
}

function pages() {
  return self.clients.matchAll({ type: "window" });
}

/** The browser has given up the address at which it was told; what is missing here, the app does. */
async function subscribeAnew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  if ((!newSubscription && !options) || !(await readOne(DEVICE_DATABASE, "device", "told"))) return;
  const { endpoint } = newSubscription ?? (await self.registration.pushManager.subscribe(options));
  await fetch("/api/push", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint }),
  });
}

// ---- reading the device's database ----------------------------------------------------------

function asText(value) {
  return typeof value === "string" ? value : new TextDecoder().decode(value);
}

async function readOne(database, store, key) {
  return read(database, store, (values) => values.get(key));
}

async function readAll(database, store) {
  return (await read(database, store, (values) => values.getAll())) ?? [];
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
