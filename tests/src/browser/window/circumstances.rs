//! What befalls a window: the network, the room on the phone, the browser that puts it to sleep.

use super::Window;
use chromiumoxide::cdp::browser_protocol::network::{
    EmulateNetworkConditionsByRuleParams, NetworkConditions, OverrideNetworkStateParams,
};
use chromiumoxide::cdp::browser_protocol::page::{
    RemoveScriptToEvaluateOnNewDocumentParams, SetWebLifecycleStateParams,
    SetWebLifecycleStateState,
};
use chromiumoxide::cdp::browser_protocol::service_worker::{
    DeliverPushMessageParams, DisableParams, DispatchSyncEventParams, EnableParams,
    EventWorkerRegistrationUpdated, RegistrationId,
};
use chromiumoxide::cdp::browser_protocol::storage::{
    ClearDataForOriginParams, OverrideQuotaForOriginParams,
};
use futures::StreamExt;

impl Window {
    /// The network is cut, or back, for this window.
    pub async fn network(&self, there: bool) {
        let everything = NetworkConditions::new("", 0.0, -1.0, -1.0);
        let requests = EmulateNetworkConditionsByRuleParams::new(!there, vec![everything]);
        self.page.execute(requests).await.expect("the network");
        let hint = OverrideNetworkStateParams::new(!there, 0.0, -1.0, -1.0);
        self.page.execute(hint).await.expect("the network's hint");
    }

    /// The page's clock stands still from now on, also on pages that are loaded anew, until it
    /// [goes on](Self::clock_goes_on): what ends with time does not end while the story looks at it.
    pub async fn clock_stands_still(&self) {
        let at = self.asks("String(Date.now())").await;
        self.stands_at(&at).await;
    }

    /// The same, at the time of another window whose clock stands still.
    pub async fn clock_stands_at(&self, other: &Self) {
        let at = other.asks("String(Date.now())").await;
        self.stands_at(&at).await;
    }

    /// The same, so many days from now.
    pub async fn clock_stands_days_later(&self, days: u32) {
        let later = format!("String(Date.now() + {days} * 86400000)");
        let at = self.asks(&later).await;
        self.stands_at(&at).await;
    }

    async fn stands_at(&self, at: &str) {
        self.asks(&format!(
            "globalThis.running ??= Date.now, Date.now = () => {at}, ''"
        ))
        .await;
        let anew = format!("globalThis.running = Date.now; Date.now = () => {at};");
        let script = self.page.evaluate_on_new_document(anew).await;
        *self.still.borrow_mut() = Some(script.expect("the clock"));
    }

    /// The clock shows the time again.
    pub async fn clock_goes_on(&self) {
        if let Some(script) = self.still.take() {
            let remove = RemoveScriptToEvaluateOnNewDocumentParams::new(script);
            self.page.execute(remove).await.expect("the clock");
        }
        self.asks("Date.now = globalThis.running, ''").await;
    }

    /// The browser gives this site so many bytes, or as many as it likes.
    pub async fn room(&self, bytes: Option<f64>) {
        let mut quota = OverrideQuotaForOriginParams::new(self.asks("location.origin").await);
        quota.quota_size = bytes;
        self.page.execute(quota).await.expect("the quota");
    }

    /// The person clears what the browser keeps for this site: `indexeddb`, or `all`.
    pub async fn is_cleared(&self, kinds: &str) {
        let origin = self.asks("location.origin").await;
        let clear = ClearDataForOriginParams::new(origin, kinds);
        self.page.execute(clear).await.expect("it is cleared");
    }

    /// The browser freezes the page, as it does with one that is long in the background.
    pub async fn freezes(&self) {
        let frozen = SetWebLifecycleStateParams::new(SetWebLifecycleStateState::Frozen);
        self.page.execute(frozen).await.expect("it freezes");
    }

    /// The person turns to this window.
    pub async fn comes_to_front(&self) {
        self.page.bring_to_front().await.expect("it is shown");
    }

    /// The page goes on where it was frozen.
    pub async fn wakes(&self) {
        let active = SetWebLifecycleStateParams::new(SetWebLifecycleStateState::Active);
        self.page.execute(active).await.expect("it wakes");
    }

    /// The browser lets the service worker send what waits, as it does when the network returns.
    pub async fn sends_in_background(&self) {
        let (origin, worker) = self.worker().await;
        let sync = DispatchSyncEventParams::new(origin, worker, "outbox", false);
        self.page.execute(sync).await.expect("it may send");
    }

    /// A message without content arrives from the browser's push service.
    pub async fn is_pushed(&self) {
        let (origin, worker) = self.worker().await;
        let message = DeliverPushMessageParams::new(origin, worker, "");
        self.page.execute(message).await.expect("it arrives");
    }

    /// The site's origin, and its service worker as the browser calls it.
    async fn worker(&self) -> (String, RegistrationId) {
        let mut seen = self
            .page
            .event_listener::<EventWorkerRegistrationUpdated>()
            .await
            .expect("the workers are told");
        let (off, on) = (DisableParams::default(), EnableParams::default());
        self.page.execute(off).await.expect("the workers");
        self.page.execute(on).await.expect("the workers");
        let worker = loop {
            let told = seen.next().await.expect("a worker");
            if let Some(registration) = told.registrations.first() {
                break registration.registration_id.clone();
            }
        };
        (self.asks("location.origin").await, worker)
    }

    /// Waits until the service worker has the whole build: the app opens without network from now on.
    pub async fn has_its_worker(&self) {
        let active = "navigator.serviceWorker.ready.then(ready => ready.active.state)";
        self.waits("the service worker", async || {
            (self.asks(active).await == "activated").then_some(())
        })
        .await;
    }
}
