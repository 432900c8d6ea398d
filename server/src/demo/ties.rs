//! What records of the story have in common, for the desk to find: one client's three applications, a
//! mobile and an account of two clients each, a loss of somebody who has just applied.

use super::field_work::Sent;
use chrono::{NaiveDate, TimeDelta};
use shared::answers::Answers;
use shared::form::person::insured_prefix;
use shared::kinds::application::rules::product::quoted;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sample::{application, loss_notice};

/// One client applies three times, with another agent each time.
const FIRST: u32 = 65;
const AGAIN: [u32; 2] = [66, 68];
/// Whose application gives the mobile of whose.
const MOBILE: (u32, u32) = (70, 69);
/// Whose application names the account of whose.
const ACCOUNT: (u32, u32) = (72, 70);
/// The loss of the client who applied three times.
const LOSS: u32 = 67;

/// What a record of the story says.
pub(super) fn content(sent: &Sent, all: &[Sent], catalogue: &Catalogue) -> Answers {
    let of = |number: u32| {
        let other = all.iter().find(|other| other.number == number);
        application(number.into(), other.unwrap_or(sent).day, catalogue)
    };
    match sent.kind {
        RecordKind::LossNotice => {
            let content = loss_notice(sent.number.into(), sent.day);
            match sent.number {
                LOSS => of_client(content, &of(FIRST)),
                _ => content,
            }
        }
        RecordKind::Application
        | RecordKind::ServiceRequest
        | RecordKind::TrainingSession
        | RecordKind::CheckIn => match AGAIN.iter().position(|number| *number == sent.number) {
            Some(place) => requoted(later(of(FIRST), place), catalogue),
            None => with_what_is_shared(of(sent.number), sent.number, of),
        },
    }
}

/// With the premium of the day on which it takes effect: a birthday may lie in between.
fn requoted(content: Answers, catalogue: &Catalogue) -> Answers {
    match quoted(&content, catalogue) {
        Some(quote) => content.with("product.premium", &quote.per_payment.to_string()),
        None => content,
    }
}

/// The same again, with cover from some days later on.
fn later(content: Answers, place: usize) -> Answers {
    let days = i64::try_from(place + 1).unwrap_or(1);
    let effect: Option<NaiveDate> = content.typed("product.effective_date").parse().ok();
    let effect = effect.unwrap_or_default() + TimeDelta::days(days);
    content.with("product.effective_date", &effect.to_string())
}

fn with_what_is_shared(content: Answers, number: u32, of: impl Fn(u32) -> Answers) -> Answers {
    let ties = [
        (MOBILE, "applicant.mobile"),
        (ACCOUNT, "payment.account_number"),
    ];
    ties.iter()
        .fold(content, |content, ((whose, other), path)| {
            match *whose == number {
                true => content.with(path, of(*other).typed(path)),
                false => content,
            }
        })
}

/// The loss is the insured's of this application, who also reports it and is paid.
fn of_client(mut loss: Answers, application: &Answers) -> Answers {
    let insured = insured_prefix(application);
    let tell = |loss: &mut Answers, path: &str, part: &str| {
        if loss.get(path).is_some() {
            loss.set(path, application.typed(&format!("{insured}.{part}")));
        }
    };
    for prefix in ["insured", "payee"] {
        for part in ["name", "identity_kind", "identity_number"] {
            tell(&mut loss, &format!("{prefix}.{part}"), part);
        }
    }
    tell(&mut loss, "payee.account_holder", "name");
    if loss.is("reporter.relation", "insured") {
        tell(&mut loss, "reporter.name", "name");
    }
    loss
}
