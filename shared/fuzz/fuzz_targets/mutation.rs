//! What a phone sends, admitted as a new record and again on top of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::id::PersonId;
use shared::record::RecordKind;
use shared::submission::PersonRef;
use shared::sync::{Admission, Mutation, Sender, Teaching, admit};
use shared::time::Timestamp;

fn no_rules(_: RecordKind, _: &Answers) -> Vec<Finding> {
    Vec::new()
}

fuzz_target!(|json: &[u8]| {
    let Ok(mutation) = serde_json::from_slice::<Mutation>(json) else {
        return;
    };
    let sender = Sender {
        person: PersonRef {
            id: PersonId::from_number(1),
            name: "王芳".to_owned(),
        },
        teaching: Some(Teaching::default()),
    };
    let now = Timestamp::from_millis(1);
    if let Admission::Apply(record) = admit(&mutation, &sender, None, &no_rules, now) {
        let _ = admit(&mutation, &sender, Some(&record), &no_rules, now);
    }
});
