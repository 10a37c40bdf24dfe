"""The codebook: what loads, and how each kind of mistake is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pkcn_data.codebook import load_codebook
from pkcn_data.errors import CodebookError
from pkcn_data.patterns import inflections, plural

SHIPPED = Path(__file__).parents[2] / "data" / "codebook"
Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Copy the shipped codebook and replace a piece of one file."""
    folder = tmp_path / "codebook"
    shutil.copytree(SHIPPED, folder)

    def edit(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def problems(folder: Path) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    return [line.removeprefix("- ") for line in str(caught.value).splitlines()[1:]]


def test_codebook_shipped_has_every_code_of_the_contract() -> None:
    """The ids and their order are those of the reference codebook."""
    codebook = load_codebook()

    assert [code.id for code in codebook.codes("sector")] == (
        "it telecom ecommerce_fintech electronics agriculture textiles industry science_technology education "
        "energy_mining transport construction finance health tourism_culture"
    ).split()
    assert [code.id for code in codebook.codes("theme")] == (
        "partnership b2b governance investment trade exports diversification growth jobs competitiveness "
        "market_recognition skills innovation digital_transformation digital_infrastructure digital_economy "
        "emerging_tech security sustainability social"
    ).split()


def test_codebook_is_read_once_per_folder() -> None:
    """The compiled matchers hang on the identity of the codebook."""
    assert load_codebook() is load_codebook(SHIPPED)


def test_codebook_of_the_data_folder_is_the_one_that_is_used(edited: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analyst who keeps his data elsewhere edits his own."""
    folder = edited("codebook.yml", "version: 1", "version: 7")
    monkeypatch.setenv("PKCN_DATA", str(folder.parent))

    assert load_codebook() is load_codebook(folder)


def test_codebook_keeps_words_that_yaml_takes_for_booleans(edited: Edit) -> None:
    """`no`, `on` and `1.10` stay what an analyst typed."""
    folder = edited("sectors.yml", "terms: [\n", "terms: [\n      no, on, 1.10,\n")

    assert load_codebook(folder).sectors.codes[0].terms[:3] == ("no", "on", "1.10")


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        pytest.param(
            "sectors.yml",
            "group: digital\n",
            "group: digitel\n",
            "sectors.yml, entry it, field group: unknown group 'digitel'; choose one of digital, traditional, knowledge, "
            "infrastructure, services, or add it to codebook.yml",
            id="unknown group",
        ),
        pytest.param(
            "sectors.yml",
            "id: telecom",
            "id: it",
            "sectors.yml, entry it, field id: the id is used 2 times; each entry needs its own",
            id="duplicate id",
        ),
        pytest.param(
            "sectors.yml",
            "telecom, telecoms,",
            "telecom, telecoms, freelanc*,",
            "sectors.yml, entry telecom, field terms: 'freelanc*' is also a term of it; remove one, "
            "or list it under `shared` to code both",
            id="term of two codes",
        ),
        pytest.param(
            "sectors.yml",
            "telecom, telecoms,",
            "telecom, telecoms, cottage-industry,",
            "sectors.yml, entry telecom, field terms: 'cottage-industry' is also under `ignored`; "
            "remove it from one of the two",
            id="term that is ignored",
        ),
        pytest.param(
            "codebook.yml",
            "version: 1",
            "version: next  # 1",
            "codebook.yml, line 3, field version: 'next' is not allowed; write three numbers such as 1.2.0",
            id="version",
        ),
        pytest.param(
            "codebook.yml",
            "licence:",
            "license:",
            "codebook.yml, line 3: unknown field license; allowed are version, title, licence, sector_groups, theme_groups; "
            "correct or remove it",
            id="unknown field",
        ),
        pytest.param(
            "stance.yml",
            "positive_codes: [",
            "positive_codes: [harmony, ",
            "stance.yml, field positive_codes: unknown code 'harmony'; choose from ",
            id="unknown code",
        ),
        pytest.param(
            "modality.yml",
            "aim: [\n",
            "aim: [\n  should,\n",
            "modality.yml, field recommendation: 'should' is also under aim; keep it in one of the two",
            id="cue of two values",
        ),
    ],
)
def test_codebook_mistake_names_file_entry_field_and_what_is_allowed(
    edited: Edit, name: str, old: str, new: str, problem: str
) -> None:
    """One mistake gives one line that can be acted on."""
    found = problems(edited(name, old, new))

    assert len(found) == 1
    assert found[0].startswith(problem)


@pytest.mark.parametrize(
    ("term", "complaint"),
    [
        ("IT*", "'IT*' is too short; at least three letters stand before *"),
        ("... jobs", "begins or ends with a gap"),
        ("jobs!", "'jobs!' is not a word, word+, word=, prefix* or a gap"),
        ("a|tel* line", "'a|tel*' joins whole words and beginnings with *; write two terms"),
    ],
)
def test_codebook_bad_term_is_shown_with_its_line(edited: Edit, term: str, complaint: str) -> None:
    """How a term is written is checked where it stands."""
    (problem,) = problems(edited("sectors.yml", "telecom, telecoms,", f'telecom, "{term}",'))

    assert problem.startswith("sectors.yml, line ")
    assert "entry telecom, field terms.2" in problem
    assert complaint in problem


def test_codebook_unknown_list_is_named_with_the_known_ones(edited: Edit) -> None:
    """A term takes words only from a list of its own file."""
    (problem,) = problems(edited("themes.yml", "      digital economy, digital economies,", "      <cash> economy,"))

    assert "entry digital_economy, field terms: '<cash> economy': there is no list 'cash' under `lists`" in problem
    assert "known: money, china, abroad" in problem


def test_codebook_all_mistakes_come_at_once(edited: Edit) -> None:
    """Two files with a mistake each give two lines, and missing and unknown fields say what to do."""
    edited("themes.yml", "    definition: The digital economy as such.\n", "    colour: blue\n")
    found = problems(edited("codebook.yml", "licence: CC BY 4.0\n", ""))

    assert len(found) == 2
    assert found[0] == "codebook.yml, line 3, field licence: is missing; add it"
    assert "entry digital_economy" in found[1]
    assert "unknown field colour; allowed are id, label, group, definition, example" in found[1]


def test_codebook_syntax_error_has_line_and_column(edited: Edit) -> None:
    """A bracket that never closes is found by its place."""
    (problem,) = problems(edited("modality.yml", "]\n", "\n"))

    assert problem.startswith("modality.yml, line ")
    assert "not valid YAML" in problem


def test_codebook_repeated_field_is_refused(edited: Edit) -> None:
    """YAML would silently keep the last one."""
    (problem,) = problems(edited("codebook.yml", "licence: CC BY 4.0\n", "licence: MIT\nlicence: CC0\n"))

    assert problem == "codebook.yml, line 6: 'licence' stands twice in one entry; keep one"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "counted: companies",
            "groups.yml, line 1, field counted: a list is expected, not 'companies'; write each item",
        ),
        ("? [a, b]\n: c", "groups.yml, line 1: a list or a group of fields stands where a name is expected"),
        ("- a", "groups.yml, line 1: fields are expected here (counted), not ['a']"),
        ("counted: [~]", "groups.yml, line 1, field counted.1: a text is expected, not an empty entry"),
        ("", "groups.yml: the file is empty; add the fields counted"),
    ],
)
def test_codebook_structure_is_explained_in_plain_words(edited: Edit, content: str, problem: str) -> None:
    """An analyst knows neither tuples nor patterns."""
    folder = edited("groups.yml", "counted", "counted")
    (folder / "groups.yml").write_text(content, encoding="utf-8")

    assert problems(folder)[0].startswith(problem)


def test_codebook_country_code_is_checked_where_it_stands(edited: Edit) -> None:
    """The key of an entry is checked like a field."""
    (problem,) = problems(edited("countries.yml", "  PAK:", "  Pakistan:"))

    assert problem.startswith("countries.yml, line ")
    assert problem.endswith(
        "entry Pakistan, field countries.Pakistan: 'Pakistan' is not allowed; "
        "write the three capitals of ISO 3166, such as PAK"
    )


def test_codebook_file_that_is_a_folder_is_named(edited: Edit) -> None:
    """What cannot be opened is a mistake like any other."""
    folder = edited("groups.yml", "counted", "counted")
    (folder / "groups.yml").unlink()
    (folder / "groups.yml").mkdir()

    assert problems(folder) == [
        "groups.yml: cannot be read (Is a directory); check that it is a file and its permissions"
    ]


def test_codebook_missing_and_unknown_files_are_named(tmp_path: Path, edited: Edit) -> None:
    """A misspelt file name shows as both."""
    folder = edited("stance.yml", "positive", "positive")
    (folder / "stance.yml").rename(folder / "stances.yml")

    found = problems(folder)

    assert [problem.split(";")[0] for problem in found] == [
        "stances.yml: unknown file",
        "stance.yml: the file is missing",
    ]
    with pytest.raises(CodebookError, match="no such folder"):
        load_codebook(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("create", "create creates created creating"),
        ("carry", "carry carries carried carrying"),
        ("plan", "plan plans planed planing planned planning"),
        ("build", "build builds builded building built"),
    ],
)
def test_patterns_inflections_of_a_word(word: str, forms: str) -> None:
    """Regular forms, with the doubled letter, and the irregular ones that are known."""
    assert set(inflections(word)) == set(forms.split())


@pytest.mark.parametrize(
    ("word", "expected"), [("city", "cities"), ("fish", "fishes"), ("day", "days"), ("bus", "buses")]
)
def test_patterns_plural_of_a_noun(word: str, expected: str) -> None:
    """Regular plurals only; others are listed in the codebook."""
    assert plural(word) == expected
