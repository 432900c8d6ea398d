//! Complete training sessions.

use super::draw::Draw;
use crate::answers::Answers;
use crate::training::{SessionNumber, SessionSecret};
use chrono::NaiveDate;

const COURSES: &[(&str, &str)] = &[
    ("morning_meeting", "早会：上月业绩与案例分享"),
    ("newcomer", "客户面谈与需求分析"),
    ("product", "重疾险条款解读"),
    ("compliance", "反洗钱与消费者权益保护"),
    ("agent", "保单检视与客户服务"),
    ("pre_job", "保险基础知识"),
];

/// A session held on `day`, with its number and secret.
pub fn training_session(seed: u64, day: NaiveDate) -> Answers {
    let mut draw = Draw::new(seed ^ 0x7124);
    let (kind, topic) = draw.one_of(COURSES).copied().unwrap_or(COURSES[0]);
    let mut number = [0; 4];
    draw.fill(&mut number);
    let mut secret = [0; 32];
    draw.fill(&mut secret);
    Answers::new()
        .with("course_kind", kind)
        .with("topic", topic)
        .with(
            "place",
            draw.word(&["三楼培训室", "一号会议室", "分公司礼堂"]),
        )
        .with("date", &day.to_string())
        .with("start", "09:00")
        .with("end", "11:30")
        .with("hours", &draw.between(1, 3).to_string())
        .with(
            "session_number",
            &SessionNumber::from_random(number).to_string(),
        )
        .with("secret", &SessionSecret::new(secret).to_hex())
}
