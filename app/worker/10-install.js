// Installing: a build whole, or not at all.

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
