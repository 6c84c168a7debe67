-- How many valid answers each journey has, and when the newest was given; unassigned ones have no journey.
SELECT
    place.journey_id,
    CAST(SUM(counted.n) AS BIGINT) AS answers,
    MAX(counted.newest) AS newest
FROM survey_touchpoint AS place
JOIN (
    SELECT
        survey_touchpoint_id,
        COUNT(*) AS n,
        MAX(answered_at) AS newest
    FROM response
    WHERE score IS NOT NULL
    GROUP BY survey_touchpoint_id
) AS counted ON counted.survey_touchpoint_id = place.id
GROUP BY place.journey_id
