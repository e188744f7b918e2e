"""For each code a survey that is wrong in this one way: what the documentation shows, and what fixing is tried on.

All are made from one right survey of two records by writing something else in a line of a record or of a shared file.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

GPTQ = "papers/2022/frantar2022gptq.yaml"
RECORD = {
    "name": "GPTQ",
    "title": '"GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers"',
    "authors": "[Elias Frantar, Saleh Ashkboos, Torsten Hoefler, Dan Alistarh]",
    "year": "2023",
    "venue": "ICLR",
    "ids": '{arxiv: "2210.17323", openreview: tcbBPnfwxS}',
    "links": '{code: "https://github.com/IST-DASLab/gptq"}',
    "topics": "[quantization]",
    "added": "2023-05-10",
}
LIMA = "papers/2023/zhou2023lima.yaml"
OTHER = {
    "name": "LIMA",
    "title": '"LIMA: Less Is More for Alignment"',
    "authors": "[Chunting Zhou, Pengfei Liu, Omer Levy]",
    "year": "2023",
    "venue": "NeurIPS",
    "ids": '{arxiv: "2305.11206"}',
    "topics": "[data-selection]",
    "added": "2023-06-01",
}
SHARED = {
    "history/addresses.txt": "map/\npapers/frantar2022gptq/\ntopics/quantization/\n",
    "history/changes.jsonl": """\
{"day":"2023-07-01","kind":"refiled","subject":"zhou2023lima","title":"LIMA","before":["models"],"after":["data-selection"]}
""",
    "history/rejected.jsonl": """\
{"id":"0123456789","key":"zhou2023lima","kind":"venue","said":{"venue":"ACL"},"reason":"another one","day":"2026-01-05"}
""",
    "survey.yaml": "title: A survey\ndescription: Two papers.\n",
    "taxonomy.yaml": """\
topics:
  - id: models
    title: {en: Models}
    definition: Work on the model itself.
    topics:
      - id: quantization
        title: {en: Quantization}
        definition: Weights or activations in fewer bits.
  - id: data-selection
    title: {en: Data Selection}
    definition: Fewer and better examples.
moved:
  data-pruning: data-selection
""",
    "knowledge/venues.yaml": """\
venues:
  - name: ACL
    kind: conference
  - name: Findings of ACL
    kind: conference
    part_of: ACL
  - name: arXiv
    kind: preprint
  - name: ICLR
    kind: conference
  - name: NeurIPS
    kind: conference
    aliases: [NIPS]
""",
    "knowledge/surveys.yaml": """\
surveys:
  - id: smith-compression
    name: Smith
    title: Compression of Models, a Survey
    year: 2024
    venue: arXiv
    arxiv: "2401.00001"
    about: Smaller models.
    tree: whole
    nodes:
      - id: models
        title: Models
        matches: [{topic: models, relation: narrower}]
        nodes:
          - id: fewer-bits
            title: Fewer Bits
            matches:
              - topic: quantization
                relation: exact
              - topic: data-selection
                relation: related
      - id: less-data
        title: Less Data
        matches: [{topic: data-selection, relation: broader}]
candidates:
  - title: Counting Sheep with Fewer Sheep
    arxiv: "2401.00002"
    topics: [quantization]
    listed_by: [smith-compression]
    source: https://example.org/sheep
  - title: Counting Goats
    listed_by: [smith-compression]
    source: https://example.org/goats
""",
    "knowledge/choose.yaml": """\
about: What fits.
questions:
  - id: use
    name: Use
    question: What for?
    frameworks: measured
  - id: change
    name: Change
    question: What may change?
    options:
      - {id: bits, label: Bits, fits: [{topic: quantization}, {setting: {bits: "4"}}]}
      - {id: nothing, label: Nothing, fits: [{setting: {bits: "16"}}]}
""",
    "knowledge/traits.yaml": """\
traits:
  - id: needs
    name: {en: Needs}
    kind: several
    topics: [quantization]
    values:
      nothing: {name: {en: nothing}, means: works as it is}
      calibration: {name: {en: calibration data}, means: a few examples}
  - {id: bits, name: {en: Bits}, kind: number, unit: bit, topics: [quantization]}
""",
    "knowledge/fields.yaml": """\
fields:
  - {id: data-set, name: {en: Data set}, kind: text, topics: [quantization], many: true}
""",
    "knowledge/lists.yaml": """\
lists:
  - id: awesome-quantization
    name: someone/Awesome-Quantization
    url: https://github.com/someone/Awesome-Quantization
    files: [README.md]
    commit: "0123456789abcdef0123456789abcdef01234567"
    date: 2023-06-30
    read: 2023-07-01
    papers: [frantar2022gptq]
  - id: awesome-alignment
    name: someone/Awesome-Alignment
    url: https://github.com/someone/Awesome-Alignment
    files: [README.md]
    commit: "0123456789abcdef0123456789abcdef01234567"
    date: 2023-06-30
    read: 2023-07-01
    sections:
      - heading: Data
        papers: [zhou2023lima]
      - heading: Data > Selection
        papers: [zhou2023lima]
""",
    "knowledge/refresh.yaml": """\
queries:
  - topic: quantization
    words: [post-training quantization, low-bit weights]
  - topic: data-selection
    words: [data selection]
""",
    "knowledge/frameworks.yaml": """\
groups:
  - id: use
    name: Made for
    capabilities: [{id: training, name: Training}, {id: inference, name: Inference}]
frameworks:
  - id: vllm
    name: vLLM
    statements: [{source: "https://example.org/vllm", date: 2024-01-31, has: [inference], lacks: [training]}]
""",
    "knowledge/metrics.yaml": """\
metrics:
  - id: accuracy
    name: Accuracy
    unit: "%"
    better: higher
    minimum: 0
    maximum: 100
    definition: Right answers.
    leaderboard: {task: Quality, depends: [bits]}
settings:
  - {id: bits, name: Bits, definition: Bits of a weight.}
  - {id: tuned, name: Tuned, choices: ["yes", "no"], definition: Trained again or not.}
  - id: form
    name: Form
    values:
      nf4: {name: NormalFloat, implies: {bits: "4"}}
    definition: The form that weights are stored in.
""",
    "knowledge/results/gptq.yaml": """\
title: Two numbers
source: {title: A table, part: Table 1, url: "https://example.org/table", date: 2024-01-31}
measured: {by: the authors of GPTQ, stake: authors, methods: [GPTQ]}
setting: {tuned: "no"}
compares: [bits]
rows:
  - {label: GPTQ 4bit, method: GPTQ, paper: frantar2022gptq, setting: {bits: "4"}, values: {accuracy: "61.0"}}
  - {label: GPTQ 2bit, method: GPTQ, framework: vllm, setting: {bits: "2"}, values: {accuracy: "-"}}
""",
}


@dataclass(frozen=True)
class Example:
    """What is written instead: values of the first record and of the second, (old, new) pieces of the shared files.

    ``text`` replaces pieces of the first record's text after all else, and ``file`` is the name it then gets. With
    ``released``, git knows the right survey as a release. With ``link_to``, a link to there stands among the records,
    and the file ``at_top`` stands at the top of the survey.
    """

    record: Mapping[str, str | None] = field(default_factory=dict)
    other: Mapping[str, str | None] = field(default_factory=dict)
    shared: tuple[str, str, str] | None = None
    text: tuple[str, str] | None = None
    file: str = GPTQ
    released: bool = False
    link_to: str | None = None
    at_top: str | None = None


READ = "[{source: https://arxiv.org/abs/2210.17323, date: 2026-01-01}]"
EXAMPLES: dict[str, Example] = {
    "LS101": Example({"title": "GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers"}),
    "LS102": Example({"ids": "{arxiv: 2210.17320, openreview: tcbBPnfwxS}"}),
    "LS103": Example(text=("year: 2023", "year: 2023\nyear: 2022")),
    "LS104": Example(text=("authors:", "autors:")),
    "LS105": Example({"year": '"2023"'}),
    "LS106": Example({"venue": None}),
    "LS107": Example({"venue": ""}),
    "LS108": Example({"ids": '{arxiv: "2210.17323v2", openreview: tcbBPnfwxS}'}),
    "LS109": Example({"venue": "&venue ICLR"}),
    "LS110": Example(text=("name:", "\ufeffname:")),
    "LS111": Example(file="papers/2022/Frantar2022GPTQ.yaml"),
    "LS112": Example(file="papers/2022/frantar2022gptq.yml"),
    "LS113": Example(text=("added:", f"# {'x' * 200_000}\nadded:")),
    "LS114": Example(shared=("knowledge/venues.yaml", "", "")),
    "LS115": Example({"title": '"GPTQ: Accu\u00adrate Post-Training Quantization"'}),
    "LS116": Example(link_to="../2022/zhou2022less.yaml"),
    "LS117": Example({"title": r'"GPTQ: the role of $\theta$ in quantization"'}),
    "LS118": Example({"title": "GPTQ #1 for Generative Pre-trained Transformers"}),
    "LS119": Example(at_top="knowledge/venues.yaml"),
    "LS201": Example({"ids": '{arxiv: "2305.11206"}', "added": "2024-01-01"}),
    "LS202": Example({"topics": "[quantisation]"}),
    "LS203": Example({"venue": "ICRL"}),
    "LS204": Example({"venue": "NIPS"}),
    "LS205": Example(shared=("taxonomy.yaml", "- id: models", "- id: quantization")),
    "LS206": Example(shared=("knowledge/venues.yaml", "[NIPS]", "[NIPS, ICLR]")),
    "LS207": Example({"topics": "[models]"}, {"topics": "[data-selection, quantization]"}),
    "LS208": Example({"topics": "[models, quantization]"}),
    "LS209": Example({"cites": '{papers: [zhou2023limo], date: 2023-06-01, source: "https://openalex.org/W1"}'}),
    "LS211": Example({"ids": '{arxiv: "2213.17323"}'}),
    "LS212": Example({"year": "2021"}),
    "LS213": Example({"venue": "arXiv"}),
    "LS214": Example({"added": "2099-05-10"}),
    "LS215": Example({"added": "2021-05-10"}),
    "LS216": Example({"ids": '{arxiv: "2210.17323", doi: "10.48550/arXiv.2210.17323"}'}),
    "LS217": Example({"ids": '{arxiv: "2210.17323", doi: "10.1109/TPAMI.2023.1234567"}'}),
    "LS218": Example(
        {"venue": "ACL", "ids": '{doi: "10.18653/v1/2023.acl-long.15", acl: "2023.acl-long.51", arxiv: "2210.17323"}'}
    ),
    "LS219": Example({"venue": "ACL", "ids": '{doi: "10.18653/v1/2023.acl-long.15", arxiv: "2210.17323"}'}),
    "LS221": Example(
        {"title": '"LIMA: Less is more for alignment"', "authors": "[Elias Frantar]", "added": "2024-01-01"}
    ),
    "LS222": Example(
        {"name": None, "title": '"Less Is More in Alignment"', "authors": "[Chunting Zhou]", "added": "2024-01-01"}
    ),
    "LS223": Example({"name": "LIMA", "added": "2024-01-01"}),
    "LS224": Example({"authors": "[Saleh Ashkboos, Elias Frantar]"}),
    "LS225": Example(
        {"also_titled": '["GPTQ: accurate post-training quantization for generative pre-trained transformers"]'}
    ),
    "LS231": Example(
        {"venue": "arXiv", "year": "2022", "ids": '{arxiv: "2210.17323", doi: "10.1145/3600006.3613165"}'}
    ),
    "LS232": Example({"venue": "ACL", "ids": '{acl: "2022.acl-long.51", arxiv: "2210.17323"}'}),
    "LS233": Example({"venue": "ACL", "ids": '{acl: "2023.findings-acl.51", arxiv: "2210.17323"}'}),
    "LS234": Example({"ids": '{acl: "2023.acl-long.51", arxiv: "2210.17323"}'}),
    "LS235": Example({"venue": "arXiv", "ids": "{openreview: tcbBPnfwxS}"}),
    "LS236": Example(
        {"sources": '{authors: "IST-DASLab/gptq:README.md#L41", venue: "papercopilot/paperlists:iclr/iclr2023.json"}'}
    ),
    "LS241": Example(
        shared=("taxonomy.yaml", "moved:", "  - {id: prompts, title: {en: Prompts}, definition: X}\nmoved:")
    ),
    "LS242": Example(shared=("taxonomy.yaml", "data-pruning: data-selection", "models: data-selection")),
    "LS243": Example(shared=("taxonomy.yaml", "data-pruning: data-selection", "data-pruning: data-choice")),
    "LS244": Example(
        shared=("taxonomy.yaml", "data-pruning: data-selection", "pruning: data-selection"), released=True
    ),
    "LS245": Example(shared=("taxonomy.yaml", "{en: Data Selection}", "{en: Models}")),
    "LS246": Example(
        shared=("taxonomy.yaml", "{en: Quantization}", "{en: Quantization}\n        aliases: {en: [data selection]}")
    ),
    "LS247": Example(
        shared=("taxonomy.yaml", "{en: Quantization}", "{en: Quantization}\n        aliases: {en: [GPTQ]}")
    ),
    "LS248": Example(shared=("survey.yaml", "papers.", "papers.\nlanguages: [en, zh]")),
    "LS249": Example(shared=("taxonomy.yaml", "{en: Data Selection}", "{en: Data Selection, zh: 数据 选择}")),
    "LS250": Example(other={"authors": "[Chunting Zhou, Dan ALISTARH]"}),
    "LS251": Example({"authors": "[Elias Frantar, Dan Alistarh, Dan Alistárh]"}),
    "LS252": Example({"authors": "[Elias Frantar, et al.]"}),
    "LS253": Example({"authors": "[Elias Frantar and Dan Alistarh]"}),
    "LS254": Example({"authors": '["Frantar, Elias", Dan Alistarh]'}),
    "LS255": Example({"authors": "[Elias FRANTAR, Dan Alistarh]"}),
    "LS256": Example({"authors": "[Elias Frantar, Dan Alistarh 0001]"}),
    "LS257": Example({"authors": "[Elias Frantar, D. Alistarh]"}),
    "LS258": Example({"authors": "[Elias Frantar, Torsten Hoefler-alistarh]"}),
    "LS259": Example({"authors": "[Elias Frantar, Alistarh]"}),
    "LS261": Example({"title": '"GPTQ : Accurate Quantization"'}),
    "LS262": Example({"title": '"GPTQ: GPTQ: Accurate Quantization"'}),
    "LS263": Example({"title": '"gptq: accurate quantization for transformers"'}),
    "LS264": Example({"title": '"GPTQ: Accurate Quantization."'}),
    "LS265": Example({"title": '"GPTQ:  Accurate Quantization"'}),
    "LS266": Example({"title": '"GPTQ: {Accurate} Quantization"'}),
    "LS267": Example({"title": '"GPTQ: Quantization &amp; Pruning"'}),
    "LS268": Example({"title": '"GPTQ： Accurate Quantization"'}),
    "LS269": Example({"title": '"NystrÃ¶mformer Quantized"'}),
    "LS271": Example(shared=("knowledge/venues.yaml", "part_of: ACL", "part_of: ACM")),
    "LS272": Example(shared=("knowledge/venues.yaml", "[NIPS]", "[NIPS, NeurIPS]")),
    "LS273": Example(shared=("knowledge/venues.yaml", "part_of: ACL", "part_of: Findings of ACL")),
    "LS274": Example(shared=("knowledge/venues.yaml", "kind: preprint", "kind: preprint\n    part_of: ACL")),
    "LS281": Example(shared=("survey.yaml", "papers.", "papers.\nwithdrawn: {zhou2023lima: off topic}")),
    "LS282": Example(shared=("survey.yaml", "papers.", "papers.\nretired: {frantar2022optq: frantar2022gtpq}")),
    "LS283": Example(shared=("survey.yaml", "papers.", "papers.\nsite: https://example.org/survey/")),
    "LS291": Example({"waive": '{LS223: "the other one is a language and no method"}'}),
    "LS292": Example({"waive": '{LS229: "two groups chose the same name"}'}),
    "LS293": Example({"waive": '{LS224: "false alarm"}'}),
    "LS301": Example(shared=("knowledge/results/gptq.yaml", ', url: "https://example.org/table"', "")),
    "LS302": Example(shared=("knowledge/results/gptq.yaml", "accuracy", "acuracy")),
    "LS303": Example(shared=("knowledge/results/gptq.yaml", "61.0", "610")),
    "LS304": Example(shared=("knowledge/results/gptq.yaml", "{bits", "{bit")),
    "LS305": Example(shared=("knowledge/results/gptq.yaml", 'tuned: "no"', "tuned: never")),
    "LS306": Example(shared=("knowledge/results/gptq.yaml", "frantar2022gptq", "frantar2023gptq")),
    "LS307": Example(shared=("knowledge/results/gptq.yaml", "framework: vllm", "framework: vlm")),
    "LS308": Example(
        shared=("knowledge/results/gptq.yaml", 'framework: vllm, setting: {bits: "2"}', 'setting: {bits: "4"}')
    ),
    "LS309": Example(shared=("knowledge/results/gptq.yaml", '{bits: "4"}', '{bits: "4", tuned: "yes"}')),
    "LS311": Example(shared=("knowledge/metrics.yaml", "{id: tuned", "{id: bits")),
    "LS312": Example(shared=("knowledge/metrics.yaml", "minimum: 0", "minimum: 1000")),
    "LS313": Example(shared=("knowledge/results/gptq.yaml", '"61.0"', '"61.0 GB"')),
    "LS314": Example(shared=("knowledge/results/gptq.yaml", '"61.0"', '"61.0/59.8"')),
    "LS315": Example(shared=("knowledge/results/gptq.yaml", "methods: [GPTQ]", "methods: [GPTK]")),
    "LS316": Example(shared=("knowledge/metrics.yaml", 'implies: {bits: "4"}', 'implies: {bit: "4"}')),
    "LS317": Example(shared=("knowledge/metrics.yaml", "depends: [bits]", "depends: [bit]")),
    "LS318": Example(
        shared=(
            "knowledge/results/gptq.yaml",
            'values: {accuracy: "61.0"}',
            'values: {accuracy: "61.0"}, last_changed: 2024-02-01',
        )
    ),
    "LS321": Example(shared=("knowledge/frameworks.yaml", "has: [inference]", "has: [inferring]")),
    "LS322": Example(shared=("knowledge/frameworks.yaml", "lacks: [training]", "lacks: [training, inference]")),
    "LS323": Example(shared=("knowledge/frameworks.yaml", "{id: inference", "{id: training")),
    "LS324": Example(shared=("knowledge/frameworks.yaml", "name: vLLM", "name: vLLM\n    paper: kwon2023efficient")),
    "LS325": Example(shared=("knowledge/frameworks.yaml", "has: [inference]", "partial: [inference]")),
    "LS326": Example(
        shared=("knowledge/frameworks.yaml", "has: [inference]", "notes: {inferring: Slowly.}, has: [inference]")
    ),
    "LS341": Example(shared=("knowledge/surveys.yaml", "topic: quantization", "topic: quantisation")),
    "LS342": Example(shared=("knowledge/surveys.yaml", "relation: related", "relation: exact")),
    "LS343": Example(shared=("knowledge/surveys.yaml", "topic: data-selection", "topic: quantization")),
    "LS344": Example(shared=("knowledge/surveys.yaml", "id: less-data", "id: fewer-bits")),
    "LS345": Example(
        shared=(
            "knowledge/surveys.yaml",
            """\
        matches: [{topic: models, relation: narrower}]
        nodes:
          - id: fewer-bits
            title: Fewer Bits
            matches:
              - topic: quantization
""",
            """\
        matches: [{topic: quantization, relation: exact}]
        nodes:
          - id: fewer-bits
            title: Fewer Bits
            matches:
              - topic: models
""",
        )
    ),
    "LS346": Example(shared=("knowledge/surveys.yaml", '"2401.00002"', '"2210.17323"')),
    "LS347": Example(shared=("knowledge/surveys.yaml", "Counting Goats", '"Counting sheep: with fewer sheep"')),
    "LS348": Example(shared=("knowledge/surveys.yaml", "[smith-compression]", "[smith]")),
    "LS331": Example(shared=("knowledge/choose.yaml", "topic: quantization", "topic: quantisation")),
    "LS332": Example(shared=("knowledge/choose.yaml", "id: nothing", "id: bits")),
    "LS351": Example({"traits": "{neds: nothing}", "read": READ}),
    "LS352": Example(other={"traits": "{bits: 4}", "read": READ}),
    "LS353": Example({"traits": "{needs: [calibraton]}", "read": READ}),
    "LS354": Example({"traits": "{bits: [3, 4]}"}),
    "LS355": Example({"summary": '{en: "Quantizes weights."}', "read": READ}),
    "LS356": Example(
        {
            "summary": '{en: "Quantizes the weights of a trained model to 3 or 4 bits, layer by layer, '
            'by a novel method of second order."}',
            "read": READ,
        }
    ),
    "LS357": Example(shared=("knowledge/traits.yaml", "topics: [quantization]}", "topics: [quantisation]}")),
    "LS358": Example(shared=("knowledge/traits.yaml", "id: bits", "id: needs")),
    "LS361": Example(shared=("knowledge/lists.yaml", "[zhou2023lima]", "[zhou2023lma]")),
    "LS362": Example(shared=("knowledge/lists.yaml", "id: awesome-alignment", "id: awesome-quantization")),
    "LS363": Example(shared=("knowledge/lists.yaml", "[zhou2023lima]", "[zhou2023lima, zhou2023lima]")),
    "LS364": Example(shared=("knowledge/lists.yaml", "heading: Data > Selection", "heading: Data")),
    "LS371": Example(shared=("knowledge/refresh.yaml", "topic: quantization", "topic: quantisation")),
    "LS372": Example(shared=("knowledge/refresh.yaml", "topic: data-selection", "topic: quantization")),
    "LS373": Example(shared=("knowledge/refresh.yaml", "low-bit weights", "Post Training Quantization")),
    "LS381": Example(shared=("knowledge/fields.yaml", "id: data-set", "id: code")),
    "LS382": Example(shared=("knowledge/fields.yaml", "many: true", "required: true")),
    "LS401": Example({"links": '{pdf: "https://arxiv.org/pdf/2210.17323v2.pdf"}'}),
    "LS402": Example({"links": '{code: "https://arxiv.org/abs/2210.17323"}'}),
    "LS403": Example({"links": '{page: "https://github.com/IST-DASLab/gptq"}'}),
    "LS404": Example({"links": '{page: "https://paperswithcode.com/paper/gptq-accurate-post-training-quantization"}'}),
    "LS405": Example({"links": '{code: "https://bit.ly/gptq"}'}),
    "LS406": Example({"links": '{code: "https://github.com/IST-DASLab/gptq?utm_source=catalyzex.com"}'}),
    "LS407": Example({"links": '{code: "https://github.com/IST-DASLab/gptqhttps://github.com/IST-DASLab/gptq"}'}),
    "LS408": Example({"links": '{code: "http://github.com/IST-DASLab/gptq"}'}),
    "LS409": Example({"links": '{code: "https://github.com/IST-DASLab/gptq)."}'}),
    "LS411": Example({"links": '{code: "https://github.com/IST-DASLab/gptq/tree/main"}'}),
    "LS412": Example({"links": '{code: "https://github.com/IST-DASLab"}'}),
    "LS413": Example({"links": '{code: "https://huggingface.co/datasets/IST-DASLab/gptq"}'}),
    "LS414": Example(other={"links": '{code: "https://github.com/IST-DASLab/gptq"}'}),
    "LS415": Example(
        {"links": '{code: "https://github.com/IST-DASLab/gptq", project: "https://github.com/IST-DASLab/gptq"}'}
    ),
    "LS601": Example(),
    "LS602": Example(),
    "LS603": Example(),
    "LS604": Example(shared=("history/addresses.txt", "topics/quantization/", "topics/quantisation/")),
    "LS605": Example(shared=("history/changes.jsonl", "refiled", "re-filed")),
    "LS606": Example(),
    "LS607": Example(shared=("history/rejected.jsonl", "reason", "because")),
    "LS608": Example(shared=("survey.yaml", "papers.\n", "papers.\nfeatures: {map: false}\n")),
    "LS285": Example(shared=("survey.yaml", "papers.\n", 'papers.\ncolours: "#74cfc1"\n')),
    "LS286": Example(shared=("survey.yaml", "papers.\n", "papers.\nnavigation: [topics, Our group: grup.md]\n")),
    "LS490": Example({"links": '{project: "https://gptq.example.org/"}'}),
    "LS416": Example({"links": '{page: "https://ist-daslab.github.io/gptq/"}'}),
    "LS417": Example({"ids": None, "links": None}),
}


def write_example(root: Path, example: Example) -> None:
    """Write the survey of an example into an empty folder."""
    if example.released:
        write_example(root, Example())
        for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=x"], ["tag", "v1.0"]):
            git(root, *arguments)
    for name, text in SHARED.items():
        file, old, new = example.shared or ("", "", "")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if name != file:
            (root / name).write_text(text, encoding="utf-8")
        elif old:
            assert old in text
            (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    text = lines(RECORD | example.record)
    if example.text:
        assert example.text[0] in text
        text = text.replace(*example.text, 1)
    for file, content in ((example.file, text), (LIMA, lines(OTHER | example.other))):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content, encoding="utf-8")
    if example.link_to:
        (root / LIMA).with_name("zhou2023less.yaml").symlink_to(example.link_to)
    if example.at_top:
        (root / example.at_top).rename(root / Path(example.at_top).name)


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, whatever the person at this machine has configured."""
    nobody = {f"GIT_{role}_{what}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", root, *arguments], check=True, env=os.environ | nobody | config, capture_output=True)


def lines(values: Mapping[str, str | None]) -> str:
    """The text of a record: one line for each value that is not None."""
    return "".join(f"{name}: {value}\n" for name, value in values.items() if value is not None)
