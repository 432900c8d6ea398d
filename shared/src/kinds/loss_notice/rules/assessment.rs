//! What a claims assessor looks at in a claim report: nothing of it keeps anybody from sending.

use crate::answers::Answers;
use crate::finding::Finding;

/// Words of the illnesses of 《重大疾病保险的疾病定义使用规范（2020年修订版）》, one or more for each,
/// and of its three mild ones.
const LISTED: [&str; 42] = [
    "癌",
    "恶性肿瘤",
    "白血病",
    "淋巴瘤",
    "肉瘤",
    "心肌梗",
    "心梗",
    "脑中风",
    "卒中",
    "脑梗",
    "脑出血",
    "移植",
    "冠状动脉",
    "搭桥",
    "肾衰竭",
    "尿毒症",
    "肢体缺失",
    "截肢",
    "重症肝炎",
    "肝衰竭",
    "脑肿瘤",
    "脑炎",
    "脑膜炎",
    "昏迷",
    "失聪",
    "失明",
    "瘫痪",
    "心脏瓣膜",
    "阿尔茨海默",
    "脑损伤",
    "帕金森",
    "烧伤",
    "肺动脉高压",
    "运动神经元",
    "再生障碍性贫血",
    "克罗恩",
    "主动脉",
    "呼吸衰竭",
    "溃疡性结肠炎",
    "语言能力丧失",
    "结肠切除",
    "渐冻",
];
/// What a description says of a traffic accident.
const TRAFFIC: [&str; 5] = ["交通事故", "车祸", "追尾", "撞车", "被车"];

/// Warnings for the desk.
pub(super) fn check(answers: &Answers, findings: &mut Vec<Finding>) {
    findings.extend(traffic_without_police(answers));
    findings.extend(outside_the_list(answers));
}

fn traffic_without_police(answers: &Answers) -> Option<Finding> {
    let described = answers.get("loss.description").unwrap_or_default();
    let traffic = answers.is("loss.kind", "motor") || names_one(described, &TRAFFIC);
    let path = match answers.get("loss.police")? {
        "yes" => "loss.police_reference",
        _ => "loss.police",
    };
    let referred = path == "loss.police_reference" && answers.get(path).is_some();
    (traffic && !referred).then(|| Finding::warning("traffic_without_police", path))
}

fn outside_the_list(answers: &Answers) -> Option<Finding> {
    let path = "loss.diagnosis";
    let diagnosis = answers.get(path)?;
    let listed = names_one(diagnosis, &LISTED);
    (answers.is("loss.kind", "critical_illness") && !listed)
        .then(|| Finding::warning("diagnosis_not_listed", path))
}

fn names_one(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
