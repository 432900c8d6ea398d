// Starts the app and keeps a service worker, so that it also starts without network.

import init from "./app.js";

/** This build's folder is its id: /a/<id>/boot.js */
const build = new URL(".", import.meta.url).pathname.split("/").at(-2);

async function start() {
  document.documentElement.dataset.build = build;
  await init({ module_or_path: new URL("./app_bg.wasm", import.meta.url) });
  document.getElementById("boot")?.remove();
}

/** The person is told what to do; the text of the page already says it in both languages. */
function showFailure(error) {
  console.error(error);
  const boot = document.getElementById("boot");
  if (!boot) return;
  const detail = document.createElement("pre");
  detail.textContent = String(error);
  boot.append(detail);
}

/** Registered after the start: the first visit must not share its bandwidth. */
function keepServiceWorker() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker
    .register("/sw.js", { updateViaCache: "none" })
    .catch((error) => console.warn("no service worker:", error));
}

start().then(keepServiceWorker, showFailure);
