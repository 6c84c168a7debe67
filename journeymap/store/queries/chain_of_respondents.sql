-- How many respondents of a journey answered at two touchpoints or more, how many of them were content at every one,
-- and what share independent touchpoints would give. Of several answers at a touchpoint the latest counts.
-- Parameters: journey; first and last moment; persona (twice) and segment (twice), NULL for all customers.
WITH ranked AS (
    SELECT
        answer.respondent_id,
        place.touchpoint_id,
        CASE
            WHEN survey.good_end = 'high' AND 3 * (answer.score - survey.low) >= 2 * (survey.high - survey.low) THEN 1
            WHEN survey.good_end = 'low' AND 3 * (survey.high - answer.score) >= 2 * (survey.high - survey.low) THEN 1
            ELSE 0
        END AS content,
        ROW_NUMBER() OVER (
            PARTITION BY answer.respondent_id, place.touchpoint_id
            ORDER BY answer.answered_at DESC, answer.id DESC
        ) AS age
    FROM response AS answer
    JOIN survey_touchpoint AS place ON place.id = answer.survey_touchpoint_id
    JOIN survey ON survey.id = answer.survey_id
    WHERE place.journey_id = ?
        AND place.touchpoint_id IS NOT NULL
        AND answer.score IS NOT NULL
        AND answer.respondent_id IS NOT NULL
        AND answer.answered_at >= ?
        AND answer.answered_at < ?
        AND (CAST(? AS UUID) IS NULL OR answer.persona_id = CAST(? AS UUID))
        AND (CAST(? AS VARCHAR) IS NULL OR answer.segment = CAST(? AS VARCHAR))
),
latest AS (
    SELECT
        respondent_id,
        touchpoint_id,
        content,
        COUNT(*) OVER (PARTITION BY respondent_id) AS touchpoints
    FROM ranked
    WHERE age = 1
),
kept AS (
    SELECT
        respondent_id,
        content,
        AVG(1.0 * content) OVER (PARTITION BY touchpoint_id) AS share
    FROM latest
    WHERE touchpoints >= 2
),
people AS (
    SELECT
        MIN(content) AS everywhere,
        CASE
            WHEN MIN(share) <= 0 THEN 0.0
            ELSE EXP(SUM(LN(CASE WHEN share <= 0 THEN 1.0 ELSE share END)))
        END AS expected
    FROM kept
    GROUP BY respondent_id
)
SELECT
    COUNT(*) AS n,
    CAST(COALESCE(SUM(everywhere), 0) AS BIGINT) AS content,
    AVG(expected) AS expected
FROM people
