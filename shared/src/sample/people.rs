//! Invented people: names, documents, addresses, work.

use super::draw::Draw;
use crate::answers::Answers;
use crate::contact::BankAccount;
use crate::identity::ResidentId;
use chrono::{Datelike, NaiveDate, TimeDelta};

const FAMILY_NAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "欧阳",
    "上官", "司徒",
];
const MALE_NAMES: &[&str] = &[
    "伟", "强", "磊", "军", "勇", "杰", "涛", "超", "明", "刚", "平", "辉", "鹏", "俊", "浩然",
    "子轩", "宇航", "志强", "建国", "文博", "嘉豪", "思远",
];
const FEMALE_NAMES: &[&str] = &[
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀英", "桂兰", "雪", "琳", "晓燕", "雨桐",
    "欣怡", "梓涵", "佳怡", "思琪", "婷婷", "玉梅", "淑华", "一诺",
];
/// Region code, province, city, district, street.
const PLACES: &[(u32, &str, &str, &str, &str)] = &[
    (110_105, "11", "北京市", "朝阳区", "建国路"),
    (310_104, "31", "上海市", "徐汇区", "漕溪北路"),
    (440_106, "44", "广州市", "天河区", "体育东路"),
    (440_305, "44", "深圳市", "南山区", "科技园路"),
    (510_104, "51", "成都市", "锦江区", "春熙路"),
    (330_106, "33", "杭州市", "西湖区", "文三路"),
    (320_102, "32", "南京市", "玄武区", "中山东路"),
    (420_106, "42", "武汉市", "武昌区", "中南路"),
    (610_113, "61", "西安市", "雁塔区", "小寨东路"),
    (370_202, "37", "青岛市", "市南区", "香港中路"),
    (650_102, "65", "乌鲁木齐市", "天山区", "人民路"),
    (230_102, "23", "哈尔滨市", "道里区", "中央大街"),
];
const OCCUPATIONS: &[(&str, &str)] = &[
    ("行政职员", "1"),
    ("小学教师", "1"),
    ("软件工程师", "1"),
    ("会计", "1"),
    ("门诊医生", "1"),
    ("个体店主", "2"),
    ("外勤销售", "2"),
    ("厨师", "2"),
    ("超市理货员", "2"),
    ("农民", "3"),
    ("电工", "4"),
    ("货车司机", "4"),
];

/// A man or a woman born on that day, with a family name.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) female: bool,
    pub(super) birth: NaiveDate,
    pub(super) identity: String,
    place: (u32, &'static str, &'static str, &'static str, &'static str),
}

/// A day on which somebody was born who is between so many years old today.
pub(super) fn birth_between(draw: &mut Draw, today: NaiveDate, from: u32, to: u32) -> NaiveDate {
    let years = draw.between(from, to);
    // Long enough after birth for every product.
    let days = draw.between(60, 364);
    let year = today.year() - i32::try_from(years).unwrap_or_default();
    // The 28th is in every month.
    let birthday = NaiveDate::from_ymd_opt(year, today.month(), today.day().min(28));
    birthday.unwrap_or(today) - TimeDelta::days(i64::from(days))
}

/// Somebody of that family, sex and birth date.
pub(super) fn person(
    draw: &mut Draw,
    family: Option<&str>,
    female: bool,
    birth: NaiveDate,
) -> Person {
    let family = family.unwrap_or_else(|| draw.word(FAMILY_NAMES));
    let given = draw.word(if female { FEMALE_NAMES } else { MALE_NAMES });
    let name = if draw.percent(3) {
        let name = if female {
            "古丽娜尔·买买提"
        } else {
            "买买提·吐尔逊"
        };
        name.to_owned()
    } else {
        format!("{family}{given}")
    };
    let place = draw.one_of(PLACES).copied().unwrap_or(PLACES[0]);
    let sequence = u16::try_from(draw.between(0, 499)).unwrap_or_default() * 2 + u16::from(!female);
    let identity = ResidentId::from_parts(place.0, birth, sequence);
    Person {
        name,
        female,
        birth,
        identity: identity.map(|id| id.to_string()).unwrap_or_default(),
        place,
    }
}

/// A family name.
pub(super) fn family_name(draw: &mut Draw) -> &'static str {
    draw.word(FAMILY_NAMES)
}

impl Person {
    /// Answers name, document, sex and birth date under `prefix`.
    pub(super) fn tell_identity(&self, answers: &mut Answers, prefix: &str) {
        let sex = if self.female { "female" } else { "male" };
        tell(
            answers,
            prefix,
            &[
                ("name", &self.name),
                ("identity_kind", "resident_id"),
                ("identity_number", &self.identity),
                ("sex", sex),
                ("birth_date", &self.birth.to_string()),
            ],
        );
    }

    /// Answers what else an application asks of a person.
    pub(super) fn tell_rest(
        &self,
        answers: &mut Answers,
        prefix: &str,
        draw: &mut Draw,
        today: NaiveDate,
    ) {
        let (_, province, city, district, street) = self.place;
        let expiry = today + TimeDelta::days(i64::from(draw.between(200, 5_000)));
        let address = format!(
            "{street}{}号{}室",
            draw.between(1, 300),
            draw.between(101, 2_805)
        );
        tell(
            answers,
            prefix,
            &[
                ("nationality", "cn"),
                ("identity_long_term", "no"),
                ("identity_expiry", &expiry.to_string()),
                ("tax_residency", "china_only"),
                ("province", province),
                ("city", city),
                ("district", district),
                ("address", &address),
            ],
        );
    }

    /// Answers phone, work and family of an adult.
    pub(super) fn tell_adult_life(
        &self,
        answers: &mut Answers,
        prefix: &str,
        draw: &mut Draw,
        married: bool,
    ) {
        let (occupation, class) = draw.one_of(OCCUPATIONS).copied().unwrap_or(OCCUPATIONS[0]);
        let status = if married { "married" } else { "single" };
        let income = draw.between(6, 40) * 10_000;
        tell(
            answers,
            prefix,
            &[
                ("mobile", &mobile(draw)),
                ("marital_status", status),
                ("occupation", occupation),
                ("occupation_class", class),
                ("annual_income", &format!("{income}.00")),
            ],
        );
    }
}

/// Sets several answers under one prefix.
pub(super) fn tell(answers: &mut Answers, prefix: &str, all: &[(&str, &str)]) {
    for (name, text) in all {
        answers.set(format!("{prefix}.{name}"), *text);
    }
}

/// A mobile number.
pub(super) fn mobile(draw: &mut Draw) -> String {
    format!("1{}{:09}", draw.between(3, 9), draw.between(0, 999_999_999))
}

/// A bank card number with its check digit.
pub(super) fn bank_account(draw: &mut Draw) -> String {
    let digits = format!(
        "6222{:07}{:07}",
        draw.between(0, 9_999_999),
        draw.between(0, 9_999_999)
    );
    BankAccount::with_check_digit(&digits)
        .map(|account| account.to_string())
        .unwrap_or_default()
}
