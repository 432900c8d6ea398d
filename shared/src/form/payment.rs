//! A bank account: the premium is drawn from it, or a claim paid to it.

use super::{ChoiceSet, Field, FieldKind, When};

/// 开户银行: the large banks; the rest are `other`.
pub const BANK: ChoiceSet = ChoiceSet {
    name: "bank",
    values: &[
        "icbc", "abc", "boc", "ccb", "bocom", "psbc", "cmb", "citic", "ceb", "cmbc", "spdb", "cib",
        "pab", "gdb", "hxb", "other",
    ],
};

/// The whole account, on one page.
pub const ACCOUNT: &[Field] = &[BANK_FIELD, BANK_NAME, ACCOUNT_NUMBER, ACCOUNT_HOLDER];

/// Bank.
pub const BANK_FIELD: Field = Field::required("bank", "payment.bank", FieldKind::Choice(BANK));
/// The bank's name, if it is not among the large ones.
pub const BANK_NAME: Field = Field::required("bank_name", "payment.bank_name", FieldKind::Text(60))
    .when(When::Is(".bank", "other"));
/// Account number.
pub const ACCOUNT_NUMBER: Field = Field::required(
    "account_number",
    "payment.account_number",
    FieldKind::BankAccount,
);
/// Name on the account.
pub const ACCOUNT_HOLDER: Field = Field::required(
    "account_holder",
    "payment.account_holder",
    FieldKind::Text(50),
);
