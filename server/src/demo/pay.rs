//! What payroll was told of the agents' policies, as the insurers would report it.

use super::cast::{AGENTS, CAST, Member};
use super::sales::{Course, RECRUIT, Sale};
use crate::store::{Db, Stored, audit, facts};
use chrono::{Days, NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use shared::facts::{
    Attendance, Fact, FactKind, Issued, Joined, NotAName, PolicyEvent, PolicyEventKind, PolicyLine,
    PolicyNumber, Premium, policy_lines,
};
use shared::form::person::insured_prefix;
use shared::kinds::application::rules::product::quoted;
use shared::month::{Month, anniversary};
use shared::product::Catalogue;
use shared::sync::fingerprint;
use shared::time::Timestamp;

/// Sessions of a month that a newcomer had to attend, and attended.
const REQUIRED: u16 = 20;
const ATTENDED: u16 = 19;

/// Tells the facts of all sales, and what else payroll has to know.
pub(super) async fn tell(
    db: &mut Db,
    sales: &[Sale],
    catalogue: &Catalogue,
    (today, now): (NaiveDate, Timestamp),
) -> Stored<()> {
    let own = sales.iter().filter(|sale| sale.is_own(today));
    let mut told: Vec<Result<Fact, NotAName>> = own
        .flat_map(|sale| of_sale(sale, today, catalogue))
        .collect();
    told.extend(attendance(today));
    told.push(recruited(today));
    let told: Vec<Fact> = told
        .into_iter()
        .flatten()
        .filter(|fact| fact.known_on() <= today)
        .collect();
    let new = facts::New::of(db, &told, now).await?;
    facts::insert(db, &new, now).await?;
    // The program itself is what told them.
    let source = fingerprint("demonstration");
    let subject = format!("demonstration: {} added", told.len());
    audit::append_import(db, now, subject, source, &new).await
}

fn of_sale(sale: &Sale, today: NaiveDate, catalogue: &Catalogue) -> Vec<Result<Fact, NotAName>> {
    let Some(quote) = quoted(&sale.content, catalogue) else {
        return vec![];
    };
    let lines = policy_lines(&quote, catalogue);
    let happened = happened(sale, &lines, today).unwrap_or_default();
    let happened = happened.into_iter().enumerate();
    happened
        .map(|(number, (on, known, what))| {
            Ok(Fact {
                on,
                id: format!("{}/{number:02}", sale.policy).parse()?,
                known,
                what,
            })
        })
        .collect()
}

/// When, when learned if later, what.
type Happened = (NaiveDate, Option<NaiveDate>, FactKind);

fn happened(
    sale: &Sale,
    lines: &[PolicyLine],
    today: NaiveDate,
) -> Result<Vec<Happened>, NotAName> {
    let policy: PolicyNumber = sale.policy.parse()?;
    let issued = FactKind::Issued(Issued {
        policy: policy.clone(),
        application: None,
        agent: Member::id(sale.agent),
        insured: insured_key(sale).parse()?,
        effective_on: sale.effective_on(),
        lines: lines.to_vec(),
    });
    let mut happened = vec![(sale.sold_on, None, issued)];
    for line in (1..).zip(lines) {
        happened.extend(premiums(sale, &policy, line, today));
    }
    happened.extend(events(sale).into_iter().map(|(on, known, event)| {
        let policy = policy.clone();
        (
            on,
            known,
            FactKind::PolicyEvent(PolicyEvent { policy, event }),
        )
    }));
    Ok(happened)
}

/// The same for every policy of one person, and no way back to the document.
fn insured_key(sale: &Sale) -> String {
    let path = format!("{}.identity_number", insured_prefix(&sale.content));
    let hash = Sha256::digest(sale.content.typed(&path).as_bytes());
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The first premium at issue, then one on every anniversary while it is paid and in force.
fn premiums(
    sale: &Sale,
    policy: &PolicyNumber,
    (number, line): (u16, &PolicyLine),
    today: NaiveDate,
) -> Vec<Happened> {
    let years = match (line.is_regular(), sale.is_in_force()) {
        (true, true) => line.payment_years,
        _ => 1,
    };
    let first = sale.effective_on();
    let due = (0..years).map(|year| match year {
        0 => (sale.sold_on, first),
        year => (anniversary(first, year), anniversary(first, year)),
    });
    due.take_while(|(on, _)| *on <= today)
        .map(|(on, due_on)| {
            let premium = FactKind::Premium(Premium {
                policy: policy.clone(),
                product: line.product.clone(),
                line: Some(number),
                due_on,
                amount: line.premium,
            });
            (on, None, premium)
        })
        .collect()
}

fn events(sale: &Sale) -> Vec<(NaiveDate, Option<NaiveDate>, PolicyEventKind)> {
    let after = |days| sale.sold_on + Days::new(days);
    let delivered = match sale.course {
        Course::DeliveredOn(day) => day,
        _ => after(3),
    };
    let receipt = match sale.course {
        Course::ReceiptOn(day) => day,
        _ => Some(delivered + TimeDelta::days(2)),
    };
    let called_back = delivered + TimeDelta::days(4);
    let mut events = vec![(delivered, None, PolicyEventKind::Delivered)];
    events.extend(receipt.map(|day| (day, None, PolicyEventKind::ReceiptReturned)));
    events.push((called_back, None, PolicyEventKind::CalledBack));
    events.extend(match sale.course {
        Course::SurrenderedOn(day) => Some((day, None, PolicyEventKind::Surrendered)),
        Course::WithdrawalLearnedOn(day) => Some((after(9), Some(day), PolicyEventKind::Withdrawn)),
        _ => None,
    });
    events
}

/// The newcomers came to nearly every session of the months before this one.
fn attendance(today: NaiveDate) -> Vec<Result<Fact, NotAName>> {
    let last = Month::of(today).plus(-1);
    let newcomers = CAST.iter().take(AGENTS).enumerate();
    newcomers
        .flat_map(|(number, member)| {
            let joined = Month::of(member.joined_on(today));
            let months = joined.max(last.plus(-12)).through(last);
            months.map(move |month| attended(number, month))
        })
        .collect()
}

fn attended(number: usize, month: Month) -> Result<Fact, NotAName> {
    Ok(Fact {
        on: month.last_day(),
        id: format!("attendance/{number:02}/{month}").parse()?,
        known: None,
        what: FactKind::Attendance(Attendance {
            agent: Member::id(number),
            month,
            required: REQUIRED,
            attended: ATTENDED,
        }),
    })
}

/// Who recruited whom is not in the organisation.
fn recruited(today: NaiveDate) -> Result<Fact, NotAName> {
    let joined_on = CAST.get(RECRUIT).map(|member| member.joined_on(today));
    Ok(Fact {
        on: joined_on.unwrap_or(today),
        id: "recruited".parse()?,
        known: None,
        what: FactKind::Joined(Joined {
            agent: Member::id(RECRUIT),
            recruiter: Some(Member::id(0)),
        }),
    })
}
