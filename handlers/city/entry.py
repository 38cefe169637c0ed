"""What all entries of a pack's files share.

An entry's class names its fields as they are written in the file. The loader validates every file against these very
classes, so a field added to a class is a field of the file. Longitude comes before latitude wherever a point is written,
as in GeoJSON.
"""

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Stem = Annotated[str, StringConstraints(min_length=3, pattern=r"^[^A-ZÄÖÜ]+$")]
Postcode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Point = tuple[Longitude, Latitude]


class Entry:
    """Refuse unknown fields, so that a misspelt one is found when the pack is loaded."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
