//! The forms in which phones keep products and records keep quotes.

use crate::agent::{catalogue, plan, quoted, request, select};
use shared::product::Catalogue;

#[test]
fn a_catalogue_comes_back_from_json_as_it_was() {
    let json = serde_json::to_string(&catalogue()).unwrap();
    assert_eq!(
        serde_json::from_str::<Catalogue>(&json).unwrap(),
        catalogue()
    );
}

#[test]
fn a_product_on_the_phone() {
    let code = "GA-A".parse().unwrap();
    let catalogue = catalogue();
    insta::assert_json_snapshot!(catalogue.tariffs(&code).next().unwrap());
}

#[test]
fn a_request_and_its_quote_in_a_record() {
    let mut request = request();
    request.main = select(
        "CI-A",
        "20_years",
        "whole_life",
        crate::agent::sum("200,000"),
    );
    request.riders = vec![select("MD-R", "1_years", "1_years", plan("B"))];
    insta::assert_json_snapshot!((&request, quoted(&request)));
}
