//! `saddlebag statement`: what an agent gets for a month, and why.

use super::agents::{is_all, meant};
use super::gather::gather;
use super::lines::{StatementLine, lines};
use super::print::{Names, loose_ends_in_words, more, statement_in_words, tell};
use super::table::write_table;
use super::trial::{Trial, trial_in_words};
use crate::clock::Clock;
use crate::compensation::{NONE, known_at, with_files};
use crate::config::StorePlace;
use crate::finding_text::in_words;
use crate::publishing::files_on_disk;
use crate::settings::publish_as_delivered;
use crate::store::people::{self, Account};
use crate::store::{Store, settings, units, whole_organisation};
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;
use shared::commission::posting::problems::COMMISSION_PREMIUM_UNKNOWN;
use shared::commission::{Closing, Rules, Statement, close_of, explain};
use shared::date::{read_date, read_month};
use shared::facts::{Concerned, Fact, loose_ends};
use shared::finding::Finding;
use shared::key;
use shared::month::Month;
use shared::policy::policies;
use shared::text::{Language, lookup};
use std::path::PathBuf;

/// Most of what is missing that is named one by one.
const MOST_NAMED: usize = 20;

type Failure = Box<dyn core::error::Error>;

/// Prints what agents get for a month: estimated, earned, held, paid, clawed back and tax, apart.
#[derive(Debug, Args)]
pub struct PrintStatement {
    /// The month, as 2026-10.
    #[arg(long, value_parser = read_month)]
    month: Month,
    /// A login name, an agent number, or `all`.
    #[arg(long)]
    agent: String,
    /// Says in words how the line of this number comes about.
    #[arg(long, value_name = "LINE", value_parser = line_number)]
    explain: Option<usize>,
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// Writes the lines into a file instead, by its ending a workbook (.xlsx) or text with commas (.csv); never over
    /// another.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "explain", "tried"])]
    to: Option<PathBuf>,
    /// en or zh-Hans.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
    /// As it was known on an earlier day; today, unless said otherwise.
    #[arg(long, value_name = "DAY", value_parser = read_date)]
    as_of: Option<NaiveDate>,
    /// Files of tables that are not published, to try them: says what they would make of it, and how it differs.
    #[arg(long = "try", value_name = "FILES", num_args = 1..)]
    tried: Vec<PathBuf>,
    /// Where the store is.
    #[command(flatten)]
    place: StorePlace,
}

/// A language as it is told on the command line.
///
/// # Errors
/// What to write instead.
pub fn language(tag: &str) -> Result<Language, String> {
    let known = ["en", "zh"].iter().any(|known| {
        let start = tag.get(..known.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(known)
    });
    known
        .then(|| Language::of_tag(tag))
        .ok_or_else(|| "write en or zh-Hans".to_owned())
}

fn line_number(text: &str) -> Result<usize, String> {
    let number = text.trim().parse();
    number.map_err(|_| "write the number that stands before the line, as 7".to_owned())
}

/// One agent's statement with its lines as they are numbered.
#[derive(Serialize)]
pub(super) struct Told<'s> {
    pub login: &'s str,
    pub number: &'s str,
    pub name: &'s str,
    pub is_closed: bool,
    pub lines: Vec<StatementLine<'s>>,
    pub statement: &'s Statement,
}

#[derive(Serialize)]
struct Everything<'s> {
    statements: Vec<Told<'s>>,
    loose_ends: &'s [Finding],
    /// What they would be by tables that are not published.
    #[serde(skip_serializing_if = "Option::is_none")]
    tried: Option<&'s [Trial<'s>]>,
}

#[derive(Serialize)]
struct Explained<'s> {
    line: &'s StatementLine<'s>,
    steps: Vec<String>,
}

/// What the store holds for payroll.
struct Books {
    facts: Vec<Fact>,
    people: Vec<Account>,
    names: Names,
    today: NaiveDate,
}

/// Prints the statements that are asked for.
///
/// # Errors
/// If nobody is meant, a table is missing or wrong, or a statement lacks something it needs: it is
/// printed all the same, with what is missing.
pub async fn print_statement(command: &PrintStatement, clock: &Clock) -> Result<(), Failure> {
    let (Tables { rules, published }, books) = open(command, clock).await?;
    refuse_future(command.month, books.today)?;
    let closing = Closing::on(&books.facts, &rules, command.month, books.today);
    let history = closing.books().history();
    let agents = meant(&command.agent, &books.people, history)?;
    let statements = agents
        .into_iter()
        .map(|account| (account, closing.statement(account.person.id)));
    let is_asked_for = |(account, statement): &(&Account, Statement)| {
        !is_all(&command.agent)
            || history.is_contracted_in(account.person.id, command.month)
            || statement.says_something()
    };
    let statements: Vec<(&Account, Statement)> = statements.filter(is_asked_for).collect();
    match command.explain {
        Some(number) => explain_line(command, &books, &statements, number),
        None => {
            let trials = published.map(|published| {
                let closing = Closing::on(&books.facts, &published, command.month, books.today);
                Trial::of_each(&closing, &statements)
            });
            print_all(command, &books, &rules, &statements, trials.as_deref()).await
        }
    }
}

/// The tables that are counted by.
struct Tables {
    rules: Rules,
    /// Those that are published, if others are tried.
    published: Option<Rules>,
}

async fn open(command: &PrintStatement, clock: &Clock) -> Result<(Tables, Books), Failure> {
    let store = Store::open_existing(&command.place.database()?).await?;
    publish_as_delivered(&store, clock).await?;
    let mut db = store.read().await?;
    let calendar = settings::pay_calendar(&mut db).await?;
    let today = units::company_day(&mut db, clock.now()).await?;
    let today = as_of(command.as_of, today)?;
    let close = calendar.close_of(command.month);
    let published = known_at(&mut db, &calendar, (close, today)).await?;
    let tables = match command.tried.as_slice() {
        [] => Tables {
            rules: published.ok_or(NONE)?,
            published: None,
        },
        tried => Tables {
            rules: with_files(published.as_ref(), &files_on_disk(tried)?, &calendar)?,
            published,
        },
    };
    let people = people::all(&mut db).await?;
    let organisation = whole_organisation(&mut db).await?;
    let facts = gather(&mut db, today).await?;
    drop(db);
    store.close().await;
    let names = Names::of(&people, &organisation, &tables.rules);
    let books = Books {
        facts,
        people,
        names,
        today,
    };
    Ok((tables, books))
}

/// The day that is asked about. What will be known on a day to come is not known.
fn as_of(asked: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, String> {
    match asked {
        Some(day) if day > today => Err(format!(
            "--as-of {day} is in the future: give a day up to {today}, or leave it out for today"
        )),
        asked => Ok(asked.unwrap_or(today)),
    }
}

fn refuse_future(month: Month, today: NaiveDate) -> Result<(), String> {
    if today < month.first_day() {
        return Err(format!(
            "{month} has not begun on {today}: give a month up to {}",
            Month::of(today)
        ));
    }
    Ok(())
}

fn told<'s>(account: &'s Account, statement: &'s Statement, today: NaiveDate) -> Told<'s> {
    Told {
        login: &account.login,
        number: account.agent_number.as_deref().unwrap_or_default(),
        name: &account.person.name,
        is_closed: statement.closes_on < today,
        lines: lines(statement),
        statement,
    }
}

fn explain_line(
    command: &PrintStatement,
    books: &Books,
    statements: &[(&Account, Statement)],
    number: usize,
) -> Result<(), Failure> {
    let [(_, statement)] = statements else {
        return Err("--explain needs one agent: give --agent a login name or a number".into());
    };
    let lines = lines(statement);
    let Some(line) = lines.iter().find(|line| line.number == number) else {
        return Err(format!(
            "the statement has no line {number}: it has {} lines",
            lines.len()
        )
        .into());
    };
    let steps = explain(line.trace, command.language, |agent| {
        books.names.person(agent)
    });
    if command.json {
        println!(
            "{}",
            serde_json::to_string_pretty(&Explained { line, steps })?
        );
    } else {
        println!("{}", books.names.line(line, command.language));
        for step in steps {
            println!("  {step}");
        }
    }
    Ok(())
}

async fn print_all(
    command: &PrintStatement,
    books: &Books,
    rules: &Rules,
    statements: &[(&Account, Statement)],
    trials: Option<&[Trial<'_>]>,
) -> Result<(), Failure> {
    let loose = loose(command, books, rules, statements);
    let missing = missing(statements, &loose);
    let statements: Vec<Told> = statements
        .iter()
        .map(|(account, statement)| told(account, statement, books.today))
        .collect();
    if let Some(to) = &command.to {
        let words = (&books.names, command.language);
        let lines = write_table(to, &statements, words).await?;
        println!("{}: {lines} lines", to.display());
        return end(&missing, command.language);
    }
    if command.json {
        let (statements, loose_ends) = (statements, &loose[..]);
        let all = Everything {
            statements,
            loose_ends,
            tried: trials,
        };
        println!("{}", serde_json::to_string_pretty(&all)?);
        return end(&missing, command.language);
    }
    if !command.tried.is_empty() {
        println!("{}\n", tell(command.language, key!("statement.tried"), &[]));
    }
    if !missing.is_empty() {
        let banner = key!("statement.not_to_be_paid_by");
        println!("{}\n", lookup(command.language, banner).unwrap_or(banner));
    }
    for told in &statements {
        println!(
            "{}",
            statement_in_words(told, &books.names, command.language, books.today)
        );
    }
    if let Some(trials) = trials {
        print!("{}", trial_in_words(trials, command.language));
    }
    let hints = loose.iter().filter(|finding| !finding.is_error());
    eprint!("{}", loose_ends_in_words(hints, command.language));
    end(&missing, command.language)
}

/// The facts that lead nowhere and can touch these statements: known at the close of their month, and not about somebody
/// else alone.
fn loose(
    command: &PrintStatement,
    books: &Books,
    rules: &Rules,
    statements: &[(&Account, Statement)],
) -> Vec<Finding> {
    let day = books.today.min(close_of(rules, command.month));
    let mut loose = loose_ends(&books.facts, day);
    loose.extend(policies(&books.facts, day, |on| rules.cooling_off_days(on)).findings);
    if !is_all(&command.agent) {
        let concerned = Concerned::by(&books.facts);
        loose.retain(|finding| {
            let mut agents = statements.iter().map(|(account, _)| account.person.id);
            agents.any(|agent| concerned.touches(&finding.path, agent))
        });
    }
    loose
}

/// What is missing, and for whom: of the statement itself, or of facts that may be anybody's pay.
fn missing<'s>(
    statements: &'s [(&Account, Statement)],
    loose: &'s [Finding],
) -> Vec<(Option<&'s str>, &'s Finding)> {
    let own = statements.iter().flat_map(|(account, statement)| {
        let lacks = statement
            .problems
            .iter()
            .filter(|problem| lacks_pay(problem));
        lacks.map(|problem| (Some(account.login.as_str()), problem))
    });
    let anybody_s = loose.iter().filter(|finding| finding.is_error());
    own.chain(anybody_s.map(|finding| (None, finding)))
        .collect()
}

/// Whether pay may be missing for it. A policy without a premium may have none yet: that is to be told, too.
fn lacks_pay(problem: &Finding) -> bool {
    problem.is_error() || problem.code.as_str() == COMMISSION_PREMIUM_UNKNOWN
}

/// A statement that lacks something is no statement to pay by.
fn end(missing: &[(Option<&str>, &Finding)], language: Language) -> Result<(), Failure> {
    if missing.is_empty() {
        return Ok(());
    }
    let lines = missing.iter().take(MOST_NAMED).map(|(login, finding)| {
        let finding = in_words(finding, language);
        match login {
            Some(login) => format!("  {login}: {finding}"),
            None => format!("  {finding}"),
        }
    });
    let lines: Vec<String> = lines.collect();
    Err(format!(
        "{}\n{}{}",
        tell(language, key!("statement.missing_at_end"), &[]),
        lines.join("\n"),
        more(missing.len(), MOST_NAMED, language)
    )
    .into())
}
