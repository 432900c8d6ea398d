//! The rules of the business and the sync protocol, the same on phone and server.
//!
//! Nothing here reads a clock, draws a random number or does I/O: the same input gives the same
//! output everywhere. Times and ids come in as arguments. Money is exact to the fen, and where it is
//! rounded it says so.
//!
//! This is the manual of the rules. Each module begins with what it is about; each rule stands above
//! the code that applies it, with its source where it has one outside this program. "Domain" is the
//! project's own description of the business, by section.
//!
//! # What is captured, and how it is checked
//!
//! | module | rule | source |
//! |---|---|---|
//! | [`record`] | What a record is: its kind, number and versions | domain, 2 |
//! | [`kinds`] | Each kind: its form, its rules, how it is reviewed and compared | domain, 2.1 to 2.3 and 4; 保监发〔2015〕90号 (a minor's death benefit) |
//! | [`form`] | What a form is made of, and of which kind an answer is | |
//! | [`answers`] | What was typed, by path | |
//! | [`input`] | What is typed, pasted and imported, read the same way everywhere | domain, 4 |
//! | [`table`] | Tables that are imported: headings in either language, cells as spreadsheets leave them | domain, 8 |
//! | [`rules`] | What the kinds have in common: single answers, persons, places, other records | domain, 4 |
//! | [`rules::carry_forward`] | A draft of older rules | domain, 4 |
//! | [`finding`] | How a mistake is told: code, place, severity, figures | domain, 4 |
//! | [`mask`] | Numbers of people and accounts, shown to be compared and not used | domain, 8 |
//! | [`identity`] | Numbers of identity documents | GB 11643-1999, GB/T 2260, 国办发〔2018〕81号 |
//! | [`contact`] | Mobile phone, e-mail, bank card | JR/T 0008, ISO/IEC 7812-1 (Luhn) |
//! | [`note`] | What people write in their own words beside a form | |
//! | [`name`] | Names of persons, of every people | |
//! | [`product`] | Products as data; the premium, each line with its factors | domain, 2.1 |
//!
//! # What becomes of it
//!
//! | module | rule | source |
//! |---|---|---|
//! | [`submission`] | Review: query, answer, four eyes, decision, lapse | domain, 3 |
//! | [`reason`] | Reason codes: why something is asked, turned down or taken up again | domain, 3 and 8 |
//! | [`claim`] | Report, estimate, survey, assessment, settlement, reopening | domain, 2.2 |
//! | [`facts`] | What happened, as the office learned it: what policies, pay and measures are computed from | domain, 5 |
//! | [`policy`] | From issue to the end, out of imported events | domain, 3; 保险法, articles 36 and 37 |
//! | [`people`] | The dated tree, who sees whose records, authority by amount | domain, 1 |
//! | [`setting`] | What the company decides, each version from its day on | domain, 8 |
//! | [`training`] | Sessions, the changing code, presence, hours | domain, 2.3; RFC 6238 |
//! | [`desk`] | What desk and server say to each other | |
//! | [`directory`] | What the administrator of people and units and the server say to each other | |
//! | [`rule_book`] | What is published, by whom and from when on; drafts, and the second person | domain, 8 |
//! | [`audit`] | What the audit log knows of | domain, 7 |
//! | [`connections`] | Keys of other systems, and webhooks | RFC 6750, Standard Webhooks |
//! | [`export`] | Lists taken out as files | domain, 8 |
//!
//! # Money and figures
//!
//! | module | rule | source |
//! |---|---|---|
//! | [`commission`] | Commission, gates, clawback, allowances, tax, what-if | domain, 5 |
//! | [`measures`] | Figures with what stands above and below the line | domain, 6 |
//! | [`money`], [`money_words`] | Exact yuan; the amount in capitals | 支付结算办法, 附一 |
//! | [`date`] | Dates and months as people write them; what is not certain is refused | |
//! | [`month`], [`time`] | Months, anniversaries, moments, full years of age | |
//!
//! # How it travels
//!
//! | module | rule | source |
//! |---|---|---|
//! | [`sync`] | Mutations, outcomes, changes: both halves | |
//! | [`id`], [`number`], [`hex`] | UUIDs; numbers that no two phones share; hashes and keys | ISO 7064 |
//! | [`session`], [`problem`] | Signing in; how the server says no | RFC 9457 |
//! | [`push`] | Being told while the app is closed | RFC 8030, RFC 8292 |
//! | [`text`] | Every text, in both languages | |
//!
//! # To add something
//!
//! **A field**: a line on its page in the kind's `form.rs`; its label in `text/*/fields.toml` (a closed set
//! of answers also in `choices.toml`); a rule beside the others of the kind, its code in `rules/codes.rs`
//! and `findings.toml`, a line that breaks it in `tests/rules_fire/cases.txt`; an answer in [`sample`]. The
//! phone draws it, the desk lays it out, a query points into it. A field that is not asked any more stays in
//! [`form::Form::once_asked`], for older phones send it.
//!
//! **A kind**: its name and letter in [`record::RecordKind`]; a folder in [`kinds`] with form, rules and a
//! [`kinds::Kind`], and its line in `kinds::of`; a complete sample. Then the compiler names what is left: how
//! it looks (`app/src/kind_look.rs`), what is filled in (`app/src/drafting/prefill`), what a decision on it
//! is about (`app/src/pages/desk/sheet/essentials.rs`); and the build names each text that is missing. Last
//! `server/openapi.json`, why it is turned down (`data/settings/reasons.toml`), and something of it in the demonstration. Storage, sync, drafts, queries, corrections,
//! search, proofs and the log need nothing.
//!
//! **A finding about other records**: what they are found by in [`kinds::sought`], the finding in the kind's
//! `check_at_desk`.
//!
//! **Something that flows down to phones**: its type in the module that it is about, what it is called, its id and its
//! order in [`sync::Pulled`], and its line among the kinds that this build knows (`sync/pulled.rs`). On the server a
//! table (a migration) and the file of `server/src/store` that writes it, which names for whom it is new, a person or
//! everybody (`Touched` in `store/changes.rs`), and reads those of a stretch of changes; `server/src/sync/pulled.rs` asks
//! for them; `server/openapi.json` describes it. In the app a signal in `app/src/work.rs`, set where the others are. What
//! a phone stores, pages and cursors need nothing, and an app that is older parks it until it is updated.
//!
//! **A setting, which a company decides**: a type with [`setting::Setting`] beside the rule that reads it, with its checks
//! (their codes in `findings.toml` and in the test of [`setting`]) and the versions the program comes with in `data/settings`;
//! its name in `server/src/settings`, by which it is published and shown, and its name in words in
//! `rule_book.toml`. The server reads the versions with `store::settings`; what a phone needs without network comes to it with the sign-in ([`session::Profile`]), and its type
//! says by what a phone goes that was not told yet.
//!
//! **A table of pay**: a file in [`commission::tables`] with its checks, a field of [`commission::Rules`] that is read in
//! `tables/files.rs`, the demonstration's in `data/compensation`. What is computed from it stands in a room above, as a
//! function of what it needs; its steps name it ([`commission::Table`], its word in `commission.toml`), and
//! `statement/lacks.rs` says when no version of it is in force. A case of it in `tests/cases/commission`.
//!
//! **A list that is taken out**: its line in `server/src/exports/list.rs`, and beside it a file with its columns and
//! where its lines come from, by the query of the list itself; its route, and `server/openapi.json`. On the page
//! `TakeOut`.
//!
//! **An address that takes keys**: `Caller` in its handler, its line in `server/src/auth/key/routes.rs` with what a key
//! must be allowed ([`connections::KeyScope`]), and the same as its `security` in `server/openapi.json`. **Something that
//! webhooks tell**: in [`connections::WebhookEvent`], told in `server/src/webhooks/outbox.rs` from within the transaction in
//! which it happens, and described below `webhooks` in `server/openapi.json`.
//!
//! **A page of the app**: a file in `app/src/pages` and its route in `app/src/main.rs`, with `Chunk` of a lazy route
//! unless agents need it in the first load; who has no business there is shown that there is no such page. Its place in
//! the navigation, by role, is in `pages/shell.rs`; its first heading becomes the title; its texts stand in `text/*`. A
//! story in `tests/tests/story` opens it as its person does.
//!
//! **A module**: its place in the order of `tests/reading_order`, from which it may take only what stands below it.
//!
//! # From answers to a decision
//!
//! ```
//! use shared::answers::Answers;
//! use shared::id::PersonId;
//! use shared::money::Money;
//! use shared::people::AuthorityTable;
//! use shared::product::Catalogue;
//! use shared::kinds::check;
//! use shared::record::RecordKind;
//! use shared::rules::Context;
//! use shared::setting::Setting;
//! use shared::submission::{Action, Actor, Level, PersonRef, Refusal, Review, Status};
//! use shared::text::{Language, lookup};
//! use shared::time::Timestamp;
//!
//! // The phone checks while the agent types.
//! let catalogue = Catalogue::demonstration()?;
//! let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).ok_or("a date")?;
//! let answers = Answers::new().with("applicant.identity_kind", "resident_id")
//!     .with("applicant.identity_number", "110105194912310021");
//! let findings = check(RecordKind::Application, &answers, &Context::draft(today, &catalogue));
//! let code = findings[0].code.as_str();
//! assert_eq!(code, "identity_check_character");
//! assert!(lookup(Language::ZhHans, &format!("findings.{code}")).is_some());
//!
//! // The office decides: 60,000 yuan a year ask for two people, one of level 3.
//! let person = |number, name: &str| PersonRef { id: PersonId::from_number(number), name: name.to_owned() };
//! let reviewer = |number, level| Actor { person: person(number, "审核人"), review_level: Some(Level(level)) };
//! let needed = AuthorityTable::as_delivered()?[0].needed(Money::from_yuan(60_000));
//! let agent = person(1, "王芳");
//! let received = Review::received(agent.clone(), Timestamp::from_millis(0));
//! let accept = |review: &Review, by: &Actor| {
//!     review.after(Action::Accept, by, agent.id, needed, Timestamp::from_millis(1))
//! };
//! let once = accept(&received, &reviewer(2, 3))?;
//! assert_eq!(once.status, Status::InReview);
//! assert_eq!(accept(&once, &reviewer(2, 3)), Err(Refusal::SecondPersonNeeded));
//! assert_eq!(accept(&once, &reviewer(3, 2))?.status, Status::Accepted);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

pub mod answers;
pub mod audit;
pub mod claim;
pub mod commission;
pub mod connections;
pub mod contact;
pub mod date;
pub mod desk;
pub mod directory;
pub mod export;
pub mod facts;
pub mod finding;
pub mod form;
pub mod hex;
pub mod id;
pub mod identity;
pub mod input;
pub mod kinds;
pub mod mask;
pub mod measures;
pub mod money;
pub mod money_words;
pub mod month;
pub mod name;
mod newtype;
pub mod note;
pub mod number;
pub mod pay_calendar;
pub mod people;
pub mod policy;
pub mod problem;
pub mod product;
pub mod push;
pub mod reason;
pub mod record;
pub mod rule_book;
pub mod rules;
#[cfg(feature = "sample")]
pub mod sample;
pub mod search;
pub mod session;
pub mod setting;
pub mod submission;
pub mod sync;
pub mod table;
pub mod team;
pub mod text;
pub mod time;
pub mod training;
