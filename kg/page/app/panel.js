// What is known of the chosen thing or line, in words, each fact with the sentence that proves it.

const MOST_LISTED = 12, MOST_QUOTED = 4;
const nodeLink = (node, attributes) => el("button", { type: "button", class: "link", onclick: () => select(node), ...attributes }, label(node));
const heading = (words, n) => el("h3", {}, words + (n > 1 ? t("places", n) : ""));

let panelShown = "";
function showPanel() {
  const panel = $("panel"), wanted = JSON.stringify([state.help, state.edge, state.node, tongue, scoped().key]);
  if (panelShown === wanted) return;
  panelShown = wanted;
  const parts = state.help ? helpParts() : state.edge !== undefined ? edgeParts(edgeById(state.edge)) : state.node !== undefined ? nodeParts(nodeById.get(state.node)) : overviewParts();
  const overview = !state.help && state.edge === undefined && state.node === undefined;
  const held = panel.contains(document.activeElement);
  fill(panel, overview ? null : button("✕", () => go({ node: undefined, edge: undefined, help: undefined }), { class: "close", "aria-label": t("close") }), parts);
  panel.scrollTop = 0;
  if (held) panel.focus();
}

function overviewParts() {
  const { kept } = scoped();
  const asks = suggestions().slice(0, 12), one = documentsRead.length === 1 ? documentsRead[0] : (state.document || []).length === 1 ? nodeById.get(state.document[0]) : undefined;
  return [
    el("p", { class: "kind" }, t("thisGraph")), el("h2", {}, one === undefined ? headline() : label(one)),
    one === undefined ? null : el("dl", {}, facts(one)), one === undefined || !textOfDocument.has(one) ? null : el("p", { class: "acts" }, button(t("openLetter"), () => go({ letter: texts[textOfDocument.get(one)].id, at: undefined }))),
    el("p", { class: "soft" }, t("start")),
    kept.length ? [el("h3", {}, t("chart")), chart(kept, 8)] : null,
    asks.length ? [el("h3", {}, t("verdicts")), el("ul", {}, asks.map((ask) => el("li", {}, verdictPill(ask), " ", nodeLink(ask))))] : null,
  ];
}

function helpParts() {
  return [el("p", { class: "kind" }, t("help")), el("dl", { class: "keys" }, KEYS.map(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words[tongue])])), el("p", { class: "soft" }, t("start"))];
}

// What is said of a thing itself; a value that has a statement carries its evidence as a tooltip of words.
function facts(node) {
  const rows = new Map();
  const add = (name, cell) => { if (rows.has(name)) rows.get(name).push(cell); else rows.set(name, [cell]); };
  for (const v of valuesOf[node]) {
    const name = propertyName(values.property[v]);
    if (name === "actionVerb" || (name === "normalizedValue" && valueOf(node, "value").length)) continue;
    add(properties[values.property[v]][1][tongue], proofsOfValue[v].length ? button(said(values.value[v]), (event) => evidenceBeside(event.currentTarget, proofsOfValue[v]), { class: "link", title: t("evidence") }) : said(values.value[v]));
  }
  const forms = (nodes.forms[node] || []).map(visible);
  if (forms.length) add(t("also"), forms.slice(0, 8).join("、"));
  if (columnOf(node) !== WHO && nodes.part[node] >= 0) add(t("section"), label(nodes.part[node]));
  if (nodes.document[node] >= 0 && nodes.document[node] !== node && documentsRead.length > 1) add(t("inDocument"), nodeLink(nodes.document[node]));
  return [...rows].flatMap(([name, cells]) => [el("dt", {}, name), el("dd", {}, cells.flatMap((cell, i) => (i ? ["、", cell] : [cell])))]);
}
function evidenceBeside(pressed, found) {
  const row = pressed.closest("dd"), open = row.querySelector("blockquote");
  if (open) { row.querySelectorAll("blockquote").forEach((one) => one.remove()); return; }
  row.append(...proofQuotes(found));
}

const ORDER_OF_FACTS = ["backedBy", "ledBy", "assistedBy", "fundedBy", "beneficiary", "targets", "instrument", "basedOn", "measuredOn", "", "condition", "issuedBy", "administeredBy", "implementsPolicy"];
function nodeParts(node) {
  const kind = kindOf(node), groups = new Map();
  for (const e of edgesOf[node]) {
    const from = edges.from[e] === node, key = `${edges.property[e]} ${from}`;
    if (!groups.has(key)) groups.set(key, { words: properties[edges.property[e]][from ? 2 : 3][tongue], rank: (ORDER_OF_FACTS.indexOf(propertyName(edges.property[e])) + 1 || 50) + (from ? 0 : 0.5), edges: [] });
    groups.get(key).edges.push(e);
  }
  const backing = kind === "Measure" ? agentEdges(node).flatMap((e) => proofsOfEdge[e]).slice(0, 1) : [];
  const quotes = backing.length ? proofQuotes(backing) : spanQuotes(spansOf[node], MOST_QUOTED);
  const acts = [button(t("neighbours"), () => focusOn(node, 1)), button(t("findPath"), () => go({ from: nodes.id[node], to: undefined, tab: "graph" }))];
  if (columnOf(node) === WHO && subjects(node, "backedBy").length) acts.push(button(t("onlyThis"), () => go({ organ: [nodes.id[node]], focus: undefined, from: undefined, to: undefined })));
  if (textOfDocument.has(node)) acts.push(button(t("openLetter"), () => go({ letter: texts[textOfDocument.get(node)].id, at: undefined })));
  if (textOfDocument.has(node) && documentsRead.length > 1) acts.push(button(t("onlyThis"), () => go({ document: [nodes.id[node]], focus: undefined, from: undefined, to: undefined })));
  if (kind === "Suggestion") acts.push(button(t("onlyThis"), () => go({ ask: [nodes.id[node]], focus: undefined, from: undefined, to: undefined })));
  const sections = [...groups.values()].sort((a, b) => a.rank - b.rank).map((group) => listed(group, node));
  return [
    el("p", { class: "kind" }, signBox(kind, kind === "Measure" ? statusOf(node) : ""), kindName(node), kind === "Measure" ? [" ", statusPill(node)] : kind === "Suggestion" ? [" ", verdictPill(node)] : null),
    el("h2", {}, label(node)),
    kind === "Measure" ? quotes : null,
    el("dl", {}, facts(node)),
    kind === "Figure" ? el("p", { class: "soft" }, `${t("addable")}：${addable(node)}`) : null,
    el("p", { class: "acts" }, acts), sections,
    kind === "Measure" ? null : quotes.length ? [heading(t("inLetter"), spansOf[node].length), quotes] : null,
  ];
}

// The other ends of the facts of one kind: under measures' sections, each with its evidence one press away.
function listed(group, node) {
  const found = group.edges.slice().sort((a, b) => other(a, node) - other(b, node));
  const item = (e) => {
    const end = other(e, node);
    return el("li", {}, kindOf(end) === "Measure" ? signBox("Measure", statusOf(end)) : null, nodeLink(end), " ", button(t("evidence"), () => selectEdge(e), { class: "proof" }), unsure(e) ? pill(t("unsure"), "unsure") : null);
  };
  const list = el("ul", {}, found.slice(0, MOST_LISTED).map(item));
  const rest = found.length - MOST_LISTED;
  return [heading(group.words, found.length), list, rest > 0 ? button(t("showAll", found.length), (event) => { list.append(...found.slice(MOST_LISTED, 400).map(item)); event.currentTarget.remove(); }, { class: "link" }) : null];
}

function edgeParts(e) {
  const from = left(e), to = right(e), status = kindOf(from) === "Measure" ? from : kindOf(to) === "Measure" ? to : -1;
  return [
    el("p", { class: "kind" }, t("relation"), status >= 0 ? [" ", statusPill(status)] : null, unsure(e) ? [" ", pill(t("unsure"), "unsure")] : null),
    el("p", { class: "said" }, nodeLink(from), " ", el("b", {}, properties[edges.property[e]][1][tongue]), " ", nodeLink(to)),
    el("h3", {}, t("evidence")), edgeQuotes(e),
  ];
}
