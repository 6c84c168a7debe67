-- How many gave which answer at every place of a journey, by the segment that came with the answer.
-- Parameters: journey; first and last moment; persona (twice), NULL for all customers.
SELECT
    CAST(survey_touchpoint_id AS VARCHAR) AS place,
    segment,
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
GROUP BY survey_touchpoint_id, segment, score
