"""The small survey with fields of its own: what is declared, and what a record says."""

from __future__ import annotations

from pathlib import Path

FIELDS, GPTQ, H2O = "knowledge/fields.yaml", "papers/2022/frantar2022gptq.yaml", "papers/2023/zhang2023h2o.yaml"

DECLARED = """\
fields:
  - {id: dataset, name: {en: Data set, zh: 数据集}, kind: text, many: true}
  - id: species
    name: {en: Species}
    kind: choice
    values:
      human: {name: {en: human}, means: people took part}
      fruit-fly: {name: {en: fruit fly}, means: "Drosophila: it has wings"}
  - {id: trial-id, name: {en: Trial}, kind: id, pattern: "NCT[0-9]{8}", address: "https://trials.example/{id}/view"}
  - {id: subjects, name: {en: Subjects}, kind: number, unit: people}
  - {id: open, name: {en: Open}, kind: yes-no}
  - {id: begun, name: {en: Begun}, kind: date}
  - {id: protocol, name: {en: Protocol}, kind: address}
"""
SAID = """\
dataset: ["QM9: small molecules", MD17]
species: fruit-fly
trial-id: NCT01234567
subjects: 40
open: true
begun: 2020-02-29
protocol: https://example.org/protocol
"""


def declared_in(root: Path, said: str = "", declared: str = DECLARED, record: str = GPTQ) -> Path:
    """The survey in this folder with own fields, and with these lines in a record."""
    (root / FIELDS).write_text(declared, encoding="utf-8")
    with (root / record).open("a", encoding="utf-8") as file:
        file.write(said)
    return root
