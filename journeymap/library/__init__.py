"""What companies usually have: touchpoints, ready journeys and questions, as data in four languages. Knows no file of
a user's and writes nothing."""
