from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.model import Author, Group, Person
from livingsurvey.model.key import keys, suggest_key
from livingsurvey.model.paper import KEY_PATTERN


@pytest.mark.parametrize(
    ("title", "author", "year", "key"),
    [
        ("GPTQ: Accurate Post-Training Quantization", "Elias Frantar", 2022, "frantar2022gptq"),
        ("LLM.int8(): 8-bit Matrix Multiplication", "Tim Dettmers", 2022, "dettmers2022llmint8"),
        ("I-LLM: Efficient Integer-Only Inference", "Xing Hu", 2024, "hu2024illm"),
        ("S^3: Increasing GPU Utilization during Generative Inference", "Yunho Jin", 2023, "jin2023s3"),
        ("Better & Faster Large Language Models", "Fabian Gloeckle", 2024, "gloeckle2024better"),
        ("Instruction Tuning:A Winning Combination", "Sheng Shen", 2023, "shen2023instruction"),
    ],
)
def test_key_is_surname_year_and_first_title_word(title: str, author: str, year: int, key: str) -> None:
    assert suggest_key(title, [author], year) == key


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("On the Efficacy of Eviction Policy", "efficacy"),
        ("How to Train Data-Efficient LLMs", "train"),
        ("What Makes Good In-Context Examples for GPT-3?", "makes"),
        ("A “Simple” and Effective Pruning Approach", "simple"),
        ("2x Faster Language Model Pre-training", "faster"),
        ("What Is It?", "what"),
        ("3 + 4 = 7", "n3"),
        ("?!", "untitled"),
    ],
)
def test_small_words_and_leading_digits_are_passed_over(title: str, word: str) -> None:
    assert suggest_key(title, ["Song Han"], 2024) == f"han2024{word}"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("∞-former: Infinite Memory Transformer", "infformer"),
        ("$\\infty$-former: Infinite Memory Transformer", "inftyformer"),
        ("Nyströmformer: A Nyström-based Algorithm", "nystromformer"),
        ("<b>GPTQ</b>: quantization", "gptq"),
        ("数 and <i>letters</i>", "shu"),
    ],
)
def test_titles_in_other_scripts_and_with_markup_become_plain_ascii(title: str, word: str) -> None:
    assert suggest_key(title, ["Song Han"], 2024) == f"han2024{word}"


@pytest.mark.parametrize(
    ("author", "surname"),
    [
        ("Marwa El Halabi", "halabi"),
        ("Robert L. Logan IV", "logan"),
        ("Sammy Davis, Jr.", "davis"),
        ("Sammy Davis Jr.", "davis"),
        ("Frantar, Elias", "frantar"),
        ("Wei Wang 0001", "wang"),
        ("Aishwarya P S", "aishwarya"),
        ("Lucas Page-Caccia", "pagecaccia"),
        ("Gökhan Öztürk", "ozturk"),
        ("Conor O’Brien", "obrien"),
        ("bloc97", "bloc"),
        ("DeepSeek-AI", "deepseekai"),
        ("OpenAI", "openai"),
        ("P. S.", "ps"),
        ("404", "anonymous"),
        ("Gradient Team, Example", "gradient"),
        ("The Widget Collaboration", "widget"),
        ("AI at Example", "example"),
        ("AI Team", "aiteam"),
        (Author.of(Group(group="Barnes and Noble")), "barnes"),
        (Author.of(Person(family="Prado de Luz", given="B.")), "pradodeluz"),
        (Author.of(Person(family="李", given="明")), "li"),
    ],
)
def test_surname_is_the_last_whole_word_of_the_first_author(author: str, surname: str) -> None:
    assert suggest_key("Mixtral of Experts", [author, "Second Author"], 2024) == f"{surname}2024mixtral"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Learning to Reason with LLMs", "learning2024reason"),
        ("Notus", "notus2024notus"),
        ("3D Folding of Maps", "folding2024maps"),
        ("404", "n2024n404"),
    ],
)
def test_a_work_without_authors_is_named_by_the_first_words_of_its_title(title: str, key: str) -> None:
    assert suggest_key(title, [], 2024) == key


def test_a_taken_key_grows_by_the_next_title_words_and_then_by_a_number() -> None:
    taken: list[str] = []
    for _ in range(4):
        taken.append(suggest_key("LoRA and the Rank", ["Edward Hu"], 2021, taken))
    assert taken == ["hu2021lora", "hu2021lorarank", "hu2021lorarankn2", "hu2021lorarankn3"]


@given(st.text(), st.lists(st.text(), max_size=3), st.integers(1900, 2100))
def test_any_title_and_author_give_distinct_valid_keys(title: str, authors: list[str], year: int) -> None:
    first = suggest_key(title, authors, year)
    second = suggest_key(title, authors, year, {first})
    assert re.fullmatch(KEY_PATTERN.strip("^$"), first)
    assert re.fullmatch(KEY_PATTERN.strip("^$"), second)
    assert first != second


def test_a_word_without_end_still_gives_the_name_of_a_file() -> None:
    assert suggest_key("a" * 200_000, ["B" * 200_000], 2021) == f"{'b' * 40}2021{'a' * 40}"


def test_the_number_of_a_key_is_found_without_trying_all_before_it() -> None:
    class Taken:
        """The first hundred thousand numbers, and how often somebody asked."""

        asked = 0

        def __contains__(self, key: object) -> bool:
            self.asked += 1
            number = str(key).removeprefix("hu2021lorarank")
            return not number or int(number.removeprefix("n")) < 100_000

    taken = Taken()
    assert suggest_key("Lorarank", ["Edward Hu"], 2021, taken) == "hu2021lorarankn100000"
    assert taken.asked < 50


def test_a_survey_may_want_more_words_and_titles_may_have_fewer() -> None:
    wanted = [next(keys(title, ["Ada Example"], 2020, 3)) for title in ("Tying a Net by Hand", "Nets")]
    assert wanted == ["example2020tyingnethand", "example2020nets"]
