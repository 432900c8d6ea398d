//! What a person does with what they see, found as a screen reader finds it: by role and name.

use super::Window;
use crate::words::t;
use chromiumoxide::cdp::browser_protocol::accessibility::{
    AxNode, AxPropertyName, AxValue, QueryAxTreeParams,
};
use chromiumoxide::cdp::browser_protocol::dom::{
    BackendNodeId, FocusParams, GetContentQuadsParams, GetDocumentParams, ResolveNodeParams,
    SetFileInputFilesParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType,
    InsertTextParams, MouseButton, TimeSinceEpoch,
};
use chromiumoxide::cdp::js_protocol::runtime::CallFunctionOnParams;
use chromiumoxide::layout::Point;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// How far from a click the page takes no other one just after it, in CSS pixels.
const NEAR: f64 = 60.0;

/// From now on nothing but the element takes the pointer.
const GUARD: &str = "function() {
    window.press?.guard.abort();
    const press = window.press = { guard: new AbortController(), landed: '' };
    const watch = event => {
        if (event.type === 'pointerdown') {
            const takes = this.contains(event.target) || event.target.closest?.('label')?.control === this;
            press.landed = takes ? 'taken' : 'missed';
        }
        if (press.landed === 'missed') {
            event.preventDefault();
            event.stopImmediatePropagation();
        }
    };
    for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        // Not by what a story may count with.
        EventTarget.prototype.addEventListener.call(
            window, kind, watch, { capture: true, signal: press.guard.signal },
        );
}";
/// Whether the element has taken it; everything takes it again.
const LET_GO: &str = "(() => {
    window.press?.guard.abort();
    return window.press?.landed ?? '';
})()";

impl Window {
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

    /// Waits until what has this role and name can be pressed.
    pub async fn can_press(&self, role: &str, name: &str) {
        self.waits(&format!("the {role} {name:?} to be ready"), async || {
            let found = self.with_role(role).await;
            let node = node_named(&found, name)?;
            (!is_disabled(node)).then_some(())
        })
        .await;
    }

    /// Clicks what has this role and name, once it can be pressed.
    pub async fn presses(&self, role: &str, name: &str) {
        self.waits(&format!("the {role} {name:?} to click"), async || {
            let found = self.with_role(role).await;
            let node = node_named(&found, name).filter(|node| !is_disabled(node))?;
            self.clicks(node.backend_dom_node_id?).await
        })
        .await;
    }

    /// Clicks the element; `None` while it cannot be clicked, and if the page has moved it from under the
    /// pointer: then nothing is clicked at all, for a person would have followed it.
    async fn clicks(&self, node: BackendNodeId) -> Option<()> {
        let point = self.middle(node).await?;
        self.calls(node, GUARD).await?;
        self.page.click(point).await.expect("it can be clicked");
        // A page that has gone away by the click has taken it.
        if self.asks(LET_GO).await == "missed" {
            return None;
        }
        self.clicked.set(Some(point));
        Some(())
    }

    /// Chooses a file where the page asks for one, once it does.
    pub async fn chooses_file(&self, file: &Path) {
        let input = self
            .waits("a place for a file", async || {
                self.page.find_element("input[type=file]").await.ok()
            })
            .await;
        let chosen = SetFileInputFilesParams {
            backend_node_id: Some(input.backend_node_id),
            ..SetFileInputFilesParams::new(vec![file.to_string_lossy().into_owned()])
        };
        self.page.execute(chosen).await.expect("the file is chosen");
    }

    /// Says yes to the question that stands over the page, once it does: presses its button of this name.
    pub async fn confirms(&self, name: &str) {
        let presses = format!(
            "(() => {{
                const buttons = [...document.querySelectorAll('dialog[open] button')];
                const yes = buttons.find(it => it.innerText.trim() === {name:?});
                yes?.click();
                return yes ? 'pressed' : '';
            }})()"
        );
        self.waits(&format!("the question that {name:?} answers"), async || {
            (self.asks(&presses).await == "pressed").then_some(())
        })
        .await;
    }

    /// Says no to the question that stands over the page, once it does.
    pub async fn declines(&self) {
        self.confirms(&t("ui.cancel")).await;
    }

    /// Where it can be tapped.
    async fn pressable(&self, role: &str, name: &str) -> Point {
        self.waits(&format!("the {role} {name:?} to tap"), async || {
            let found = self.with_role(role).await;
            let node = node_named(&found, name).filter(|node| !is_disabled(node))?;
            self.middle(node.backend_dom_node_id?).await
        })
        .await
    }

    /// Taps what has this role and name three times, as an impatient finger does: a seventh of a second
    /// from one to the next by what the taps themselves bear.
    pub async fn taps_thrice(&self, role: &str, name: &str) {
        let point = self.pressable(role, name).await;
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let first = since.expect("a clock after 1970").as_secs_f64();
        for tap in 0..3 {
            let at = first + f64::from(tap) / 7.0;
            for kind in [
                DispatchMouseEventType::MousePressed,
                DispatchMouseEventType::MouseReleased,
            ] {
                let tap = DispatchMouseEventParams::builder()
                    .r#type(kind)
                    .x(point.x)
                    .y(point.y)
                    .button(MouseButton::Left)
                    .click_count(1)
                    .timestamp(TimeSinceEpoch::new(at))
                    .build()
                    .expect("a tap");
                self.page.execute(tap).await.expect("it can be tapped");
            }
        }
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
        self.waits(&format!("the choice {option:?} of {group:?}"), async || {
            let group = self.look_for("group", group).await?;
            let options = self.within(group, "radio").await;
            self.clicks(named(&options, option)?).await
        })
        .await;
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

    /// Holds a letter's key down: pressed first, or repeated by the keyboard.
    pub async fn key_held(&self, letter: char, repeated: bool) {
        let down = DispatchKeyEventType::KeyDown;
        self.key_event(letter, down, repeated).await;
    }

    /// Lets a letter's key go.
    pub async fn key_let_go(&self, letter: char) {
        self.key_event(letter, DispatchKeyEventType::KeyUp, false)
            .await;
    }

    async fn key_event(&self, letter: char, kind: DispatchKeyEventType, repeated: bool) {
        let code = format!("Key{}", letter.to_ascii_uppercase());
        let mut event = DispatchKeyEventParams::new(kind);
        event.key = Some(letter.to_string());
        event.code = Some(code);
        event.auto_repeat = Some(repeated);
        self.page.execute(event).await.expect("the keyboard");
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

    /// The middle of the element, scrolled into view; `None` while it has no size or moves, or the page
    /// takes no click there.
    async fn middle(&self, node: BackendNodeId) -> Option<Point> {
        let scroll = "function() { this.scrollIntoView({ block: 'center', behavior: 'instant' }) }";
        self.calls(node, scroll).await?;
        let first = self.quad(node).await?;
        self.next_frame().await;
        let second = self.quad(node).await?;
        let point = Point {
            x: (first[0] + first[4]) / 2.0,
            y: (first[1] + first[5]) / 2.0,
        };
        (first == second && !self.is_settling_at(point).await).then_some(point)
    }

    /// Whether the page takes no click there: a dialog has just come or gone, or what the last click has
    /// brought stands where it fell.
    async fn is_settling_at(&self, point: Point) -> bool {
        let settling = "document.documentElement.dataset.settling ?? ''";
        match self.asks(settling).await.as_str() {
            "where-clicked" => self.clicked.get().is_some_and(|last| {
                (last.x - point.x).abs() <= NEAR && (last.y - point.y).abs() <= NEAR
            }),
            settling => !settling.is_empty(),
        }
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
}

/// Whether pressing it would do nothing now.
fn is_disabled(node: &AxNode) -> bool {
    let mut properties = node.properties.iter().flatten();
    properties.any(|property| {
        property.name == AxPropertyName::Disabled
            && property.value.value == Some(serde_json::Value::Bool(true))
    })
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
