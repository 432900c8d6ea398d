//! The quickest thing to capture: a check-in, here to sessions that nobody knows.

use shared::answers::Answers;
use shared::number::RecordNumber;
use shared::record::RecordKind;
use shared::training::{SessionNumber, SessionSecret, code_at};
use std::collections::BTreeMap;
use tests::browser::Window;
use tests::clock::moment;
use tests::device::Phone;
use tests::fate::Fate;
use tests::words::{t, tf};

/// What somebody types to check in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slip {
    number: String,
    code: String,
}

impl Slip {
    /// One nobody else has.
    pub fn new(fate: &mut Fate) -> Self {
        let bytes = [fate.id().to_be_bytes(), fate.id().to_be_bytes()].concat();
        let secret: [u8; 32] = bytes.try_into().expect("32 bytes");
        let number = [secret[0], secret[1], secret[2], secret[3]];
        Self {
            number: SessionNumber::from_random(number).to_string(),
            code: code_at(&SessionSecret::new(secret), moment()).to_string(),
        }
    }

    /// Types it into the form at the address; nothing is saved yet.
    pub async fn is_typed(&self, window: &Window, address: &str) {
        window.goes_to(address).await;
        self.is_typed_here(window).await;
    }

    /// Types it into the form that stands in the window.
    pub async fn is_typed_here(&self, window: &Window) {
        window.finds("button", &t("training.check_in.save")).await;
        let other = t("training.check_in.other");
        if window.has("radio", &other).await {
            window.presses("radio", &other).await;
        }
        let number = t("training.check_in.number");
        window.fills("textbox", &number, &self.number).await;
        let code = t("training.check_in.code");
        window.fills("textbox", &code, &self.code).await;
        window.sees(&t("training.check_in.code_good")).await;
    }

    /// Types it and sees that it is saved.
    pub async fn is_saved(&self, window: &Window, address: &str) {
        window.goes_to(address).await;
        self.is_saved_here(window).await;
    }

    /// Types it into the form that stands in the window, and sees that it is saved.
    pub async fn is_saved_here(&self, window: &Window) {
        self.is_typed_here(window).await;
        let save = t("training.check_in.save");
        window.presses("button", &save).await;
        let on = t("training.check_in.to_attendance");
        window.finds("link", &on).await;
    }

    /// Waits until the window shows it as arrived: its session has not come yet, everything else has.
    pub async fn has_arrived(&self, window: &Window) {
        let session = tf(
            "training.attendance.session_of",
            &[("number", &self.number)],
        );
        let waits = t("training.attendance.waiting_session");
        window
            .waits(&format!("{session}: {waits}"), async || {
                let text = window.text().await;
                let (_, after) = text.split_once(&session)?;
                let mut lines = after.lines().filter(|line| !line.trim().is_empty());
                lines
                    .by_ref()
                    .take(4)
                    .any(|line| line.trim() == waits)
                    .then_some(())
            })
            .await;
    }

    fn in_record(content: &Answers) -> Self {
        let answer = |path| content.get(path).unwrap_or_default().to_owned();
        Self {
            number: answer("session_number"),
            code: answer("code"),
        }
    }
}

/// How often each slip is on the server, as another phone of the same person sees it.
pub fn on_server(phone: &Phone) -> BTreeMap<Slip, usize> {
    let mut found = BTreeMap::new();
    for (slip, _) in numbered_on_server(phone) {
        *found.entry(slip).or_default() += 1;
    }
    found
}

/// The slips on the server, each with its number.
pub fn numbered_on_server(phone: &Phone) -> Vec<(Slip, RecordNumber)> {
    let records = phone.records().into_values();
    records
        .filter(|record| record.kind == RecordKind::CheckIn)
        .map(|record| (Slip::in_record(&record.content), record.number.clone()))
        .collect()
}
