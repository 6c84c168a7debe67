-- What a survey that we ask ourselves has beside its scale; imported surveys have none.
CREATE TABLE survey_form (
    id UUID PRIMARY KEY,
    survey_id UUID NOT NULL,
    edition INTEGER NOT NULL,
    follows_id UUID,
    wordings VARCHAR NOT NULL,
    is_open BOOLEAN NOT NULL,
    last_day DATE,
    again_after_days INTEGER,
    version INTEGER NOT NULL
);
