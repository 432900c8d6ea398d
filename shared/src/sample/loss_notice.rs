//! Complete claim reports.

use super::draw::Draw;
use super::people::{Person, bank_account, birth_between, mobile, person, tell};
use crate::answers::Answers;
use crate::kinds::form_of;
use crate::kinds::loss_notice::form::LOSS_KIND;
use crate::record::RecordKind;
use chrono::{NaiveDate, TimeDelta};

/// A complete claim report captured on `today` that the rules find nothing wrong with; loss type, days
/// and amounts differ from seed to seed.
pub fn loss_notice(seed: u64, today: NaiveDate) -> Answers {
    let mut draw = Draw::new(seed ^ 0x10_55);
    let mut answers = Answers::new();
    let female = draw.percent(50);
    let birth = birth_between(&mut draw, today, 20, 70);
    let insured = person(&mut draw, None, female, birth);
    let kind = draw.word(LOSS_KIND.values);
    let number = format!("P{:010}", draw.between(1, 999_999_999));
    answers.set("policy.number", number);
    insured.tell_identity(&mut answers, "insured");
    tell_loss(&mut answers, &mut draw, today, kind);
    tell_reporter(&mut answers, &mut draw, &insured, kind);
    tell_payee(&mut answers, &mut draw, &insured, kind);
    for consent in ["privacy_notice", "truthfulness", "inquiry"] {
        answers.set(format!("consents.{consent}"), "yes");
    }
    form_of(RecordKind::LossNotice).asked_answers(&answers, today)
}

fn tell_loss(answers: &mut Answers, draw: &mut Draw, today: NaiveDate, kind: &str) {
    // Whatever hour it is, the day before is over.
    let known = today - TimeDelta::days(i64::from(draw.between(0, 9).max(1)));
    let occurred = known - TimeDelta::days(i64::from(draw.between(0, 3)));
    let (description, estimate) = description(kind);
    let amount = estimate * draw.between(1, 6);
    let on_the_road = matches!(kind, "motor" | "death");
    let police = if on_the_road { "yes" } else { "no" };
    tell(
        answers,
        "loss",
        &[
            ("kind", kind),
            (
                "occurred_at",
                &format!("{occurred}T08:{:02}", draw.between(10, 59)),
            ),
            ("known_at", &format!("{known}T1{}:00", draw.between(0, 9))),
            (
                "place",
                draw.word(&["单位车间", "家中", "人民路与中山路路口", "市第一人民医院"]),
            ),
            ("description", description),
            ("estimate", &format!("{amount}.00")),
            ("death_cause", "accident"),
            ("hospital", "市第一人民医院"),
            (
                "diagnosis",
                draw.word(match kind {
                    "critical_illness" => &["急性心肌梗死", "乳腺癌", "脑梗死", "慢性肾衰竭"],
                    "disability" => &["左手挤压伤", "左手示指离断", "左腕肌腱断裂", "左掌骨骨折"],
                    "accident_outpatient" => {
                        &["右腕扭伤", "右桡骨远端骨折", "右腕挫伤", "右手皮肤裂伤"]
                    }
                    _ => &["急性阑尾炎", "右桡骨远端骨折", "冠心病", "肺炎"],
                }),
            ),
            ("admitted_on", &occurred.to_string()),
            ("plate", "沪A·12345"),
            ("driver", "王强"),
            ("third_parties", "no"),
            ("police", police),
            ("police_reference", "沪公交认字〔2026〕第0712号"),
        ],
    );
}

/// What happened, and a small amount for it in yuan.
fn description(kind: &str) -> (&'static str, u32) {
    match kind {
        "death" => ("驾车途中发生交通事故，送医后抢救无效。", 50_000),
        "disability" => ("作业时被机器压伤左手，经治疗后功能受限。", 20_000),
        "critical_illness" => ("体检发现异常，住院检查后确诊。", 30_000),
        "hospital_stay" => ("突发腹痛，急诊入院手术治疗。", 3_000),
        "accident_outpatient" => ("下楼时滑倒摔伤手腕，门诊处理。", 300),
        "motor" => ("路口转弯时与隔离护栏碰撞，车辆前部受损。", 2_000),
        "property" => ("楼上水管爆裂，家中地板和家具浸水。", 4_000),
        "liability" => ("店内地面湿滑，顾客摔倒受伤。", 2_500),
        _ => ("详见现场情况说明。", 1_000),
    }
}

fn tell_reporter(answers: &mut Answers, draw: &mut Draw, insured: &Person, kind: &str) {
    let (name, relation) = if kind == "death" {
        ("李秀英", "family")
    } else {
        (insured.name.as_str(), "insured")
    };
    tell(
        answers,
        "reporter",
        &[
            ("name", name),
            ("relation", relation),
            ("mobile", &mobile(draw)),
        ],
    );
}

fn tell_payee(answers: &mut Answers, draw: &mut Draw, insured: &Person, kind: &str) {
    if kind == "death" {
        answers.set("payee.known", "no");
        return;
    }
    insured.tell_identity(answers, "payee");
    tell(
        answers,
        "payee",
        &[
            ("known", "yes"),
            ("relation", "self"),
            ("bank", draw.word(&["icbc", "ccb", "abc", "psbc"])),
            ("account_number", &bank_account(draw)),
            ("account_holder", &insured.name),
        ],
    );
}
