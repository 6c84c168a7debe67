-- Snapshots hold the map and where its surveys stood, never an answer. A snapshot outlives the deletion of its journey for
-- as long as that can be taken back, so its scope is a journey id as that of a change is.
CREATE TABLE snapshot (
    id UUID PRIMARY KEY,
    scope VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    taken_at TIMESTAMP NOT NULL,
    map VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE editor (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    version INTEGER NOT NULL
);
ALTER TABLE change ADD COLUMN name VARCHAR DEFAULT '';
