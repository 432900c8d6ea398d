//! The real Chromium, driven as a person would: things are found by role and label, waited for
//! until they are there, and clicked where they are.

mod form;
mod thumb;
mod window;

pub use chromiumoxide::cdp::browser_protocol::browser::PermissionSetting;
pub use form::fills_form;
pub use thumb::Thumb;
pub use window::{DESK, LANDSCAPE, PHONE, Size, Window};

use chromiumoxide::browser::{Browser as Chromium, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::browser::{
    PermissionDescriptor, SetDownloadBehaviorBehavior, SetDownloadBehaviorParams,
    SetPermissionParams,
};
use futures::StreamExt;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// How long a command to the browser, or its start, may take on a machine that is busy with others:
/// what it stands for is a browser that hangs.
const PATIENCE: Duration = Duration::from_secs(180);

/// A browser with a profile of its own: what it stored survives [`Browser::restart`].
pub struct Browser {
    /// Ends before its profile goes: it would write into it anew.
    process: Process,
    profile: TempDir,
}

struct Process {
    chromium: Chromium,
    events: JoinHandle<()>,
}

impl Browser {
    /// A browser nobody has used.
    pub async fn new() -> Self {
        let profile = TempDir::new().expect("a folder for the profile");
        let process = Process::start(&profile).await;
        Self { process, profile }
    }

    /// A window of the size, at the address.
    pub async fn open(&self, size: Size, address: &str) -> Window {
        Window::open(&self.process.chromium, size, address).await
    }

    /// What is saved from now on goes into this folder.
    pub async fn saves_to(&self, folder: &Path) {
        let allow = SetDownloadBehaviorParams {
            browser_context_id: None,
            download_path: Some(folder.to_string_lossy().into_owned()),
            ..SetDownloadBehaviorParams::new(SetDownloadBehaviorBehavior::Allow)
        };
        let allowed = self.process.chromium.execute(allow).await;
        allowed.expect("a folder for what is saved");
    }

    /// The person answers the browser whether sites may notify them.
    pub async fn lets_notify(&self, answer: PermissionSetting) {
        let asked = PermissionDescriptor::new("notifications");
        let answered = SetPermissionParams::new(asked, answer);
        let answered = self.process.chromium.execute(answered).await;
        answered.expect("an answer");
    }

    /// The browser is closed and started again; windows of before are gone.
    pub async fn restart(&mut self) {
        self.process.chromium.close().await.expect("it closes");
        self.process.chromium.wait().await.expect("it ends");
        self.process.events.abort();
        self.process = Process::start(&self.profile).await;
    }

    /// The browser is killed, as when the battery is pulled, and started again.
    pub async fn crash(&mut self) {
        self.process.chromium.kill().await;
        self.process.events.abort();
        self.process = Process::start(&self.profile).await;
    }
}

impl Process {
    async fn start(profile: &TempDir) -> Self {
        let config = BrowserConfig::builder()
            .chrome_executable(executable())
            .user_data_dir(profile.path())
            .new_headless_mode()
            .no_sandbox()
            .args([
                "disable-gpu",
                "disable-quic",
                "disable-component-update",
                "accept-lang=zh-CN",
            ])
            // Pages of its own for the address line, which nobody here types into: half of what a start costs.
            .arg((
                "disable-features",
                &["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"][..],
            ))
            .viewport(None)
            .launch_timeout(PATIENCE)
            .request_timeout(PATIENCE)
            .build()
            .expect("a browser's configuration");
        let (chromium, mut handler) = Chromium::launch(config).await.expect("Chromium starts");
        // A message this version of the library does not know is not ours to mind.
        let events = tokio::spawn(async move { while handler.next().await.is_some() {} });
        Self { chromium, events }
    }
}

fn executable() -> PathBuf {
    env::var_os("SADDLEBAG_CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}
