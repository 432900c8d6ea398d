//! Keeps a draft while it is typed: soon after every change, at once when the page is left; and brings
//! in what other tabs have kept of it.

mod writing;

use crate::listener::use_listener;
use crate::store::{Draft, StoreError};
use crate::timer::{Timeout, after};
use crate::work::Work;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use writing::Writing;

/// How long after a change it is kept, unless another change comes first.
const SOON: Duration = Duration::from_millis(250);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// Whether what is shown is what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Nothing: nobody has answered yet.
    NotBegun,
    /// It is on the disk.
    Yes,
    /// It will be in a moment.
    Soon,
    /// It could not be.
    No(StoreError),
}

/// Keeps one draft.
#[derive(Clone, Copy)]
pub struct Saver {
    work: Work,
    draft: RwSignal<Draft>,
    /// As it stood on the disk when this tab last saw it.
    known: StoredValue<Draft>,
    kept: RwSignal<Kept>,
    mixed: RwSignal<u32>,
    writing: StoredValue<Writing>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Saver {
    /// Keeps this draft, which was read as `known`, from now until the end of the reactive scope. One
    /// that nobody has kept yet begins with [`Self::begin`]: what is only filled in, or looked at, is
    /// not worth a draft.
    pub fn new(work: Work, known: Draft, draft: RwSignal<Draft>) -> Self {
        let saver = Self {
            work,
            draft,
            known: StoredValue::new(known),
            kept: RwSignal::new(Kept::NotBegun),
            mixed: RwSignal::new(0),
            writing: StoredValue::default(),
            timer: StoredValue::default(),
        };
        saver.see();
        use_listener(&window(), ev::pagehide, move |_| saver.leave());
        use_listener(&window(), ev::visibilitychange, move |_| saver.now());
        on_cleanup(move || saver.now());
        Effect::new(move |_| {
            work.drafts.track();
            saver.bring_in();
        });
        saver
    }

    /// Whether what is shown is what is kept.
    pub fn kept(self) -> Signal<Kept> {
        self.kept.into()
    }

    /// Changes whenever answers of this tab and of another have come together.
    pub fn mixed(self) -> Signal<u32> {
        self.mixed.into()
    }

    /// Whoever has kept the draft has begun it.
    fn see(self) {
        let there = self.known.with_value(|known| {
            let drafts = self.work.drafts;
            drafts.with_untracked(|drafts| drafts.iter().any(|draft| draft.key == known.key))
        });
        if there && self.kept.get_untracked() == Kept::NotBegun {
            self.kept.set(Kept::Yes);
        }
    }

    /// Somebody has answered: from now on the draft is kept.
    pub fn begin(self) {
        // Gone with the page, if it was left meanwhile.
        let _ = self.kept.try_set(Kept::Soon);
        self.after(SOON);
    }

    /// The draft has changed by what follows from the answers.
    pub fn soon(self) {
        let begun = self.kept.try_with_untracked(|kept| *kept != Kept::NotBegun);
        // Gone with the page, if it was left meanwhile.
        if begun == Some(true) {
            self.begin();
        }
    }

    /// What is shown is not kept yet: it is tried after this time, or before when the page is left.
    fn after(self, wait: Duration) {
        self.waits_for(Some(after(wait, move || self.now())));
        // Gone with the page, if it was left meanwhile.
        let _ = self.writing.try_update_value(Writing::change);
    }

    /// Calls off what was to come before. Gone with the page, if it was left meanwhile.
    fn waits_for(self, timer: Option<Timeout>) {
        let _ = self.timer.try_set_value(timer);
    }

    /// Keeps the draft now, if it has changed.
    pub fn now(self) {
        self.waits_for(None);
        if self.writing.try_update_value(Writing::begin) == Some(true)
            && let Some(change) = self.change()
        {
            spawn_local(async move { self.write(change).await });
        }
    }

    /// What is known to be on the disk, and what stands here; nothing if the page is gone.
    fn change(self) -> Option<(Draft, Draft)> {
        Some((self.known.try_get_value()?, self.draft.try_get_untracked()?))
    }

    /// Writes what has changed, and again for as long as it changed meanwhile.
    async fn write(self, change: (Draft, Draft)) {
        let mut next = Some(change);
        while let Some(change) = next.take() {
            let written = self.merge(change).await;
            let again = self.writing.try_update_value(|it| it.end(written.is_ok()));
            if again == Some(true) {
                next = self.change();
            } else {
                self.show(written);
                self.bring_in();
            }
        }
    }

    async fn merge(self, (known, here): (Draft, Draft)) -> Result<(), StoreError> {
        let merged = self.work.merge_draft(&known, here.clone()).await?;
        let mixed = merged.answers != here.answers;
        self.take(merged, &here, mixed);
        Ok(())
    }

    /// What another tab has kept stands here, too, with what was typed here since.
    fn bring_in(self) {
        let under_way = self.writing.try_with_value(Writing::is_under_way);
        let Some((known, here)) = self.change().filter(|_| under_way == Some(false)) else {
            return;
        };
        let newer = self.work.drafts.with_untracked(|drafts| {
            let mut drafts = drafts.iter().filter(|draft| draft.key == known.key);
            drafts
                .find(|draft| draft.updated_at > known.updated_at)
                .cloned()
        });
        if let Some(stored) = newer {
            let mixed = here.answers != known.answers;
            self.take(stored, &known, mixed);
        }
    }

    /// What is on the disk now is known here, and shown with what was changed here since `before`.
    fn take(self, stored: Draft, before: &Draft, mixed: bool) {
        let Some((_, here)) = self.change() else {
            return;
        };
        let stands = Draft {
            updated_at: here.updated_at,
            ..stored.clone().with_changes(before, &here)
        };
        self.known.set_value(stored);
        self.see();
        if stands != here {
            self.draft.set(stands);
        }
        if mixed {
            self.mixed.update(|times| *times += 1);
        }
    }

    /// The page goes away: what is shown is kept as it stands, since nothing that has to be read first
    /// would still be written.
    fn leave(self) {
        let unkept = self.writing.try_update_value(Writing::leave);
        if let Some((known, here)) = self.change().filter(|_| unkept == Some(true)) {
            let draft = Draft {
                updated_at: known.updated_at,
                ..here
            };
            spawn_local(async move { self.show(self.work.save_draft(draft).await) });
        }
    }

    /// Keeps the draft and says when it is on the disk.
    ///
    /// # Errors
    /// What the store says; the draft stays as it is on the screen.
    pub async fn finish(self) -> Result<(), StoreError> {
        self.waits_for(None);
        self.writing.update_value(Writing::is_finished);
        let written = match self.change() {
            Some(change) => self.merge(change).await,
            None => Err(StoreError::Missing),
        };
        self.show(written.clone());
        written
    }

    /// Nothing is kept any more from now on, for `end` throws the draft away or puts it on its way; if that
    /// fails, it goes on being kept.
    ///
    /// # Errors
    /// What `end` says.
    pub async fn ends_with(
        self,
        end: impl Future<Output = Result<(), StoreError>>,
    ) -> Result<(), StoreError> {
        self.writing.update_value(Writing::stop);
        let ended = end.await;
        if ended.is_err() {
            self.go_on();
        }
        ended
    }

    /// Goes on once the draft is no longer on its way: it came back, or was taken back.
    pub fn follow(self, on_its_way: Memo<bool>) {
        Effect::new(move |before: Option<bool>| {
            let now = on_its_way.get();
            if before == Some(true) && !now {
                self.go_on();
                self.bring_in();
            }
            now
        });
    }

    fn go_on(self) {
        // Gone with the page, if it was left meanwhile.
        if self.writing.try_update_value(Writing::go_on) == Some(true) {
            self.after(SOON);
        }
    }

    fn show(self, written: Result<(), StoreError>) {
        if written.is_err() {
            self.after(AGAIN);
        }
        // Gone with the page, if it was left meanwhile.
        let _ = self.kept.try_set(match written {
            Ok(()) => Kept::Yes,
            Err(error) => Kept::No(error),
        });
    }
}
