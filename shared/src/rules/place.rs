//! City and district must lie where the answers above them say.

use crate::answers::Answers;
use crate::finding::Finding;

/// Province, city and its districts, a line each: the statistical codes of administrative divisions of the
/// National Bureau of Statistics (2023), as the project `china-division` publishes them (MIT). Of Taiwan,
/// Hong Kong and Macau it says nothing.
const DIVISIONS: &str = include_str!("../../data/divisions.txt");

/// What names end with that people leave out.
const ENDINGS: &[&str] = &[
    "自治县",
    "自治州",
    "自治旗",
    "地区",
    "林区",
    "市",
    "区",
    "县",
    "旗",
    "盟",
];

/// One city.
#[derive(Clone, Copy)]
struct City {
    province: &'static str,
    name: &'static str,
    districts: &'static str,
}

impl City {
    fn all() -> impl Iterator<Item = Self> {
        DIVISIONS.lines().filter_map(|line| {
            let mut parts = line.splitn(3, ' ');
            Some(Self {
                province: parts.next()?,
                name: parts.next()?,
                districts: parts.next().unwrap_or_default(),
            })
        })
    }

    fn is_called(self, name: &str) -> bool {
        is_same(self.name, name)
    }

    /// Whether a district is called so; people also write a city of the county level as their city.
    fn holds(self, name: &str) -> bool {
        self.districts
            .split(' ')
            .any(|district| is_same(district, name))
    }
}

/// What is certainly elsewhere is a warning: a place that the table does not know may be new, or written
/// in another way.
pub(crate) fn check(answers: &Answers, prefix: &str) -> Vec<Finding> {
    let said = |name: &str| answers.get(&format!("{prefix}.{name}"));
    let Some(province) = said("province") else {
        return Vec::new();
    };
    let here: Vec<City> = City::all().filter(|it| it.province == province).collect();
    if here.is_empty() {
        return Vec::new();
    }
    let city = said("city").unwrap_or_default();
    let elsewhere = |code, field| vec![Finding::warning(code, format!("{prefix}.{field}"))];
    if is_elsewhere(&here, city) {
        return elsewhere("city_elsewhere", "city");
    }
    let of_city: Vec<City> = here
        .iter()
        .copied()
        .filter(|it| it.is_called(city))
        .collect();
    let around = if of_city.is_empty() { here } else { of_city };
    let district = said("district").unwrap_or_default();
    match is_district_elsewhere(&around, district) {
        true => elsewhere("district_elsewhere", "district"),
        false => Vec::new(),
    }
}

/// Whether a city of this name is somewhere, but not among these.
fn is_elsewhere(here: &[City], name: &str) -> bool {
    let is_here = here.iter().any(|it| it.is_called(name) || it.holds(name));
    !is_here && City::all().any(|it| it.is_called(name))
}

/// Short names of districts are too many places; only a whole one is certain.
fn is_district_elsewhere(around: &[City], name: &str) -> bool {
    let is_here = around.iter().any(|it| it.is_called(name) || it.holds(name));
    !is_here && City::all().any(|it| it.districts.split(' ').any(|district| district == name))
}

fn is_same(one: &str, other: &str) -> bool {
    one == other || (!other.is_empty() && stem(one) == stem(other))
}

/// The name without its ending, unless nothing would be left to tell it by.
fn stem(name: &str) -> &str {
    let shorter = ENDINGS
        .iter()
        .filter_map(|ending| name.strip_suffix(ending));
    let mut telling = shorter.filter(|rest| rest.chars().count() > 1);
    telling.next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(province: &str, city: &str, district: &str) -> Vec<String> {
        let answers = Answers::new()
            .with("applicant.province", province)
            .with("applicant.city", city)
            .with("applicant.district", district);
        let found = check(&answers, "applicant").into_iter();
        found
            .map(|finding| format!("{} {}", finding.code, finding.path))
            .collect()
    }

    #[test]
    fn a_place_that_lies_elsewhere_is_named() {
        assert_eq!(
            codes("31", "杭州市", "西湖区"),
            ["city_elsewhere applicant.city"]
        );
        assert_eq!(codes("31", "杭州", ""), ["city_elsewhere applicant.city"]);
        let district = ["district_elsewhere applicant.district"];
        assert_eq!(codes("33", "杭州市", "徐汇区"), district);
        assert_eq!(
            codes("44", "广州市", "南山区"),
            district,
            "that is in Shenzhen"
        );
        assert_eq!(codes("33", "一个新的市", "徐汇区"), district);
    }

    #[test]
    fn places_as_people_write_them_fit() {
        for (province, city, district) in [
            ("31", "上海市", "徐汇区"),
            ("31", "上海", "徐汇"),
            ("11", "北京", "朝阳区"),
            ("11", "朝阳区", "朝阳区"),
            ("50", "重庆", "云阳县"),
            ("33", "杭州", "西湖区"),
            ("32", "昆山市", "昆山市"),
            ("42", "仙桃市", "仙桃市"),
            ("53", "大理州", "大理市"),
            ("15", "阿拉善盟", "阿拉善左旗"),
            ("65", "石河子市", ""),
            ("22", "长春市", "朝阳区"),
        ] {
            assert!(
                codes(province, city, district).is_empty(),
                "{city} {district}"
            );
        }
    }

    #[test]
    fn what_the_table_does_not_know_is_not_judged() {
        assert!(codes("33", "Hangzhou", "Xihu").is_empty());
        assert!(codes("33", "杭州市", "高新区").is_empty());
        assert!(codes("81", "九龙", "油尖旺区").is_empty());
        assert!(codes("33", "", "").is_empty());
    }

    #[test]
    fn every_province_of_the_form_but_three_is_in_the_table() {
        let known = |code: &str| City::all().any(|it| it.province == code);
        let unknown: Vec<_> = crate::form::person::PROVINCE
            .values
            .iter()
            .filter(|code| !known(code))
            .copied()
            .collect();
        assert_eq!(unknown, ["71", "81", "82"]);
    }
}
