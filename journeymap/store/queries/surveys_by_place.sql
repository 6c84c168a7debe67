-- Which survey is asked at which place of a journey. Parameter: journey.
SELECT
    CAST(place.id AS VARCHAR) AS place,
    CAST(place.touchpoint_id AS VARCHAR) AS touchpoint_id,
    CAST(survey.id AS VARCHAR) AS survey_id,
    survey.metric,
    survey.low,
    survey.high,
    survey.good_end,
    survey.main
FROM survey_touchpoint AS place
JOIN survey ON survey.id = place.survey_id
WHERE place.journey_id = ?
ORDER BY place.id
