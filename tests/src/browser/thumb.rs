//! A thumb that counts: what a person fills in on a phone costs them taps.

use super::Window;
use crate::words::t;
use std::cell::Cell;

/// The thumb of whoever holds the phone.
pub struct Thumb<'a> {
    window: &'a Window,
    taps: Cell<u32>,
}

impl<'a> Thumb<'a> {
    /// Over a window, before the first tap.
    pub const fn over(window: &'a Window) -> Self {
        let taps = Cell::new(0);
        Self { window, taps }
    }

    /// How often it has tapped.
    pub fn taps(&self) -> u32 {
        self.taps.get()
    }

    fn tap(&self, times: u32) {
        self.taps.set(self.taps.get() + times);
    }

    /// Presses what has this role and name.
    pub async fn presses(&self, role: &str, name: &str) {
        self.tap(1);
        self.window.presses(role, name).await;
    }

    /// Chooses the option of this name in the group of this name.
    pub async fn chooses(&self, group: &str, option: &str) {
        self.tap(1);
        self.window.chooses(group, option).await;
    }

    /// Opens the list of this name and chooses from it.
    pub async fn picks(&self, list: &str, option: &str) {
        self.tap(2);
        self.window.sets("combobox", list, option).await;
    }

    /// Taps into the field of this name and types, to the keyboard's own key for the next field: what
    /// follows from an answer follows once it is left.
    pub async fn types(&self, field: &str, text: &str) {
        self.tap(1);
        self.window.fills("textbox", field, text).await;
        self.window.key("Tab").await;
    }

    /// Taps into the first box of the date and types eight digits.
    pub async fn types_date(&self, field: &str, digits: &str) {
        self.types(&format!("{field} {}", t("form.date.year")), digits)
            .await;
    }

    /// Goes on to the next page.
    pub async fn goes_on(&self) {
        let here = self.window.path().await;
        self.presses("button", &t("form.continue")).await;
        self.window.leaves(&here).await;
    }
}
