"""Which reader makes a part of an expression out of which match of the grammar."""

from collections.abc import Callable, Mapping

from persian_news_ie.find import date_days, date_periods, date_relative
from persian_news_ie.find.date_grammar import Match
from persian_news_ie.find.date_parts import Context, Part

Reader = Callable[[Context, Match], "Part | None"]


def read(context: Context, match: Match) -> Part | None:
    """The part that a match of the grammar says, or None if it says nothing after all."""
    try:
        return READERS[match.name](context, match)
    except (ValueError, OverflowError):
        return None  # no such day


READERS: Mapping[str, Reader] = {
    "numeric": date_days.numeric,
    "english": date_days.english,
    "days": date_days.days,
    "day": date_days.day,
    "word_day": date_days.day,
    "days_of_month": date_days.days_of_month,
    "part_of_month": date_days.part_of_month,
    "part_of_year": date_periods.part_of_year,
    "months_of": date_days.months_of,
    "month": date_days.whole_month,
    "journey": date_relative.journey,
    "years": date_periods.years,
    "season": date_periods.season,
    "span": date_relative.span,
    "plural": date_periods.plural,
    "year": date_periods.whole_year,
    "edge": date_periods.some_edge,
    "bare_year": date_periods.bare_year,
    "decade": date_periods.decade,
    "century": date_periods.century,
    "week": date_relative.week,
    "deictic": date_relative.deictic,
    "weekday": date_relative.weekday,
    "within": date_relative.within,
    "holiday": date_periods.holiday,
    "clock": date_relative.clock,
    "part": date_relative.part_of_day,
    "vague": date_relative.vague,
}
