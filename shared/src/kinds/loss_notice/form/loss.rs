//! What happened.

use crate::form::{ChoiceSet, Field, FieldKind, Page, When};
use crate::kinds::loss_notice::rules::is_late;

/// 出险类型.
pub const LOSS_KIND: ChoiceSet = ChoiceSet {
    name: "loss_kind",
    values: &[
        "death",
        "disability",
        "critical_illness",
        "hospital_stay",
        "accident_outpatient",
        "motor",
        "property",
        "liability",
        "other",
    ],
};

/// 身故原因.
pub const DEATH_CAUSE: ChoiceSet = ChoiceSet {
    name: "death_cause",
    values: &["illness", "accident", "unknown"],
};

const MEDICAL: When = When::OneOf(
    "loss.kind",
    &[
        "disability",
        "critical_illness",
        "hospital_stay",
        "accident_outpatient",
    ],
);
const DEATH: When = When::Is("loss.kind", "death");
const MOTOR: When = When::Is("loss.kind", "motor");

pub(super) const PAGES: &[Page] = &[
    Page::new(
        "loss_kind",
        "loss",
        &[
            Field::required("kind", "loss.kind", FieldKind::Choice(LOSS_KIND)),
            Field::required("occurred_at", "loss.occurred_at", FieldKind::Moment),
            Field::required("known_at", "loss.known_at", FieldKind::Moment),
            Field::required("late_reason", "loss.late_reason", FieldKind::LongText(500))
                .when(When::Holds(is_late)),
        ],
    ),
    Page::new(
        "loss_description",
        "loss",
        &[
            Field::required("place", "loss.place", FieldKind::Text(200)),
            Field::required(
                "description",
                "loss.description",
                FieldKind::LongText(2_000),
            )
            .about_health(),
            Field::required("estimate", "loss.estimate", FieldKind::Money),
        ],
    ),
    Page::new(
        "loss_death",
        "loss",
        &[Field::required(
            "death_cause",
            "loss.death_cause",
            FieldKind::Choice(DEATH_CAUSE),
        )
        .about_health()],
    )
    .when(DEATH),
    Page::new(
        "loss_medical",
        "loss",
        &[
            Field::required("hospital", "loss.hospital", FieldKind::Text(100)).about_health(),
            Field::required("diagnosis", "loss.diagnosis", FieldKind::Text(200)).about_health(),
            Field::required("admitted_on", "loss.admitted_on", FieldKind::Date)
                .when(When::Is(".kind", "hospital_stay"))
                .about_health(),
            Field::optional("discharged_on", "loss.discharged_on", FieldKind::Date)
                .when(When::Is(".kind", "hospital_stay"))
                .about_health(),
            Field::optional(
                "hospital_reference",
                "loss.hospital_reference",
                FieldKind::Text(40),
            )
            .about_health(),
        ],
    )
    .when(MEDICAL),
    Page::new(
        "loss_motor",
        "loss",
        &[
            Field::required("plate", "loss.plate", FieldKind::Text(20)),
            Field::required("driver", "loss.driver", FieldKind::Text(50)),
        ],
    )
    .when(MOTOR),
    Page::new(
        "loss_others",
        "loss",
        &[
            Field::required("third_parties", "loss.third_parties", FieldKind::YesNo),
            Field::required(
                "third_parties_details",
                "loss.third_parties_details",
                FieldKind::LongText(500),
            )
            .when(When::Is(".third_parties", "yes")),
            Field::required("police", "loss.police", FieldKind::YesNo),
            Field::optional(
                "police_reference",
                "loss.police_reference",
                FieldKind::Text(60),
            )
            .when(When::Is(".police", "yes")),
        ],
    ),
];
