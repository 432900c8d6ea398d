// Changing over: from one build to the next, and which builds are kept.

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
