"""How long coding takes, against spaCy's blank English tokenizer with sentence boundaries on the same texts.

Run from the top of the repository: ``python -m tests.benchmarks.coding``. Ends with 1 when a limit is broken.

Everything is warm: imported, rules built, other texts coded; one core, no garbage collection in between. Both sides
remember what they found out about a string between two spaces, so there are two questions, with the same limit for both:

- Texts not seen before, as when a newspaper is coded: each text once, in several fresh processes that have seen other
  words only. Both sides meet words for the first time, which costs spaCy more than anything else does.
- The same texts over and over, as when a codebook is edited: the two sides in turn, many rounds. spaCy has every string
  of the text in its cache and hardly does more than look them up.

A text's figure is the median over the rounds or processes; the limit is on the sums over all texts.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import multiprocessing
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

# One core, for numpy's libraries too: set before they are loaded.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import spacy

from pkcn_data.articles import parse_article, read_article
from pkcn_data.codebook import load_codebook
from pkcn_data.coding import code_article
from pkcn_data.model import Article

ROOT = Path(__file__).resolve().parents[2]
MOST_TIMES_THE_FLOOR = 3.0
MOST_GROWTH_PER_WORD = 1.5
SIZES = (1_000, 10_000, 50_000, 100_000)
SHORT_WORDS, LONG_WORDS = 300, 900


WARM_UP = (
    "KARACHI: “Exports of software to China grew by 12 per cent,” Trade Minister Nadia Rehman said on Monday.",
    "The two countries plan a data centre, according to the State Bank of Pakistan. India’s lag behind, he added.",
)


class Timing(NamedTuple):
    """Medians of one text, in milliseconds."""

    name: str
    words: int
    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        """Return how many times the floor ours takes."""
        return self.ours / self.floor


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="runs of each text (default: 30)")
    parser.add_argument("--processes", type=int, default=5, help="fresh processes for unseen texts (default: 5)")
    parser.add_argument("--without-long", action="store_true", help="leave the texts of up to 100,000 words out")
    arguments = parser.parse_args()
    keep_to_one_core()
    run_floor, run_ours = floor(), ours()
    articles = seed_length_articles()
    broken = report("texts not seen before", measure_unseen(articles, arguments.processes))
    timings = [measure(article, run_floor, run_ours, arguments.rounds) for article in articles]
    broken |= report("the same texts over and over", timings)
    if not arguments.without_long:
        growth = measure_growth(run_floor, run_ours)
        print(f"\ntime a word grows {growth:.2f} times, at most {MOST_GROWTH_PER_WORD} allowed")
        broken |= growth > MOST_GROWTH_PER_WORD
    return int(broken)


def keep_to_one_core() -> None:
    """Stay on one core where the system can say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def floor() -> Callable[[Article], object]:
    """Return what coding is measured against."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**8
    return lambda article: nlp(article.text)


def ours() -> Callable[[Article], object]:
    """Return the whole coding of an article that has been read."""
    codebook = load_codebook()
    return lambda article: code_article(article, codebook)


def seed_length_articles() -> list[Article]:
    """Return the articles at hand that are about as long as the first one."""
    paths = [
        *sorted((ROOT / "data" / "articles").glob("*.txt")),
        *sorted((ROOT / "tests" / "gold").rglob("article.txt")),
    ]
    found: dict[str, Article] = {}
    for path in paths:
        article = read_article(path)
        if SHORT_WORDS <= len(article.text.split()) <= LONG_WORDS:
            name = path.parent.name if path.name == "article.txt" else path.stem
            found.setdefault(article.text, parse_article(article.text, article_id=name))
    return list(found.values())


def measure(
    article: Article, run_floor: Callable[[Article], object], run_ours: Callable[[Article], object], rounds: int
) -> Timing:
    """Run both in turn, so that whatever else the machine does meets both; the first runs only warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    with no_collection():
        for number in range(rounds + 3):
            for run, taken in zip((run_floor, run_ours), times, strict=True):
                elapsed = once(run, article)
                if number >= 3:
                    taken.append(elapsed)
    return Timing(article.article_id, len(article.text.split()), *map(statistics.median, times))


def measure_unseen(articles: list[Article], processes: int) -> list[Timing]:
    """Time each text once in each of several fresh processes; return the medians."""
    context = multiprocessing.get_context("spawn")
    runs = []
    for number in range(processes):
        with context.Pool(1) as pool:
            runs.append(pool.apply(first_sight, (articles, number)))
    return [
        Timing(
            same[0].name,
            same[0].words,
            *(statistics.median(column) for column in zip(*(t[2:] for t in same), strict=True)),
        )
        for same in zip(*runs, strict=True)
    ]


def first_sight(articles: list[Article], number: int) -> list[Timing]:
    """Time each text once, after others have warmed both sides up; which side goes first changes from text to text."""
    keep_to_one_core()
    sides = (floor(), ours())
    for run, article in itertools.product(sides, map(parse_article, WARM_UP * 5)):
        run(article)
    timings = []
    with no_collection():
        for position, article in enumerate(articles):
            order = (0, 1) if (position + number) % 2 else (1, 0)
            taken = {side: once(sides[side], article) for side in order}
            timings.append(Timing(article.article_id, len(article.text.split()), taken[0], taken[1]))
    return timings


def once(run: Callable[[Article], object], article: Article) -> float:
    """Return the milliseconds of one run."""
    begin = time.perf_counter()
    run(article)
    return (time.perf_counter() - begin) * 1000


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect garbage before, not in between: a collection would also empty the processor's caches for what follows."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def measure_growth(run_floor: Callable[[Article], object], run_ours: Callable[[Article], object]) -> float:
    """Print the time a word for texts of growing length; return the longest's against the shortest's."""
    print(f"\n{'words':>8}{'floor ms':>11}{'ours ms':>11}{'ratio':>8}{'us a word':>12}")
    per_word = []
    for size in SIZES:
        article = parse_article(" ".join(itertools.islice(endless_words(), size)), article_id="long")
        timing = measure(article, run_floor, run_ours, rounds=max(2, 10_000 // size))
        per_word.append(1000 * timing.ours / timing.words)
        print(f"{timing.words:>8,}{timing.floor:>11.1f}{timing.ours:>11.1f}{timing.ratio:>8.2f}{per_word[-1]:>12.1f}")
    return per_word[-1] / min(per_word[:2])


def endless_words() -> Iterator[str]:
    """Yield the words of all articles over and over, in each round about people of other names."""
    codebook = load_codebook()
    articles = seed_length_articles()
    coded = [code_article(article, codebook) for article in articles]
    names = {actor.name.split()[-1] for one in coded for actor in one.actors if actor.kind == "person"}
    family = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    for number in itertools.count():
        # Letters only: a name with a digit is none.
        suffix = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        for article in articles:
            yield from family.sub(rf"\g<0>{suffix}", article.text).split(" ")


def report(title: str, timings: list[Timing]) -> bool:
    """Print a line a text and one for all; return whether the limit is broken."""
    print(f"\n{title}\n{'text':<44}{'words':>7}{'floor ms':>10}{'ours ms':>9}{'ratio':>7}")
    for timing in timings:
        print(f"{timing.name:<44.43}{timing.words:>7}{timing.floor:>10.2f}{timing.ours:>9.2f}{timing.ratio:>7.2f}")
    total = Timing("all", *(sum(column) for column in zip(*(timing[1:] for timing in timings), strict=True)))
    median = statistics.median(timing.ratio for timing in timings)
    print(f"{'all':<44}{total.words:>7}{total.floor:>10.2f}{total.ours:>9.2f}{total.ratio:>7.2f}   median {median:.2f}")
    print(f"at most {MOST_TIMES_THE_FLOOR} allowed for all")
    return total.ratio > MOST_TIMES_THE_FLOOR


if __name__ == "__main__":
    sys.exit(main())
