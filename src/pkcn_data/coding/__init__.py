"""From an article to records: the one function that runs every coding step in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pkcn_data.codebook import Codebook
from pkcn_data.coding.cast import Cast, find_cast
from pkcn_data.coding.comparisons import ComparisonDraft, find_comparisons
from pkcn_data.coding.quantities import QuantitySpan, find_quantities
from pkcn_data.coding.reading import Reading, read
from pkcn_data.coding.speakers import Attribution, find_speakers
from pkcn_data.coding.statements import StatementDraft, find_statements
from pkcn_data.coding.terms import TermMention, blocked_tokens, find_terms
from pkcn_data.model import Article, CodedArticle, Comparison, Mention, MentionKind, Quantity, Sentence, Statement


def code_article(article: Article, codebook: Codebook) -> CodedArticle:
    """Code one article by the codebook.

    Records come in text order; ids are built from the article's id and the position in the text,
    so the same text and codebook always give the same records.
    """
    reading = read(article.text)
    cast = find_cast(reading, codebook, article)
    blocked = blocked_tokens(reading, cast)
    terms = find_terms(reading, codebook, cast, blocked=blocked)
    speakers = find_speakers(reading, codebook, cast)
    quantities = find_quantities(reading, cast)
    statements = find_statements(reading, codebook, cast, terms, speakers, blocked=blocked)
    comparisons = find_comparisons(reading, codebook, cast, terms, speakers, quantities)
    ids = [f"{article.article_id}:{position:03d}" for position in range(1, len(reading.sentences) + 1)]
    return CodedArticle(
        article=article,
        sentences=_sentences(reading, ids, article.article_id, speakers),
        actors=tuple(cast.actors.values()),
        mentions=_mentions(reading, ids, article.article_id, cast, terms),
        statements=_statements(ids, article.article_id, speakers, statements),
        comparisons=_comparisons(ids, article.article_id, speakers, comparisons),
        quantities=_quantities(reading, ids, article.article_id, quantities),
    )


def _sentences(reading: Reading, ids: list[str], article_id: str, speakers: list[Attribution]) -> tuple[Sentence, ...]:
    text = reading.text
    sentences = []
    for index, span in enumerate(reading.sentences):
        start, end, (speaker_id, attribution) = span.start, span.end, speakers[index]
        content = text[start:end]
        sentences.append(
            Sentence(ids[index], article_id, index + 1, span.paragraph, start, end, content, speaker_id, attribution)
        )
    return tuple(sentences)


def _mentions(
    reading: Reading, ids: list[str], article_id: str, cast: Cast, terms: list[TermMention]
) -> tuple[Mention, ...]:
    found: list[tuple[int, int, MentionKind, str, int]] = [
        *[(one.start, one.end, "actor", one.actor_id, one.sentence) for one in cast.mentions],
        *[(one.start, one.end, one.kind, one.code_id, one.sentence) for one in terms],
    ]
    found.sort()
    text = reading.text
    mentions = []
    count, before = 0, -1
    for start, end, kind, code_id, sentence in found:
        count = count + 1 if sentence == before else 1
        before = sentence
        sentence_id = ids[sentence]
        number = count if count > 9 else f"0{count}"  # a format for two digits takes three times as long
        mention_id = f"{sentence_id}:m{number}"
        mentions.append(Mention(mention_id, sentence_id, article_id, kind, code_id, start, end, text[start:end]))
    return tuple(mentions)


def _statements(
    ids: list[str], article_id: str, speakers: list[Attribution], drafts: Iterable[StatementDraft]
) -> tuple[Statement, ...]:
    statements = []
    for draft in drafts:
        kind, code_id = draft.kind, draft.code_id
        sentence_id, speaker_id = ids[draft.sentence], speakers[draft.sentence].speaker_id
        statement_id = f"{sentence_id}:{kind}:{code_id}"
        told = (draft.stance, draft.modality, draft.countries)
        statements.append(Statement(statement_id, sentence_id, article_id, speaker_id, kind, code_id, *told))
    return tuple(statements)


def _comparisons(
    ids: list[str], article_id: str, speakers: list[Attribution], drafts: Iterable[ComparisonDraft]
) -> tuple[Comparison, ...]:
    counts: defaultdict[int, int] = defaultdict(int)
    rows = []
    for draft in drafts:
        counts[draft.sentence] += 1
        rows.append(
            Comparison(
                comparison_id=f"{ids[draft.sentence]}:c{counts[draft.sentence]:02d}",
                sentence_id=ids[draft.sentence],
                article_id=article_id,
                speaker_id=speakers[draft.sentence].speaker_id,
                subject=draft.subject,
                reference=draft.reference,
                theme_id=draft.theme_id,
                direction=draft.direction,
            )
        )
    return tuple(rows)


def _quantities(
    reading: Reading, ids: list[str], article_id: str, spans: Iterable[QuantitySpan]
) -> tuple[Quantity, ...]:
    counts: defaultdict[int, int] = defaultdict(int)
    rows = []
    for span in spans:
        counts[span.sentence] += 1
        rows.append(
            Quantity(
                quantity_id=f"{ids[span.sentence]}:q{counts[span.sentence]:02d}",
                sentence_id=ids[span.sentence],
                article_id=article_id,
                value=span.value,
                unit_text=span.unit_text,
                approximate=span.approximate,
                start=span.start,
                end=span.end,
                surface=reading.text[span.start : span.end],
            )
        )
    return tuple(rows)
