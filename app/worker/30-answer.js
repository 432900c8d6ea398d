// Answering: what the pages ask for, from the builds that are kept.

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
