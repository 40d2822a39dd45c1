# Reads PX, JSON-stat, Markdown and HTML with nothing but Python's own library, by the published rules of each format.
# In: format and path. Out: JSON; PX and JSON-stat: [[code, …, measure, figure, status], …], Markdown and HTML: rows of figures.
import html.parser
import itertools
import json
import re
import sys


def px(path):
    text = open(path, encoding="utf-8").read()
    statements, start, quoted = [], 0, False
    for at, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            statements.append(text[start:at].strip())
            start = at + 1
    words = {}
    for statement in statements:
        keyword, value = re.match(r'([A-Z0-9-]+(?:\[\w+\])?(?:\("(?:[^"]*)"(?:,"[^"]*")*\))?)=(.*)', statement, re.S).groups()
        words[keyword] = value
    # A long text may be written as several strings side by side.
    items = lambda value: ["".join(re.findall(r'"([^"]*)"', part)) for part in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', value)]
    names = [name for keyword in ("STUB", "HEADING") if keyword in words for name in items(words[keyword])]
    contents = items(words["CONTVARIABLE"])[0]
    symbols = {'"-"': "none", '"."': words.get("DATASYMBOL1", ""), '".."': words.get("DATASYMBOL2", ""), '"..."': words.get("DATASYMBOL3", "")}
    data = re.findall(r'"[^"]*"|[^\s"]+', words["DATA"])
    codes = [items(words[f'CODES("{name}")']) for name in names]
    out = []
    for place, figure in zip(itertools.product(*codes), data, strict=True):
        measure = place[names.index(contents)]
        key = [code for name, code in zip(names, place) if name != contents]
        out.append([dict(zip((n for n in names if n != contents), key)), measure, None if figure.startswith('"') else figure, symbols.get(figure, "value").strip('"')])
    variables = {name: items(words[f'VARIABLECODE("{name}")'])[0] for name in names}
    return [[{variables[n]: c for n, c in key.items()}, measure, figure, status] for key, measure, figure, status in out]


def jsonstat(path):
    data = json.load(open(path, encoding="utf-8"), parse_float=str, parse_int=str)
    orders = []
    for name in data["id"]:
        index = data["dimension"][name]["category"]["index"]
        orders.append(index if isinstance(index, list) else sorted(index, key=lambda code: int(index[code])))
    metric = data["role"]["metric"][0]
    value, status = data["value"], data.get("status", {})
    read = lambda table, at: (table.get(str(at)) if isinstance(table, dict) else table[at] if isinstance(table, list) else table)
    out = []
    for at, place in enumerate(itertools.product(*orders)):
        key = dict(zip(data["id"], place))
        measure = key.pop(metric)
        out.append([key, measure, read(value, at), read(status, at)])
    assert isinstance(value, dict) or len(value) == len(out)
    return out


def md(path):
    lines = [line for line in open(path, encoding="utf-8").read().split("\n") if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rule = next(i for i, row in enumerate(rows) if row[0] and set(row[0]) <= set("-: "))
    figures = [i for i, cell in enumerate(rows[rule]) if cell.endswith(":")]
    return [[row[i] for i in figures] for row in rows[rule + 1:]]


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.cell, self.first = [], None, False

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.first = True
        elif tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.cell = ""

    def handle_endtag(self, tag):
        if tag == "td" and self.cell is not None:
            self.rows[-1].append(self.cell.strip())
            self.cell = None

    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text


def page(path):
    reader = Cells()
    reader.feed(open(path, encoding="utf-8").read())
    return [row for row in reader.rows if row]


readers = {"px": px, "jsonstat": jsonstat, "md": md, "html": page}
json.dump(readers[sys.argv[1]](sys.argv[2]), sys.stdout, ensure_ascii=False)
