// Being told: what a message without content shows, and where it leads.

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
