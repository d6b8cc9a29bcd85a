// Tables of what is meant: each column says its words (for CSV, sorting, print) and its cell (for the page).

const plainColumn = (name, words) => ({ name, words, cell: (row) => words(row) });
const nodeColumn = (name, node) => ({ name, words: (row) => node(row).map(label).join("、"), cell: (row) => node(row).map((one) => el("div", {}, nodeLink(one))) });
const timeOf = (node) => [...new Set([...valueOf(node, "timeText"), ...valueOf(node, "deadline")].map(said))].join("、") || valueOf(node, "startDate").map(said).join();

function measuresTable() {
  const { kept } = scoped();
  const rows = inTextOrder(kept).flatMap((m) => { const found = agentEdges(m); return found.length ? found.map((e) => [m, e]) : [[m, -1]]; });
  const quoteOf = (m, e) => (e >= 0 && proofsOfEdge[e].length ? quotedWords(proofsOfEdge[e]) : spansOf[m].slice(0, 1).map((span) => joined(wordsOf(span))).join());
  return { id: "table", rows, columns: [
    { name: t("organs"), words: ([, e]) => (e < 0 ? "" : label(edges.to[e])), cell: ([, e]) => (e < 0 ? el("span", { class: "soft" }, t("unnamed")) : nodeLink(edges.to[e])) },
    plainColumn(t("role"), ([, e]) => (e < 0 ? "" : roleOf(e))),
    { name: t("measure"), words: ([m]) => label(m), cell: ([m, e]) => [nodeLink(m), " ", e < 0 ? "" : button(t("evidence"), () => selectEdge(e), { class: "proof" })] },
    { name: t("status"), words: ([m]) => valueOf(m, "status").map(said).join("、"), cell: ([m]) => statusPill(m) },
    plainColumn(t("time"), ([m]) => timeOf(m)),
    nodeColumn(t("things"), ([m]) => [...new Set(usedEdges(m).filter((e) => kindOf(other(e, m)) !== "Figure").map((e) => other(e, m)))].slice(0, 4)),
    plainColumn(t("ask"), ([m]) => { const ask = askFor(m); return ask < 0 ? "" : label(ask); }),
    ...(documentsRead.length > 1 ? [nodeColumn(t("inDocument"), ([m]) => (nodes.document[m] < 0 ? [] : [nodes.document[m]]))] : []),
    { name: t("quote"), words: ([m, e]) => quoteOf(m, e), printed: ([m]) => spansOf[m].slice(0, 1).map(sentenceWords).join(), cell: ([m, e]) => el("span", { class: "quoted", lang: "zh-CN" }, quoteOf(m, e)) },
  ] };
}

function figures() {
  const { inside, narrowed } = scoped(), found = [];
  for (let i = 0; i < COUNT; i += 1) {
    if (kindOf(i) !== "Figure") continue;
    if (narrowed) {
      const close = edgesOf[i].some((e) => inside.has(other(e, i))), sameDocument = FACETS.every((f) => f === "document" || !(state[f] || []).length) && (state.document || []).includes(nodes.id[nodes.document[i]]);
      if (!close && !sameDocument) continue;
    }
    found.push(i);
  }
  return inTextOrder(found);
}
// Why a figure may or may not be added to others.
function addable(figure) {
  const marks = new Set(valueOf(figure, "qualifier").map((q) => (typeof q === "number" ? notation(q) : q)));
  const value = String(valueOf(figure, "valueText")[0] || "");
  if (marks.has("per")) return t("add.per");
  if (/[%‰]|百分之|成$/.test(value)) return marks.has("increase") || marks.has("decrease") ? t("add.change") : t("add.share");
  for (const mark of ["planned", "max", "min", "cumulative", "total", "ordinal"]) if (marks.has(mark)) return t(`add.${mark}`);
  return marks.has("increase") || marks.has("decrease") ? t("add.change") : t("add.yes");
}
function figuresTable() {
  const about = (i) => [...new Set([...objects(i, "measuredOn"), ...edgesOf[i].filter((e) => edges.property[e] === MENTIONED).map((e) => edges.from[e])])].slice(0, 3);
  return { id: "figures", rows: figures(), columns: [
    { name: t("figure"), words: (i) => valueOf(i, "valueText").map(said).join("、") || label(i), cell: (i) => el("b", {}, button(valueOf(i, "valueText").map(said).join("、") || label(i), () => select(i), { class: "link" })), number: (i) => Number(valueOf(i, "normalizedValue")[0] || 0) },
    plainColumn(t("counts"), (i) => valueOf(i, "indicator").map(said).join("、")),
    plainColumn(t("qualifier"), (i) => valueOf(i, "qualifier").map(said).join("、")),
    plainColumn(t("time"), timeOf),
    nodeColumn(t("about"), about),
    plainColumn(t("addable"), addable),
    ...(documentsRead.length > 1 ? [nodeColumn(t("inDocument"), (i) => (nodes.document[i] < 0 ? [] : [nodes.document[i]]))] : []),
    { name: t("quote"), words: (i) => spansOf[i].slice(0, 1).map(sentenceWords).join(), cell: (i) => el("span", { class: "quoted", lang: "zh-CN" }, spansOf[i].slice(0, 1).map((span) => { const [one] = passages([span]); return hasText(one.text) ? pieces(one.text, one.start, one.end, one.marks) : one.words; })) },
  ] };
}
const sentenceWords = (span) => { const [one] = passages([span]); return hasText(one.text) ? joined(cut(one.text, one.start, one.end)) : one.words; };

const suggestionNodes = [];
for (let i = 0; i < COUNT; i += 1) if (kindOf(i) === "Suggestion") suggestionNodes.push(i);
function suggestions() {
  const { narrowed } = scoped(), wanted = new Set(narrowed ? scoped().kept.map(askFor) : suggestionNodes);
  return inTextOrder(suggestionNodes.filter((ask) => wanted.has(ask)));
}
const measuresOfAsk = (ask) => scoped().kept.filter((m) => askFor(m) === ask);
const verdictProofs = (ask) => valuesOf[ask].filter((v) => propertyName(values.property[v]) === "adoption").flatMap((v) => proofsOfValue[v]);
function asksTable() {
  return { id: "asks", rows: suggestions(), columns: [
    plainColumn(t("ask"), label), plainColumn(t("verdict"), (ask) => valueOf(ask, "adoption").map(said).join("、") || t("notSaid")), plainColumn(t("measures"), (ask) => String(measuresOfAsk(ask).length)),
    plainColumn(t("organs"), (ask) => [...new Set(measuresOfAsk(ask).flatMap(agents))].map(label).join("、")), plainColumn(t("quote"), (ask) => quotedWords(verdictProofs(ask))),
    plainColumn(t("inDocument"), (ask) => (nodes.document[ask] < 0 ? "" : label(nodes.document[ask]))),
  ] };
}
function showAsks(pane) {
  const found = suggestions();
  if (!found.length) { fill(pane, el("p", { class: "empty" }, t("nothingShown"))); return; }
  fill(pane, el("ol", { class: "asks" }, found.map((ask) => {
    const mine = measuresOfAsk(ask), organs = [...new Set(mine.flatMap(agents))].slice(0, 8), proof = verdictProofs(ask);
    return el("li", {}, el("h3", {}, verdictPill(ask), " ", nodeLink(ask)), documentsRead.length > 1 && nodes.document[ask] >= 0 ? el("p", { class: "soft" }, label(nodes.document[ask])) : null,
      proof.length ? el("p", { class: "quoted", lang: "zh-CN" }, `“${quotedWords(proof)}”`) : null,
      el("p", {}, button(t("measuresN", mine.length), () => go({ ask: [nodes.id[ask]], tab: "graph" }), { class: "link" }), "　", [...grouped(mine, statusOf)].map(([status, some]) => el("span", { class: "tally" }, signBox("Measure", status), `${valueOf(some[0], "status").map(said).join()} ${some.length}`))),
      organs.length ? el("p", { class: "soft" }, organs.flatMap((organ, i) => (i ? ["、", nodeLink(organ)] : [nodeLink(organ)]))) : null);
  })));
}

function unreadTable() {
  const wanted = state.document && new Set(state.document);
  const rows = texts.flatMap((text, i) => (text.unread && (!wanted || wanted.has(nodes.id[text.document])) ? text.unread.map((one) => [i, ...one]) : []));
  return { id: "unread", rows, caption: t("unreadOf"), columns: [
    { name: t("sentence"), words: ([text, start, length]) => joined(cut(text, start, start + length)), cell: ([text, start, length]) => button(joined(cut(text, start, start + length)), () => readAt(text, start, start + length), { class: "link", lang: "zh-CN" }) },
    plainColumn(t("kind"), ([, , , kind]) => (Object.hasOwn(WORDS, `unread.${kind}`) ? t(`unread.${kind}`) : visible(kind))), plainColumn(t("reason"), ([, , , , reason]) => visible(reason)),
    ...(documentsRead.length > 1 ? [plainColumn(t("inDocument"), ([text]) => (texts[text].document < 0 ? "" : label(texts[text].document)))] : []),
  ] };
}

const TABLES = { table: measuresTable, figures: figuresTable, asks: asksTable, unread: unreadTable };
function showTable(pane, model) {
  if (!model.rows.length) { fill(pane, el("p", { class: "empty" }, t(model.id === "unread" ? "allRead" : "nothingShown"))); return; }
  const [by, down] = sorting(), rows = ordered(model), focused = pane.querySelector("th button:focus");
  const head = model.columns.map((column, c) => el("th", { scope: "col", "aria-sort": c === by ? (down ? "descending" : "ascending") : "none" },
    button(`${column.name}${c === by ? (down ? " ↓" : " ↑") : ""}`, () => go({ sort: `${c}${c === by && !down ? "d" : ""}` }))));
  fill(pane, el("div", { class: "scroll" }, el("table", { class: `rows ${model.id}` }, el("caption", {}, [model.caption || t("rows", model.rows.length)]), el("thead", {}, el("tr", {}, head)),
    rowsInParts(rows.length, (from, to) => rows.slice(from, to).map((one) => el("tr", {}, model.columns.map((column) => el("td", {}, column.cell(one)))))))));
  if (focused) pane.querySelectorAll("th button")[by]?.focus();
}
// The column by which the table is sorted, -1 for the order of the text, and whether downwards.
const sorting = () => (state.sort ? [parseInt(state.sort, 10), state.sort.endsWith("d")] : [-1, false]);
function ordered(model) {
  const [by, down] = sorting();
  return by >= 0 && by < model.columns.length ? sorted(model.rows, model.columns[by], down) : model.rows;
}
function sorted(rows, column, down) {
  const key = column.number || column.words;
  const keyed = rows.map((one, i) => [key(one), i, one]);
  keyed.sort((a, b) => (typeof a[0] === "number" ? a[0] - b[0] : collator.compare(a[0], b[0])) * (down ? -1 : 1) || a[1] - b[1]);
  return keyed.map((one) => one[2]);
}
