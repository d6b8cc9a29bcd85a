// Who × measure: one row a measure in the order of the text, one column an organ, the status in the cell.

const MOST_COLUMNS = 12, ROWS_AT_ONCE = 150;

function matrixModel() {
  const { kept } = scoped(), counted = new Map();
  for (const m of kept) for (const organ of agents(m)) counted.set(organ, (counted.get(organ) || 0) + 1);
  const organs = [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_COLUMNS).map(([organ]) => organ);
  const others = counted.size > organs.length;
  return { kept: inTextOrder(kept), organs, others, counted, many: documentsOf(kept).length > 1 };
}
const roleOf = (e) => properties[edges.property[e]][1][tongue];

// Many documents: one row a document, the number of measures in the cell.
function showMatrixOfMany(pane, { kept, organs, counted }) {
  const byDocument = [...grouped(kept.filter((m) => nodes.document[m] >= 0), (m) => nodes.document[m])].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  const head = el("tr", {}, el("td", { class: "corner" }), el("th", { scope: "col" }, el("span", { class: "tall" }, t("measures"))), organs.map((organ) => organHead(organ, counted)));
  const rows = rowsInParts(byDocument.length, (from, to) => byDocument.slice(from, to).map(([document_, found]) => el("tr", {}, el("th", { scope: "row" }, button(label(document_), () => openDocument(document_), { class: "link" })), el("td", { class: "soft" }, String(found.length)), organs.map((organ) => {
    const n = found.filter((m) => agents(m).includes(organ)).length;
    return el("td", {}, n ? button(String(n), () => go({ document: [nodes.id[document_]], organ: [nodes.id[organ]] }), { class: "cell", "aria-label": `${label(organ)} ${t("measuresN", n)}` }) : null);
  }))));
  fill(pane, el("div", { class: "scroll" }, el("table", { class: "matrix" }, el("caption", {}, t("matrixOfMany")), el("thead", {}, head), rows)), el("div", { class: "below" }, el("h3", {}, t("chart")), chart(kept, 12)));
}
const organHead = (organ, counted) => el("th", { scope: "col" }, nodeLink(organ, { title: `${label(organ)} ${counted.get(organ)}`, class: "link tall" }));

function showMatrix(pane) {
  const model = matrixModel(), { kept, organs, others, counted, many } = model;
  if (many && !scoped().narrowed) { showMatrixOfMany(pane, model); return; }
  if (!kept.length) { fill(pane, el("p", { class: "empty" }, measures.length ? t("nothingShown") : t("noMeasures"))); return; }
  const head = el("tr", {}, el("td", { class: "corner" }), organs.map((organ) => organHead(organ, counted)), others ? el("th", { scope: "col" }, el("span", { class: "tall" }, t("others"))) : null);
  const rows = rowsInParts(kept.length, (from, to) => {
    const out = [];
    let group = from ? keyOf(kept[from - 1]) : undefined;
    for (const m of kept.slice(from, to)) {
      const key = keyOf(m);
      if (key !== group) { group = key; out.push(el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: organs.length + 1 + (others ? 1 : 0) }, key < 0 ? t("noSection") : nodeLink(key)))); }
      out.push(matrixRow(m, organs, others));
    }
    return out;
  });
  function keyOf(m) { return many ? nodes.document[m] : askFor(m); }
  fill(pane, el("div", { class: "scroll" }, el("table", { class: "matrix" }, el("caption", {}, t("matrixOf")), el("thead", {}, head), rows)), el("div", { class: "below" }, el("h3", {}, t("chart")), chart(kept, 12)));
}

function matrixRow(m, organs, others) {
  const found = agentEdges(m), status = statusOf(m), rest = found.filter((e) => !organs.includes(edges.to[e]));
  const cell = (organ) => {
    const mine = found.filter((e) => edges.to[e] === organ);
    if (!mine.length) return el("td", {});
    const role = mine.map(roleOf).join("、"), words = `${label(organ)} ${role} ${label(m)}（${valueOf(m, "status").map(said).join()}）`;
    return el("td", {}, el("button", { type: "button", class: `cell${mine.some(unsure) ? " unsure" : ""}`, "aria-label": words, title: words, onclick: () => selectEdge(mine[0]) }, signBox("Measure", status), propertyName(edges.property[mine[0]]) === "backedBy" ? null : el("small", {}, role)));
  };
  return el("tr", {}, el("th", { scope: "row" }, nodeLink(m)), organs.map(cell), others ? el("td", { class: "rest" }, rest.map((e) => button(clipped(label(edges.to[e]), 10), () => selectEdge(e), { class: "link", title: label(edges.to[e]) }))) : null);
}

// A table body that shows some rows at once and the next when asked.
function rowsInParts(n, make) {
  const body = el("tbody", {});
  const add = (from) => {
    const to = Math.min(n, from + ROWS_AT_ONCE);
    body.append(...make(from, to));
    if (to < n) {
      const more = el("tr", {}, el("td", { colspan: 99 }, button(t("moreRows", Math.min(ROWS_AT_ONCE, n - to), n - to), () => { more.remove(); add(to); }, { class: "link more-rows" })));
      body.append(more);
    }
  };
  add(0);
  return body;
}
