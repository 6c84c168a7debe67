-- The one grouped query of a map: how many gave which answer at every place of a journey, in a period and in the two
-- spans that are compared to see what moved. Everything else is derived from these counts.
-- Parameters: start of the period; earlier span (2); later span (2); start of the period; journey;
-- first and last moment that is looked at; persona (twice) and segment (twice), NULL for all customers.
SELECT
    CAST(survey_touchpoint_id AS VARCHAR) AS place,
    score,
    COUNT(*) FILTER (WHERE answered_at >= ?) AS n,
    COUNT(*) FILTER (WHERE answered_at >= ? AND answered_at < ?) AS n_earlier,
    COUNT(*) FILTER (WHERE answered_at >= ? AND answered_at < ?) AS n_later,
    MIN(answered_at) FILTER (WHERE answered_at >= ?) AS first_at,
    MAX(answered_at) AS last_at
FROM response
WHERE score IS NOT NULL
    AND survey_touchpoint_id IN (
        SELECT id
        FROM survey_touchpoint
        WHERE journey_id = ?
    )
    AND answered_at >= ?
    AND answered_at < ?
    AND (CAST(? AS UUID) IS NULL OR persona_id = CAST(? AS UUID))
    AND (CAST(? AS VARCHAR) IS NULL OR segment = CAST(? AS VARCHAR))
GROUP BY survey_touchpoint_id, score
