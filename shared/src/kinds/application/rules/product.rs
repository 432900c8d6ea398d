//! The product, its riders and the premium, against the catalogue.

use super::form;
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::CatalogueChoice;
use crate::form::person::{insured_prefix, is_child};
use crate::product::{
    Catalogue, Cause, Cover, Field, Insured, OccupationClass, PaymentMode, Place, Product,
    ProductCode, Quote, QuoteLine, QuoteProblem, QuoteRequest, Selection, SumInsured, quote,
};
use crate::rules::Context;
use chrono::NaiveDate;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(effective_date(answers, context));
    if let Some(finding) = not_a_main(answers, context.catalogue) {
        findings.push(finding);
        return;
    }
    findings.extend(unattachable(answers, context.catalogue));
    let Some(request) = quote_request(answers, context.catalogue) else {
        return;
    };
    match quote(context.catalogue, &request) {
        Ok(quote) => findings.extend(premium(answers, &quote)),
        Err(problems) => findings.extend(problems.iter().map(|problem| finding(answers, problem))),
    }
}

/// Cover begins on the day of capture at the earliest, and not too far ahead (settings).
fn effective_date(answers: &Answers, context: &Context<'_>) -> Option<Finding> {
    let path = "product.effective_date";
    let effect = read::date_at(answers, path)?;
    let days = context.settings().effect_within_days;
    if effect < context.today {
        Some(Finding::error("effective_date_past", path))
    } else if (effect - context.today).num_days() > days {
        Some(Finding::error("effective_date_too_late", path).with("days", days))
    } else {
        None
    }
}

fn premium(answers: &Answers, quote: &Quote) -> Option<Finding> {
    let path = "product.premium";
    let given = read::money_at(answers, path)?;
    (given != quote.per_payment)
        .then(|| Finding::error("premium_differs", path).with("expected", quote.per_payment))
}

/// A code that is no main product of the catalogue on that day: the rest follows from it.
fn not_a_main(answers: &Answers, catalogue: &Catalogue) -> Option<Finding> {
    let code: ProductCode = read::parsed(answers, "product.code")?;
    let effect = read::date_at(answers, "product.effective_date")?;
    let cause = match catalogue.product(&code, effect) {
        Some(product) if product.is_main() => return None,
        Some(_) => Cause::NotAMain,
        None if catalogue.tariffs(&code).next().is_some() => Cause::NotOnSale(effect),
        None => Cause::UnknownProduct,
    };
    let problem = QuoteProblem {
        place: Place::Main,
        product: code,
        cause,
    };
    Some(finding(answers, &problem))
}

/// Riders for which the main product as chosen leaves no term.
fn unattachable(answers: &Answers, catalogue: &Catalogue) -> Vec<Finding> {
    let Some(main) = main_parts(answers, catalogue) else {
        return Vec::new();
    };
    (0..form::riders(answers))
        .filter_map(|number| {
            let path = format!("riders.{number}.code");
            let code: ProductCode = read::parsed(answers, &path)?;
            let rider = catalogue.product(&code, main.effect);
            let fits = rider
                .and_then(|rider| rider.term_beside(&main.selection, &main.insured, main.effect));
            fits.is_none().then(|| {
                Finding::error("rider_not_attachable", path)
                    .with("product", code)
                    .with("main", &main.selection.product)
            })
        })
        .collect()
}

/// The question to [`quote`] that these answers ask; `None` until all it needs is answered. Riders
/// that cannot be attached, or are not finished, are left out.
pub fn quote_request(answers: &Answers, catalogue: &Catalogue) -> Option<QuoteRequest> {
    let main = main_parts(answers, catalogue)?;
    let mode = PaymentMode::from_name(answers.get("product.payment_mode")?)?;
    let riders = (0..form::riders(answers))
        .filter_map(|number| rider(answers, number, &main, catalogue))
        .collect();
    Some(QuoteRequest {
        effect: main.effect,
        insured: main.insured,
        mode,
        main: main.selection,
        riders,
    })
}

/// The premium of these answers, if all it needs is answered and sold.
pub fn quoted(answers: &Answers, catalogue: &Catalogue) -> Option<Quote> {
    quote(catalogue, &quote_request(answers, catalogue)?).ok()
}

/// What a quote needs to know of the insured.
pub fn insured(answers: &Answers) -> Option<Insured> {
    let prefix = insured_prefix(answers);
    Some(Insured {
        birth_date: read::birth_date(answers, prefix)?,
        sex: read::sex(answers, prefix)?,
        occupation_class: occupation_class(answers, prefix)?,
    })
}

/// A child has no occupation.
fn occupation_class(answers: &Answers, prefix: &str) -> Option<OccupationClass> {
    let effect = read::date_at(answers, "product.effective_date");
    match effect.is_some_and(|effect| is_child(answers, prefix, effect)) {
        true => Some(OccupationClass::LOWEST),
        false => read::parsed(answers, &format!("{prefix}.occupation_class")),
    }
}

/// The main product chosen, on its date of effect.
pub fn main_product<'a>(answers: &Answers, catalogue: &'a Catalogue) -> Option<&'a Product> {
    let code: ProductCode = read::parsed(answers, "product.code")?;
    catalogue.product(&code, read::date_at(answers, "product.effective_date")?)
}

/// The product chosen beside the answer at `path`, on its date of effect.
pub fn product_beside<'a>(
    answers: &Answers,
    catalogue: &'a Catalogue,
    path: &str,
) -> Option<&'a Product> {
    let (prefix, _) = path.rsplit_once('.')?;
    let code: ProductCode = read::parsed(answers, &format!("{prefix}.code"))?;
    catalogue.product(&code, read::date_at(answers, "product.effective_date")?)
}

/// Whether the product beside `path` has anything to choose there: one has plans, another a sum.
pub fn has_choice(
    answers: &Answers,
    catalogue: &Catalogue,
    path: &str,
    choice: CatalogueChoice,
) -> bool {
    let product = || product_beside(answers, catalogue, path);
    match choice {
        CatalogueChoice::Plan => product().is_some_and(|product| !product.plans().is_empty()),
        CatalogueChoice::SumInsured => {
            product().is_some_and(|product| product.sum_limits().is_some())
        }
        CatalogueChoice::MainProduct
        | CatalogueChoice::Rider
        | CatalogueChoice::PaymentYears
        | CatalogueChoice::Coverage
        | CatalogueChoice::PaymentMode
        | CatalogueChoice::Premium => true,
    }
}

/// The main product and the riders chosen that are sold on the date of effect, each with the path of its code.
pub fn chosen_products<'a>(
    answers: &Answers,
    catalogue: &'a Catalogue,
) -> Vec<(String, &'a Product)> {
    let Some(effect) = read::date_at(answers, "product.effective_date") else {
        return Vec::new();
    };
    let riders = 0..form::riders(answers);
    let paths = riders.map(|number| format!("riders.{number}.code"));
    let paths = core::iter::once("product.code".to_owned()).chain(paths);
    paths
        .filter_map(|path| {
            let code: ProductCode = read::parsed(answers, &path)?;
            Some((path, catalogue.product(&code, effect)?))
        })
        .collect()
}

/// Whether a line of a quote pays on death.
pub(super) fn pays_on_death(line: &QuoteLine, catalogue: &Catalogue) -> bool {
    let product = catalogue
        .tariffs(&line.product)
        .find(|product| product.valid_from == line.tariff);
    product.is_some_and(|product| product.class.pays_on_death())
}

struct MainParts {
    effect: NaiveDate,
    insured: Insured,
    selection: Selection,
}

/// The main product as chosen: all a rider depends on.
fn main_parts(answers: &Answers, catalogue: &Catalogue) -> Option<MainParts> {
    let product = main_product(answers, catalogue)?;
    Some(MainParts {
        effect: read::date_at(answers, "product.effective_date")?,
        insured: insured(answers)?,
        selection: Selection {
            product: product.code.clone(),
            payment: read::parsed(answers, "product.payment_years")?,
            coverage: read::parsed(answers, "product.coverage")?,
            cover: cover(answers, "product", product)?,
        },
    })
}

fn rider(
    answers: &Answers,
    number: usize,
    main: &MainParts,
    catalogue: &Catalogue,
) -> Option<Selection> {
    let prefix = format!("riders.{number}");
    let code: ProductCode = read::parsed(answers, &format!("{prefix}.code"))?;
    let product = catalogue.product(&code, main.effect)?;
    let term = product.term_beside(&main.selection, &main.insured, main.effect)?;
    Some(Selection {
        payment: term.payment,
        coverage: term.coverage,
        cover: cover(answers, &prefix, product)?,
        product: code,
    })
}

/// What is chosen under `prefix`, in the way the product wants it. Where the answer is missing the
/// cover is one the product refuses, so that the quote says which is wanted.
fn cover(answers: &Answers, prefix: &str, product: &Product) -> Option<Cover> {
    let (sum, plan) = (format!("{prefix}.sum_insured"), format!("{prefix}.plan"));
    match &product.sum_insured {
        SumInsured::Chosen(_) if answers.get(&sum).is_none() => Some(Cover::WaivedPremiums),
        SumInsured::Chosen(_) => read::parsed(answers, &sum).map(Cover::SumInsured),
        SumInsured::Planned(_) if answers.get(&plan).is_none() => Some(Cover::WaivedPremiums),
        SumInsured::Planned(_) => read::parsed(answers, &plan).map(Cover::Plan),
        SumInsured::WaivedPremiums => match read::money_at(answers, &sum) {
            Some(given) => Some(Cover::SumInsured(given)),
            None => Some(Cover::WaivedPremiums),
        },
    }
}

/// A problem of the quote, at the answer that would have to change.
fn finding(answers: &Answers, problem: &QuoteProblem) -> Finding {
    let insured = insured_prefix(answers);
    let path = match (problem.field(), problem.place) {
        (Field::BirthDate, _) => format!("{insured}.birth_date"),
        (Field::OccupationClass, _) => format!("{insured}.occupation_class"),
        (Field::Effect, _) => "product.effective_date".to_owned(),
        (Field::PaymentMode, _) => "product.payment_mode".to_owned(),
        (field, Place::Main) => format!("product.{}", name(field)),
        // A rider's terms follow from the main product: only the rider itself can be changed.
        (Field::SumInsured, Place::Rider(number)) => format!("riders.{number}.sum_insured"),
        (Field::Plan, Place::Rider(number)) => format!("riders.{number}.plan"),
        (_, Place::Rider(number)) => format!("riders.{number}.code"),
    };
    problem.finding(path)
}

const fn name(field: Field) -> &'static str {
    match field {
        Field::SumInsured => "sum_insured",
        Field::Plan => "plan",
        Field::PaymentTerm => "payment_years",
        Field::CoverageTerm => "coverage",
        _ => "code",
    }
}
