// The graph as the page holds it: things, facts and statements are numbers into columns.

const data = JSON.parse($("data").textContent);
const { nodes, edges, values, proofs, spans, texts, concepts } = data;
const properties = data.properties.slice();
const COUNT = nodes.id.length;
const WHO = 0, DOCUMENT = 1, DEED = 2, WHAT = 3;

const lists = (n) => Array.from({ length: n }, () => []);
const kindOf = (i) => data.kinds[nodes.kind[i]][0];
const kindName = (i) => data.kinds[nodes.kind[i]][1 + tongue];
const columnOf = (i) => data.kinds[nodes.kind[i]][3];
// What a function says of a thing, found once.
function remembered(find) {
  const known = new Map();
  return (i) => { if (!known.has(i)) known.set(i, find(i)); return known.get(i); };
}
const shownLabel = remembered((i) => visible(nodes.label[i]).trim());
const label = (i) => shownLabel(i) || t("untitled");
const propertyName = (p) => properties[p][0].slice(properties[p][0].indexOf(":") + 1);
const conceptName = (c) => visible(tongue && concepts[c][2] ? concepts[c][2] : concepts[c][1]);
const notation = (c) => concepts[c][0].slice(concepts[c][0].lastIndexOf("-") + 1);
const nodeById = new Map(nodes.id.map((id, i) => [id, i]));
const textById = new Map(texts.map((text, i) => [text.id, i]));
const textOfDocument = new Map(texts.map((text, i) => [text.document, i]));

const spansOf = lists(COUNT);
spans.names.forEach((named, span) => { for (const node of named) spansOf[node].push(span); });
for (const found of spansOf) found.sort((a, b) => spans.text[a] - spans.text[b] || spans.start[a] - spans.start[b]);
const valuesOf = lists(COUNT);
values.node.forEach((node, v) => valuesOf[node].push(v));
const valueOf = (node, name) => valuesOf[node].filter((v) => propertyName(values.property[v]) === name).map((v) => values.value[v]);
const said = (value) => (typeof value === "number" ? conceptName(value) : visible(value));

// Figures that no fact ties to a measure belong to the clause they stand in.
const MENTIONED = properties.push(["", ["提到", "mentions"], ["提到的数字", "Figures mentioned"], ["见于举措", "Mentioned in"], false]) - 1;
(() => {
  const clauses = lists(texts.length), tied = new Set();
  for (let i = 0; i < COUNT; i += 1) if (kindOf(i) === "Measure") for (const span of spansOf[i]) clauses[spans.text[span]].push([spans.start[span], spans.length[span], i]);
  for (const found of clauses) found.sort((a, b) => a[0] - b[0]);
  edges.property.forEach((p, e) => { if (propertyName(p) === "measuredOn") tied.add(edges.from[e]); });
  for (let i = 0; i < COUNT; i += 1) {
    if (kindOf(i) !== "Figure" || tied.has(i) || !spansOf[i].length) continue;
    const span = spansOf[i][0], found = clauses[spans.text[span]], at = spans.start[span];
    let low = 0, high = found.length;
    while (low < high) { const middle = (low + high) >> 1; if (found[middle][0] <= at) low = middle + 1; else high = middle; }
    for (let k = low - 1; k >= Math.max(0, low - 8); k -= 1) {
      if (found[k][0] + found[k][1] > at) { edges.from.push(found[k][2]); edges.property.push(MENTIONED); edges.to.push(i); break; }
    }
  }
})();

const edgesOf = lists(COUNT);
edges.from.forEach((from, e) => { edgesOf[from].push(e); edgesOf[edges.to[e]].push(e); });
const other = (e, node) => (edges.from[e] === node ? edges.to[e] : edges.from[e]);
const objects = (node, name) => edgesOf[node].filter((e) => edges.from[e] === node && propertyName(edges.property[e]) === name).map((e) => edges.to[e]);
const subjects = (node, name) => edgesOf[node].filter((e) => edges.to[e] === node && propertyName(edges.property[e]) === name).map((e) => edges.from[e]);
// The ends of a fact in the order in which it is said.
const left = (e) => (properties[edges.property[e]][4] ? edges.to[e] : edges.from[e]);
const right = (e) => (properties[edges.property[e]][4] ? edges.from[e] : edges.to[e]);
const edgeId = (e) => `${nodes.id[edges.from[e]]}~${propertyName(edges.property[e])}~${nodes.id[edges.to[e]]}`;
const edgeById = (id) => {
  const [from, name, to] = id.split("~");
  const found = edgesOf[nodeById.get(from)] || [];
  return found.find((e) => nodes.id[edges.from[e]] === from && propertyName(edges.property[e]) === name && nodes.id[edges.to[e]] === to);
};

const proofsOfEdge = lists(edges.from.length), proofsOfValue = lists(values.node.length);
proofs.of.forEach((of, p) => (of >= 0 ? proofsOfEdge[of] : proofsOfValue[-1 - of]).push(p));
const sureOf = (e) => Math.max(-1, ...proofsOfEdge[e].map((p) => proofs.sure[p]));
const unsure = (e) => { const sure = sureOf(e); return sure >= 0 && sure < 0.6; };

// Offsets count code points; JavaScript counts UTF-16. Texts beyond the basic plane get a table.
const units = new Map();
const unitAt = (text, at) => {
  if (!units.has(text)) {
    const words = texts[text].text;
    if (!/[\ud800-\udfff]/.test(words)) units.set(text, null);
    else {
      const table = [];
      for (let i = 0; i < words.length; i += words.codePointAt(i) > 0xffff ? 2 : 1) table.push(i);
      table.push(words.length);
      units.set(text, table);
    }
  }
  const table = units.get(text);
  return table ? table[Math.min(at, table.length - 1)] : at;
};
const cut = (text, start, end) => texts[text].text.slice(unitAt(text, start), unitAt(text, end));
const hasText = (text) => texts[text].text !== undefined;
const wordsOf = (span) => (hasText(spans.text[span]) ? cut(spans.text[span], spans.start[span], spans.start[span] + spans.length[span]) : spans.words[span] || "");

// The sentence that holds a stretch of a text: [start, end], or null.
const sentenceAt = (text, start, end) => {
  const all = texts[text].sentences || [];
  let low = 0, high = all.length / 2;
  while (low < high) { const middle = (low + high) >> 1; if (all[2 * middle] <= start) low = middle + 1; else high = middle; }
  const from = all[2 * low - 2];
  return low && end <= from + all[2 * low - 1] ? [from, from + all[2 * low - 1]] : null;
};

const AGENTS = new Set(["backedBy", "ledBy", "assistedBy", "fundedBy"]);
const measures = [];
for (let i = 0; i < COUNT; i += 1) if (kindOf(i) === "Measure") measures.push(i);
const agentEdges = remembered((measure) => edgesOf[measure].filter((e) => edges.from[e] === measure && AGENTS.has(propertyName(edges.property[e]))));
const agents = remembered((measure) => [...new Set(agentEdges(measure).map((e) => edges.to[e]))]);
const USES = ["instrument", "basedOn", "targets", "beneficiary", "measuredOn", "", "concerns"];
const usedEdges = (measure) => edgesOf[measure].filter((e) => USES.includes(propertyName(edges.property[e])) && columnOf(other(e, measure)) === WHAT);
const documentsRead = [...new Set(texts.map((text) => text.document))].filter((i) => i >= 0);

// The headed parts of a document in the order of its text, and the part that a place lies in.
const headings = new Map();
for (let i = 0; i < COUNT; i += 1) if (kindOf(i) === "DocumentSection") (headings.get(nodes.document[i]) || headings.set(nodes.document[i], []).get(nodes.document[i])).push(i);
for (const found of headings.values()) found.sort((a, b) => nodes.at[a] - nodes.at[b]);
const headingAt = (document, at) => (headings.get(document) || []).filter((i) => nodes.at[i] <= at).pop();

// The suggestion that a measure answers, else the top part it stands in, else -1.
const topPart = (part) => { for (let steps = 0; steps < 9; steps += 1) { const above = subjects(part, "hasSubsection")[0]; if (above === undefined) break; part = above; } return part; };
const askOfPart = remembered((part) => { const top = topPart(part); return objects(part, "respondsTo")[0] ?? objects(top, "respondsTo")[0] ?? top; });
const askFor = (measure) => (nodes.part[measure] < 0 ? -1 : askOfPart(nodes.part[measure]));
