# SPDX-License-Identifier: Apache-2.0
"""Tables of lines in Markdown, as converters write them."""

import pytest

import actionplan as ap

GRID = """# Plan d'action 2025-2027

+-----+-------------------------+---------------------+-----------+
| N°  | Action                  | Responsable         | Échéance  |
+=====+=========================+=====================+===========+
| 1   | Ouvrir un **portail**   | Ministère de        | juin 2025 |
|     | de données              | l'Intérieur         |           |
+-----+-------------------------+---------------------+-----------+
| 2   | Évaluer                 | Cour des comptes    | fin 2027  |
+-----+-------------------------+---------------------+-----------+

Fin.
"""


def read(text):
    return ap.read(text.encode(), format="markdown")


def rows(text):
    document = ap.read_document(text.encode(), name="a.md")
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if block.kind == "table"
    ]


def test_a_table_of_lines_is_read():
    plan = read(GRID)
    names = {agency.id: agency.name for agency in plan.agencies}
    found = [
        (m.number, m.title, str(m.deadline.due), [names[a.agency] for a in m.assignments])
        for m in plan.measures
    ]
    assert found == [
        ("1", "Ouvrir un portail de données", "2025-06-30", ["Ministère de l'Intérieur"]),
        ("2", "Évaluer", "2027-12-31", ["Cour des comptes"]),
    ]


def test_a_cell_over_all_columns_is_a_heading():
    row = "| Axe 1 : Ouverture                                               |\n"
    border = "+-----+-------------------------+---------------------+-----------+\n"
    plan = read(GRID.replace("| 1 ", row + border + "| 1 ", 1))
    assert [section.title for section in plan.sections] == ["Axe 1 : Ouverture"]
    assert [m.number for m in plan.measures if m.section] == ["1", "2"]


def test_items_and_paragraphs_of_a_cell_are_lines():
    text = (
        "+----+-----------+\n| No | Action    |\n+====+===========+\n| 1  | -  Build  |\n"
        "|    | -  Mend   |\n+----+-----------+\n| 2  | Sew       |\n|    |           |\n"
        "|    | and dye   |\n+----+-----------+\n"
    )
    assert rows(text) == [[["No", "Action"], ["1", "Build\nMend"], ["2", "Sew\nand dye"]]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "+---+---+---+\n| a | b | c |\n+---+---+---+\n| merge | d |\n+---+---+---+\n",
            id="merged column",
        ),
        pytest.param(
            "+---+---+\n| a | b |\n+---+---+\n| wide  |\n| c | d |\n+---+---+\n", id="row of both"
        ),
        pytest.param("+---+---+\n| wide  |\n+---+---+\n| c | d |\n+---+---+\n", id="wide header"),
        pytest.param("+---+---+\n| a | b |\n|   +---+\n| x | y |\n+---+---+\n", id="merged row"),
        pytest.param("+---+---+\n| a|b | c |\n+---+---+\n| d | e |\n+---+---+\n", id="bar within"),
        pytest.param("+---+---+\n| a | b |\n", id="no end"),
        pytest.param("+---+---+\n", id="a line alone"),
        pytest.param("+---+---+\n| a | b |\n+--+----+\n| c | d |\n+---+---+\n", id="other columns"),
    ],
)
def test_what_is_no_plain_table_of_lines_stays_text(text):
    assert rows(text) == []
    document = ap.read_document(("# T\n\n" + text + "\nend\n").encode(), name="a.md")
    assert document.blocks[-1].text.endswith("end")


def test_two_tables_follow_on_each_other():
    one = "+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n"
    assert rows(one + "\n" + one) == [[["a", "b"], ["c", "d"]]] * 2
    assert rows("text\n\n" + one + "more\n")[0] == [["a", "b"], ["c", "d"]]


def test_what_is_wide_or_endless_is_bounded():
    wide = "+-" * 200_000 + "+\n" + ("|" * 200_001 + "\n" + "+-" * 200_000 + "+\n") * 3
    broken = "+--+--+\n|a |b |\n+--+-+\n\n" * 20_000
    for text in (wide, "+" * 2_000_000, "+-" * 1_000_000 + "+", broken):
        with pytest.raises(ap.ParseError) as refused:
            read("# Plan\n\n" + text)
        assert refused.value.code == "no_plan"
