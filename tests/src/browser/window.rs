//! One window: what a person sees and does in it.

use crate::server::target;
use chromiumoxide::Page;
use chromiumoxide::browser::Browser as Chromium;
use chromiumoxide::cdp::browser_protocol::accessibility::{AxNode, AxValue, QueryAxTreeParams};
use chromiumoxide::cdp::browser_protocol::dom::{
    BackendNodeId, FocusParams, GetContentQuadsParams, GetDocumentParams, ResolveNodeParams,
};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::network::{
    EmulateNetworkConditionsByRuleParams, NetworkConditions, OverrideNetworkStateParams,
};
use chromiumoxide::cdp::browser_protocol::page::{
    CaptureScreenshotParams, SetWebLifecycleStateParams, SetWebLifecycleStateState,
};
use chromiumoxide::cdp::browser_protocol::storage::{
    ClearDataForOriginParams, OverrideQuotaForOriginParams,
};
use chromiumoxide::cdp::browser_protocol::target::SetAutoAttachParams;
use chromiumoxide::cdp::js_protocol::runtime::CallFunctionOnParams;
use chromiumoxide::layout::Point;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a person waits for something before they say it does not work.
const PATIENCE: Duration = Duration::from_secs(30);

/// Width and height in CSS pixels, and pixels for each.
pub type Size = (i64, i64, f64);
/// A cheap phone.
pub const PHONE: Size = (360, 780, 2.0);
/// A desk screen.
pub const DESK: Size = (1440, 900, 1.0);

/// One window of a browser.
pub struct Window {
    page: Page,
}

impl Window {
    pub(super) async fn open(chromium: &Chromium, size: Size, address: &str) -> Self {
        let page = chromium.new_page("about:blank").await.expect("a window");
        // The library would hold every service worker at its start, waiting for a debugger.
        let attach = SetAutoAttachParams::new(false, false);
        page.execute(attach).await.expect("workers run free");
        let (width, height, scale) = size;
        let metrics = SetDeviceMetricsOverrideParams::new(width, height, scale, width < 600);
        page.execute(metrics).await.expect("the window's size");
        let window = Self { page };
        window.goes_to(address).await;
        window
    }

    /// Types the address.
    pub async fn goes_to(&self, address: &str) {
        self.page.goto(address).await.expect("the address opens");
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.page.reload().await.expect("the page loads again");
    }

    /// The address the window shows.
    pub async fn address(&self) -> String {
        self.asks("location.href").await
    }

    /// The path and query of the address.
    pub async fn path(&self) -> String {
        self.asks("location.pathname + location.search").await
    }

    /// Waits until the window shows another path than this.
    pub async fn leaves(&self, path: &str) {
        self.waits(&format!("another page than {path}"), async || {
            (self.path().await != path).then_some(())
        })
        .await;
    }

    /// Waits until the window shows a path that begins so.
    pub async fn arrives(&self, path: &str) {
        self.waits(&format!("the page {path}"), async || {
            self.path().await.starts_with(path).then_some(())
        })
        .await;
    }

    /// The page's answer to a script: for what a person cannot see.
    pub async fn asks(&self, script: &str) -> String {
        // A page that is just going away answers nothing.
        let answer = self.page.evaluate(script).await.ok();
        answer
            .and_then(|answer| answer.into_value().ok())
            .unwrap_or_default()
    }

    /// The network is cut, or back, for this window.
    pub async fn network(&self, there: bool) {
        let everything = NetworkConditions::new("", 0.0, -1.0, -1.0);
        let requests = EmulateNetworkConditionsByRuleParams::new(!there, vec![everything]);
        self.page.execute(requests).await.expect("the network");
        let hint = OverrideNetworkStateParams::new(!there, 0.0, -1.0, -1.0);
        self.page.execute(hint).await.expect("the network's hint");
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

    /// Waits until the service worker has the whole build: the app opens without network from now on.
    pub async fn has_its_worker(&self) {
        let active = "navigator.serviceWorker.ready.then(ready => ready.active.state)";
        self.waits("the service worker", async || {
            (self.asks(active).await == "activated").then_some(())
        })
        .await;
    }

    /// Waits until the text stands on the page.
    pub async fn sees(&self, text: &str) {
        self.waits(&format!("the text {text:?}"), async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Everything that can be read on the page.
    pub async fn text(&self) -> String {
        let read = self.page.evaluate("document.body?.innerText ?? ''").await;
        read.ok()
            .and_then(|text| text.into_value().ok())
            .unwrap_or_default()
    }

    /// Waits until something with this role and name is there.
    pub async fn finds(&self, role: &str, name: &str) {
        self.element(role, name).await;
    }

    /// Whether something with this role and name is there now.
    pub async fn has(&self, role: &str, name: &str) -> bool {
        self.look_for(role, name).await.is_some()
    }

    /// The names of everything that has the role.
    pub async fn names(&self, role: &str) -> Vec<String> {
        self.with_role(role).await.iter().map(name_of).collect()
    }

    /// Clicks what has this role and name.
    pub async fn presses(&self, role: &str, name: &str) {
        let point = self
            .waits(&format!("the {role} {name:?} to click"), async || {
                let node = self.look_for(role, name).await?;
                self.middle(node).await
            })
            .await;
        self.page.click(point).await.expect("it can be clicked");
    }

    /// Puts the text into the field with this role and name, in place of what stands there.
    pub async fn fills(&self, role: &str, name: &str, text: &str) {
        let node = self.element(role, name).await;
        let focus = FocusParams::builder().backend_node_id(node).build();
        self.page.execute(focus).await.expect("it takes the focus");
        self.asks("document.activeElement.select?.(), ''").await;
        let typed = InsertTextParams::new(text);
        self.page.execute(typed).await.expect("it takes the text");
    }

    /// Waits until this text stands in the field with this role and name.
    pub async fn reads(&self, role: &str, name: &str, text: &str) {
        self.waits(&format!("{text:?} in the {role} {name:?}"), async || {
            let fields = self.with_role(role).await;
            let node = node_named(&fields, name)?;
            (text_of(node.value.as_ref()) == text).then_some(())
        })
        .await;
    }

    /// Chooses the option of this name in the group of this name.
    pub async fn chooses(&self, group: &str, option: &str) {
        let point = self
            .waits(&format!("the choice {option:?} of {group:?}"), async || {
                let group = self.look_for("group", group).await?;
                let options = self.within(group, "radio").await;
                self.middle(named(&options, option)?).await
            })
            .await;
        self.page.click(point).await.expect("it can be chosen");
    }

    /// Sets the value of a control of the platform: a list, a time of day.
    pub async fn sets(&self, role: &str, name: &str, value: &str) {
        let node = self.element(role, name).await;
        let script = format!(
            "function() {{
                const option = [...(this.options ?? [])].find(option => option.text === {value:?});
                this.value = option?.value ?? {value:?};
                for (const kind of ['input', 'change', 'blur'])
                    this.dispatchEvent(new Event(kind, {{ bubbles: true }}));
            }}"
        );
        self.calls(node, &script).await.expect("it takes the value");
    }

    /// Presses a key.
    pub async fn key(&self, key: &str) {
        let body = self.page.find_element("body").await.expect("a page");
        body.press_key(key).await.expect("the key is pressed");
    }

    /// A picture of what stands in the window.
    pub async fn picture(&self, file: &Path) {
        let picture = self.page.screenshot(CaptureScreenshotParams::default());
        let bytes = picture.await.expect("a picture");
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
        std::fs::write(file, bytes).expect("the picture is kept");
    }

    async fn element(&self, role: &str, name: &str) -> BackendNodeId {
        self.waits(&format!("the {role} {name:?}"), async || {
            self.look_for(role, name).await
        })
        .await
    }

    async fn look_for(&self, role: &str, name: &str) -> Option<BackendNodeId> {
        named(&self.with_role(role).await, name)
    }

    async fn with_role(&self, role: &str) -> Vec<AxNode> {
        match self.page.execute(GetDocumentParams::default()).await {
            Ok(document) => {
                let root = document.result.root.backend_node_id;
                self.within(root, role).await
            }
            Err(_) => Vec::new(),
        }
    }

    async fn within(&self, node: BackendNodeId, role: &str) -> Vec<AxNode> {
        let query = QueryAxTreeParams::builder()
            .backend_node_id(node)
            .role(role)
            .build();
        match self.page.execute(query).await {
            Ok(found) => found
                .result
                .nodes
                .into_iter()
                .filter(|node| !node.ignored)
                .collect(),
            Err(_) => Vec::new(),
        }
    }

    /// The middle of the element, scrolled into view; `None` while it has no size or moves.
    async fn middle(&self, node: BackendNodeId) -> Option<Point> {
        let scroll = "function() { this.scrollIntoView({ block: 'center', behavior: 'instant' }) }";
        self.calls(node, scroll).await?;
        let first = self.quad(node).await?;
        self.next_frame().await;
        let second = self.quad(node).await?;
        (first == second).then(|| Point {
            x: (first[0] + first[4]) / 2.0,
            y: (first[1] + first[5]) / 2.0,
        })
    }

    /// Calls a function on the element; `None` if it is gone.
    async fn calls(&self, node: BackendNodeId, function: &str) -> Option<()> {
        let ask = ResolveNodeParams::builder().backend_node_id(node).build();
        let object = self.page.execute(ask).await.ok()?.result.object;
        let call = CallFunctionOnParams::builder()
            .object_id(object.object_id?)
            .function_declaration(function)
            .build()
            .ok()?;
        self.page.execute(call).await.ok().map(drop)
    }

    async fn quad(&self, node: BackendNodeId) -> Option<Vec<f64>> {
        let ask = GetContentQuadsParams::builder()
            .backend_node_id(node)
            .build();
        let quads = self.page.execute(ask).await.ok()?.result.quads;
        quads.into_iter().next().map(|quad| quad.inner().clone())
    }

    async fn next_frame(&self) {
        let frame = "new Promise(done => { requestAnimationFrame(() => done('')); setTimeout(() => done(''), 100) })";
        // A page that is just going away has no next frame.
        drop(self.page.evaluate(frame).await);
    }

    /// Looks again after every change of the page until it is there.
    ///
    /// # Panics
    /// When a person's patience is over; prints what stands on the page.
    pub async fn waits<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                let picture = target().join("stories/gave-up.png");
                self.picture(&picture).await;
                panic!(
                    "waited for {what}, but the page at {} reads (see {}):\n{}\nlinks: {:?}",
                    self.address().await,
                    picture.display(),
                    self.text().await,
                    self.names("link").await,
                );
            }
            self.next_change().await;
        }
    }

    async fn next_change(&self) {
        let change = "new Promise(done => {
            const over = () => { seen.disconnect(); done('') };
            const seen = new MutationObserver(over);
            seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            setTimeout(over, 200);
        })";
        if self.page.evaluate(change).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
}

/// The thing with exactly this name, or else the first whose name begins with it or holds it.
fn node_named<'a>(nodes: &'a [AxNode], name: &str) -> Option<&'a AxNode> {
    let find = |fits: &dyn Fn(&str) -> bool| nodes.iter().find(|node| fits(&name_of(node)));
    find(&|found| found == name)
        .or_else(|| find(&|found| found.starts_with(name)))
        .or_else(|| find(&|found| found.contains(name)))
}

fn named(nodes: &[AxNode], name: &str) -> Option<BackendNodeId> {
    node_named(nodes, name)?.backend_dom_node_id
}

fn name_of(node: &AxNode) -> String {
    text_of(node.name.as_ref())
}

fn text_of(value: Option<&AxValue>) -> String {
    let text = value.and_then(|value| value.value.as_ref()?.as_str());
    text.unwrap_or_default().to_owned()
}
