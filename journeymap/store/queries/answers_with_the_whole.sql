-- Answers at a touchpoint beside what the same respondent said of the journey as a whole, counted; of several answers
-- of one respondent the latest counts. Parameters: place of the journey's own survey; first and last moment; journey;
-- first and last moment; persona (twice) and segment (twice), NULL for all customers.
WITH own AS (
    SELECT respondent_id, score, good_end
    FROM (
        SELECT
            answer.respondent_id,
            answer.score,
            survey.good_end,
            ROW_NUMBER() OVER (
                PARTITION BY answer.respondent_id
                ORDER BY answer.answered_at DESC, answer.id DESC
            ) AS age
        FROM response AS answer
        JOIN survey ON survey.id = answer.survey_id
        WHERE answer.survey_touchpoint_id = CAST(? AS UUID)
            AND answer.score IS NOT NULL
            AND answer.respondent_id IS NOT NULL
            AND answer.answered_at >= ?
            AND answer.answered_at < ?
    ) AS dated
    WHERE age = 1
),
answers AS (
    SELECT
        answer.respondent_id,
        answer.survey_touchpoint_id,
        answer.score,
        ROW_NUMBER() OVER (
            PARTITION BY answer.respondent_id, answer.survey_touchpoint_id
            ORDER BY answer.answered_at DESC, answer.id DESC
        ) AS age
    FROM response AS answer
    JOIN survey_touchpoint AS place ON place.id = answer.survey_touchpoint_id
    WHERE place.journey_id = ?
        AND place.touchpoint_id IS NOT NULL
        AND answer.score IS NOT NULL
        AND answer.respondent_id IS NOT NULL
        AND answer.answered_at >= ?
        AND answer.answered_at < ?
        AND (CAST(? AS UUID) IS NULL OR answer.persona_id = CAST(? AS UUID))
        AND (CAST(? AS VARCHAR) IS NULL OR answer.segment = CAST(? AS VARCHAR))
)
SELECT
    CAST(answers.survey_touchpoint_id AS VARCHAR) AS place,
    answers.score,
    CASE WHEN own.good_end = 'high' THEN own.score ELSE -own.score END AS whole,
    COUNT(*) AS n
FROM answers
JOIN own ON own.respondent_id = answers.respondent_id
WHERE answers.age = 1
GROUP BY answers.survey_touchpoint_id, answers.score, CASE WHEN own.good_end = 'high' THEN own.score ELSE -own.score END
