-- How many gave which answer at every place of a journey, by the column that stands in for grouped_by.
-- Groups without a name are blank.
-- Parameters: journey; first and last moment; persona (twice) and segment (twice), NULL for all customers.
SELECT
    CAST(survey_touchpoint_id AS VARCHAR) AS place,
    COALESCE(CAST(grouped_by AS VARCHAR), '') AS grouped,
    score,
    COUNT(*) AS n
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
GROUP BY survey_touchpoint_id, grouped_by, score
