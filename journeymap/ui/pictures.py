"""Addresses of the pictures on a map, so that browsers keep them and a change of the map does not send them again."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.assets import picture_url
from journeymap.model.brand import Brand
from journeymap.model.journey import JourneyMap
from journeymap.services.brand import brand
from journeymap.services.file import database


def shown_brand() -> Brand:
    """Whose maps these are."""
    return brand(database())


def picture_sources(journey_map: JourneyMap, whose: Brand) -> Mapping[str, str]:
    """Addresses by picture id: those on the cards, and the logo."""
    named = {card.picture_id for card in journey_map.cards} | {whose.logo_id}
    return {picture_id: picture_url(picture_id) for picture_id in sorted(filter(None, named))}
