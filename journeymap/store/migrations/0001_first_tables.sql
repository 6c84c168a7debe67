-- PRIMARY KEY and UNIQUE only, no FOREIGN KEY, no secondary index: see docs/architecture.md.
CREATE TABLE setting (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE picture (
    id UUID PRIMARY KEY,
    kind VARCHAR NOT NULL,
    content BLOB NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE persona (
    id UUID PRIMARY KEY,
    name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    segment VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    goals VARCHAR NOT NULL,
    needs VARCHAR NOT NULL,
    frustrations VARCHAR NOT NULL,
    channels VARCHAR NOT NULL,
    colour VARCHAR NOT NULL,
    picture_id UUID,
    position INTEGER NOT NULL,
    archived BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE journey (
    id UUID PRIMARY KEY,
    title VARCHAR NOT NULL,
    scenario VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    counterpart_id UUID,
    owner VARCHAR NOT NULL,
    review_date DATE,
    note VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    archived BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE journey_persona (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    persona_id UUID NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE stage (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    title VARCHAR NOT NULL,
    phase VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    note VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE touchpoint (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    stage_id UUID NOT NULL,
    title VARCHAR NOT NULL,
    parent_id UUID,
    position INTEGER NOT NULL,
    channel VARCHAR NOT NULL,
    digital BOOLEAN,
    direct BOOLEAN,
    brand BOOLEAN,
    importance INTEGER,
    moment_of_truth BOOLEAN NOT NULL,
    promise VARCHAR NOT NULL,
    expectation DOUBLE PRECISION,
    initiator VARCHAR,
    reach INTEGER,
    owner VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE lane (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    shown BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE card (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    touchpoint_id UUID NOT NULL,
    lane_id UUID NOT NULL,
    text VARCHAR NOT NULL,
    persona_id UUID,
    position INTEGER NOT NULL,
    evidence VARCHAR NOT NULL,
    picture_id UUID,
    version INTEGER NOT NULL
);
CREATE TABLE emotion (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    touchpoint_id UUID NOT NULL,
    persona_id UUID NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE path (
    id UUID PRIMARY KEY,
    journey_id UUID NOT NULL,
    from_id UUID NOT NULL,
    to_id UUID NOT NULL,
    label VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE survey (
    id UUID PRIMARY KEY,
    title VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    good_end VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    main BOOLEAN NOT NULL,
    token VARCHAR NOT NULL,
    sample BOOLEAN NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE survey_touchpoint (
    id UUID PRIMARY KEY,
    survey_id UUID NOT NULL,
    journey_id UUID,
    touchpoint_id UUID,
    label VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE respondent (
    id UUID PRIMARY KEY,
    address VARCHAR NOT NULL UNIQUE,
    name VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE response (
    id UUID PRIMARY KEY,
    survey_id UUID NOT NULL,
    survey_touchpoint_id UUID NOT NULL,
    score DOUBLE PRECISION,
    comment VARCHAR NOT NULL,
    respondent_id UUID,
    language VARCHAR NOT NULL,
    persona_id UUID,
    segment VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    vendor_id VARCHAR,
    answered_at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    import_id UUID,
    UNIQUE (survey_id, vendor_id)
);
CREATE TABLE feedback_import (
    id UUID PRIMARY KEY,
    file_name VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    counts VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE change (
    id UUID PRIMARY KEY,
    scope VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    args VARCHAR NOT NULL,
    rows VARCHAR NOT NULL,
    done_at TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
