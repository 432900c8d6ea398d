//! A case laid out: every answer in words, every finding at its answer.

mod essentials;
mod laying;
mod matters;
mod risk;
mod to_see;
mod unplaced;

pub use essentials::Essential;
pub use laying::Laying;
pub use matters::Matter;
pub use to_see::ToSee;

/// A case laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What a decision on it is about.
    pub essentials: Vec<Essential>,
    /// What the rules found that belongs to no answer shown.
    pub whole: Vec<Remark>,
    /// In the order of the form.
    pub sections: Vec<SheetSection>,
}

/// A section of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSection {
    /// What it is called.
    pub title: &'static str,
    /// Its pages, those that are asked once together in one.
    pub groups: Vec<Group>,
    /// What follows from its answers.
    pub follows: Vec<Follows>,
}

/// What follows from answers, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follows {
    /// What it is called.
    pub label: String,
    /// What it comes to.
    pub text: &'static str,
}

/// Answers that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Which of several, such as the second beneficiary.
    pub title: Option<String>,
    /// In the order of the form.
    pub rows: Vec<Row>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its path.
    pub path: String,
    /// What was asked.
    pub label: String,
    /// What it is called away from its place: whose it is, or what it explains.
    pub name: String,
    /// What was answered, in words.
    pub text: Option<String>,
    /// Whether it stands out among the others.
    pub weight: Weight,
    /// What a query did to it.
    pub asked: Asked,
    /// What the agent wrote to it then.
    pub replies: Vec<String>,
    /// What the rules found at it.
    pub remarks: Vec<Remark>,
}

/// How an answer stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// As the others.
    #[default]
    Usual,
    /// A yes of the health declaration.
    Yes,
    /// What explains one.
    Explains,
}

/// What the last answered query did to an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asked {
    /// Nothing.
    #[default]
    No,
    /// Nothing changed.
    Unchanged,
    /// What stood there before, in words.
    Changed(String),
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Whether it is an error by today's rules.
    pub is_error: bool,
    /// In words.
    pub text: String,
}

impl Sheet {
    /// All answers in the order they are shown.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let groups = self.sections.iter().flat_map(|section| &section.groups);
        groups.flat_map(|group| &group.rows)
    }

    /// The answer at `path`.
    pub fn row(&self, path: &str) -> Option<&Row> {
        self.rows().find(|row| row.path == path)
    }

    /// How many questions of the health declaration are answered with yes.
    pub fn yes_count(&self) -> usize {
        self.rows().filter(|row| row.weight == Weight::Yes).count()
    }

    /// How many remarks there are in all.
    pub fn remark_count(&self) -> usize {
        let placed: usize = self.rows().map(|row| row.remarks.len()).sum();
        placed + self.whole.len()
    }
}
