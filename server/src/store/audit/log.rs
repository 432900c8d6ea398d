//! The log as an auditor sees it, the latest first.
//!
//! An auditor sees what was done with records that were captured below a unit they audit today, and what
//! was done by or under the name of people who belonged there then. Of a branch that they audit as a whole they see every row. What
//! payroll was told, what the company decided and failed sign-ins under names that nobody has belong to no branch: whoever audits the
//! company sees them, and nobody else (domain, 1: who holds a role in a unit sees what is below it).

use super::{FACTS, Looked, Row, SETTINGS, SIGN_INS, read};
use crate::store::asked::Asked;
use crate::store::queue::Viewer;
use crate::store::{Db, Stored, column};
use shared::audit::NumberSought;
use shared::time::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Chains that belong to no branch.
const OF_NO_BRANCH: [&str; 3] = [FACTS, SETTINGS, SIGN_INS];

/// Who reads the log.
#[derive(Debug, Clone, Copy)]
pub enum Reader {
    /// An auditor, who sees what is theirs.
    Auditor(Viewer),
    /// Whoever has the server's machine, and with it every row.
    CommandLine,
}

/// What is asked of the log.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub reader: Reader,
    pub looked: &'a Looked,
    /// Minutes the clock of the viewer's branch is ahead of UTC.
    pub offset_minutes: i32,
}

/// A row, and whether it is as it was written and follows the row before it.
#[derive(Debug, Clone)]
pub struct Logged {
    pub row: Row,
    pub intact: bool,
}

/// After which row a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub at: Timestamp,
    pub chain: String,
    pub seq: u64,
}

impl After {
    /// The page that begins after this row.
    pub fn row(row: &Row) -> Self {
        Self {
            at: row.at(),
            chain: row.chain.clone(),
            seq: row.seq,
        }
    }

    /// As it is written; `None` if it is not.
    pub fn read(text: &str) -> Option<Self> {
        let (at, rest) = text.split_once('.')?;
        let (seq, chain) = rest.split_once('.')?;
        Some(Self {
            at: Timestamp::from_millis(at.parse().ok()?),
            seq: seq.parse().ok()?,
            chain: (!chain.contains('\0')).then(|| chain.to_owned())?,
        })
    }

    /// For [`Self::read`].
    pub fn written(&self) -> String {
        format!("{}.{}.{}", self.at.millis(), self.seq, self.chain)
    }
}

/// `$1` the person, `$2` the day, `l` the row.
const BELOW: &str = "EXISTS (SELECT 1 FROM appointment a
     WHERE a.person_id = $1 AND a.role = 'auditor' AND a.from_date <= $2 AND a.until_date >= $2
     AND (l.units LIKE '%/' || a.unit_id || '/%' OR EXISTS (SELECT 1 FROM record_place p
         WHERE p.record_id = l.subject AND p.unit_id = a.unit_id)))";

/// The rows, each with the hash of the one before it.
const ROWS: &str =
    "SELECT l.chain, l.seq, l.at, l.person_id, l.action, l.subject, l.before_hash, l.after_hash,
            l.previous_hash, l.hash, l.device_id, l.units, l.detail, prior.hash AS prior_hash
     FROM audit l LEFT JOIN audit prior ON prior.chain = l.chain AND prior.seq = l.seq - 1
     WHERE ";

/// The rows that an auditor sees; `None` if that is none.
async fn seen(db: &mut Db, auditor: Viewer) -> Stored<Option<Asked>> {
    let chains = Chains::of(db, auditor).await?;
    if chains.seen.is_empty() {
        return Ok(None);
    }
    let mut asked = Asked::by(auditor);
    asked.push(ROWS).push("l.chain IN ");
    asked.texts(&chains.seen).push(" AND (").push(BELOW);
    if !chains.whole.is_empty() {
        asked.push(" OR l.chain IN ").texts(&chains.whole);
    }
    asked.push(")");
    if let Some(unit) = auditor.within {
        let unit = unit.to_string();
        asked.push(" AND (l.chain = ").text(unit.clone());
        asked.push(" OR l.units LIKE ").text(format!("%/{unit}/%"));
        asked.push(" OR EXISTS (SELECT 1 FROM record_place w WHERE w.record_id = l.subject AND w.unit_id = ");
        asked.text(unit).push("))");
    }
    Ok(Some(asked))
}

/// At most one more than `most` of what is wanted.
pub async fn page(
    db: &mut Db,
    asking: Asking<'_>,
    (after, most): (Option<&After>, usize),
) -> Stored<Vec<Logged>> {
    let asked = match asking.reader {
        Reader::Auditor(auditor) => seen(db, auditor).await?,
        Reader::CommandLine => {
            let mut asked = Asked::new();
            asked.push(ROWS).push("1 = 1");
            Some(asked)
        }
    };
    let Some(mut asked) = asked else {
        return Ok(Vec::new());
    };
    wanted(&mut asked, asking);
    if let Some(after) = after {
        asked.push(" AND (l.at, l.chain, l.seq) < (");
        asked.number(after.at.millis()).push(", ");
        asked.text(after.chain.as_str()).push(", ");
        asked.number(column(after.seq)).push(")");
    }
    asked.push(" ORDER BY l.at DESC, l.chain DESC, l.seq DESC LIMIT ");
    asked.number(i64::try_from(most.saturating_add(1)).unwrap_or(i64::MAX));
    asked.rows(db).await?.iter().map(logged).collect()
}

fn wanted(asked: &mut Asked, asking: Asking<'_>) {
    let looked = asking.looked;
    match looked.people.as_deref() {
        None => {}
        Some([]) => drop(asked.push(" AND 1 = 0")),
        Some(people) => {
            let ids = || people.iter().map(ToString::to_string);
            asked.push(" AND (l.person_id IN ").texts(ids());
            asked.push(" OR l.subject IN ").texts(ids()).push(")");
        }
    }
    if let Some(number) = &looked.record {
        asked.push(" AND l.subject IN (SELECT r.record_id FROM record r WHERE r.number ");
        match number {
            NumberSought::Whole(number) => asked.push("= ").text(number.as_str()),
            NumberSought::Running(_) => asked.push("LIKE ").text(format!("%-{number}-%")),
        };
        asked.push(")");
    }
    if let Some(action) = looked.action {
        asked.push(" AND l.action = ").text(action.as_str());
    }
    let begin = |day| Timestamp::start_of(day, asking.offset_minutes).millis();
    if let Some(from) = looked.from {
        asked.push(" AND l.at >= ").number(begin(from));
    }
    if let Some(after) = looked.until.and_then(|day| day.succ_opt()) {
        asked.push(" AND l.at < ").number(begin(after));
    }
}

fn logged(columns: &AnyRow) -> Stored<Logged> {
    let row = read(columns)?;
    let prior: Option<String> = columns.try_get("prior_hash")?;
    let follows = match row.seq {
        1 => row.previous.is_empty(),
        _ => prior.as_ref() == Some(&row.previous),
    };
    Ok(Logged {
        intact: follows && row.hash_at(row.seq)? == row.hash,
        row,
    })
}

/// The chains in which somebody may see something, and those that are theirs as a whole.
#[derive(Debug, Default)]
struct Chains {
    seen: Vec<String>,
    whole: Vec<String>,
}

impl Chains {
    async fn of(db: &mut Db, viewer: Viewer) -> Stored<Self> {
        // Whatever the day: a branch that was closed keeps its log, and what a team did before it was
        // moved stands in the log of its branch of then.
        let rows: Vec<(String, String, i64)> = sqlx::query_as(
            "WITH RECURSIVE audited (unit_id) AS (
                 SELECT unit_id FROM appointment WHERE person_id = $1 AND role = 'auditor'
                 AND from_date <= $2 AND until_date >= $2
             ), below (unit_id) AS (
                 SELECT unit_id FROM audited UNION
                 SELECT p.unit_id FROM unit_place p JOIN below ON p.parent_id = below.unit_id
             ), above (unit_id) AS (
                 SELECT unit_id FROM audited UNION
                 SELECT p.parent_id FROM unit_place p JOIN above ON p.unit_id = above.unit_id
             )
             SELECT u.unit_id, u.kind,
                    CAST(CASE WHEN below.unit_id IS NULL THEN 0 ELSE 1 END AS BIGINT)
             FROM unit u LEFT JOIN below ON below.unit_id = u.unit_id
             WHERE u.kind IN ('company', 'branch')
             AND (below.unit_id IS NOT NULL OR u.unit_id IN (SELECT unit_id FROM above))",
        )
        .bind(viewer.person.to_string())
        .bind(viewer.today.to_string())
        .fetch_all(db)
        .await?;
        let mut chains = Self::default();
        for (unit, kind, whole) in rows {
            if whole == 1 {
                chains.whole.push(unit.clone());
                if kind == "company" {
                    chains.whole.extend(OF_NO_BRANCH.map(str::to_owned));
                }
            }
            chains.seen.push(unit);
        }
        let of_no_branch = chains
            .whole
            .iter()
            .filter(|it| OF_NO_BRANCH.contains(&it.as_str()));
        chains.seen.extend(of_no_branch.cloned());
        Ok(chains)
    }
}
