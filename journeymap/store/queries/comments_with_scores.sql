-- The newest comments of a journey with the answer that came with each.
-- Parameters: journey; first and last moment; persona (twice) and segment (twice), NULL for all customers; how many.
SELECT
    CAST(survey_touchpoint_id AS VARCHAR) AS place,
    language,
    score,
    comment
FROM response
WHERE comment <> ''
    AND score IS NOT NULL
    AND survey_touchpoint_id IN (
        SELECT id
        FROM survey_touchpoint
        WHERE journey_id = ?
    )
    AND answered_at >= ?
    AND answered_at < ?
    AND (CAST(? AS UUID) IS NULL OR persona_id = CAST(? AS UUID))
    AND (CAST(? AS VARCHAR) IS NULL OR segment = CAST(? AS VARCHAR))
ORDER BY answered_at DESC, id DESC
LIMIT ?
