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
