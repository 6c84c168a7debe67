-- Which survey is asked at which place of a journey. Parameter: journey.
SELECT
    place.id AS place,
    place.touchpoint_id,
    survey.id AS survey_id,
    survey.metric,
    survey.low,
    survey.high,
    survey.good_end,
    survey.main
FROM survey_touchpoint AS place
JOIN survey ON survey.id = place.survey_id
WHERE place.journey_id = ?
ORDER BY place.id
