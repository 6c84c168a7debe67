-- Ids of acts that browsers may send twice, written in the transaction of the act.
CREATE TABLE receipt (
    id UUID PRIMARY KEY,
    received_at TIMESTAMP NOT NULL
);
