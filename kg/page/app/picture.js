// What is drawn: a few hundred cards at most. One letter in three columns, many documents as who × letters × topics,
// the surroundings of a thing, or the paths between two.

const MOST_MEASURES = 130, MOST_AROUND = 130, PER_GROUP = 4, PER_MEASURE = 3, AT_A_GLANCE = 28, MOST_ROWS = 12;
const card = (node) => ({ key: `n${node}`, node, words: label(node), kind: kindOf(node), status: kindOf(node) === "Measure" ? statusOf(node) : "" });
const line = (e) => ({ key: `e${e}`, edge: e, from: `n${left(e)}`, to: `n${right(e)}`, dashed: unsure(e) });

function picture() {
  if (state.from && state.to) return pathPicture(nodeById.get(state.from), nodeById.get(state.to));
  if (state.focus) return aroundPicture(nodeById.get(state.focus), Number(state.steps || 1));
  const { kept, narrowed } = scoped();
  if (documentsOf(kept).length > 1 && !narrowed) return corpusPicture(kept);
  return measuresPicture(kept);
}

// Measures in the order of the text under what they answer, the organs left, what they use right.
function measuresPicture(kept) {
  const many = documentsOf(kept).length > 1;
  const groups = grouped(inTextOrder(kept), many ? (m) => nodes.document[m] : askFor);
  const open = new Set(state.open || []), every = kept.length <= AT_A_GLANCE;
  const deeds = [], used = new Map(), lines = [];
  let room = MOST_MEASURES, left_out = 0;
  for (const [group, found] of groups) {
    if (room <= 0) { left_out += found.length; continue; }
    const id = group < 0 ? "rest" : nodes.id[group];
    const all = every || open.has(id);
    const shown = all ? found.slice(0, room) : richest(found, Math.min(PER_GROUP, room));
    room -= shown.length;
    if (groups.size > 1 || many) deeds.push({ key: `g${id}`, node: group < 0 ? undefined : group, group: true, words: group < 0 ? t("noSection") : label(group), count: found.length });
    for (const m of shown) if (!hidden(m)) deeds.push(card(m));
    const rest = found.length - shown.length;
    left_out += rest;
    if (hidden(found[0])) continue;
    if (rest && all) deeds.push({ key: `m${id}`, more: true, words: t("inTable", rest), act: () => go({ tab: "table", ...(many ? { document: [id] } : {}) }) });
    else if (rest) deeds.push({ key: `m${id}`, more: true, words: t("moreMeasures", rest), act: () => go({ open: toggled("open", id) }) });
    else if (!every && all && found.length > PER_GROUP) deeds.push({ key: `m${id}`, more: true, words: t("fewer"), act: () => go({ open: toggled("open", id) }) });
  }
  const drawn = deeds.filter((one) => one.node !== undefined && !one.group).map((one) => one.node);
  const organs = new Map();
  for (const m of drawn) {
    for (const e of agentEdges(m)) if (!hidden(edges.to[e])) { organs.set(edges.to[e], true); lines.push(line(e)); }
    usedEdges(m).sort((a, b) => weight(b, m) - weight(a, m) || a - b).slice(0, PER_MEASURE)
      .forEach((e) => { const thing = other(e, m); if (!hidden(thing)) { used.set(thing, true); lines.push(line(e)); } });
  }
  const things = [...used.keys()].filter((i) => !organs.has(i));
  return framed([["who", [...organs.keys()].sort((a, b) => a - b).map(card)], ["deed", deeds], ["what", things.map(card)]], unique(lines), "deed", left_out ? t("moreHere") : "");
}
const WEIGHTS = { PolicyDocument: 6, Figure: 5, Fund: 5, Program: 4, Base: 4, Mechanism: 3, Honour: 3 };
const weight = (e, m) => WEIGHTS[kindOf(other(e, m))] || 1;
const richest = (found, most) => {
  const best = new Set(found.map((m) => [m, agentEdges(m).length * 2 + usedEdges(m).reduce((sum, e) => sum + weight(e, m), 0)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map((row) => row[0]));
  return found.filter((m) => best.has(m));
};
// One line between two cards, however many facts it stands for.
const unique = (lines) => [...grouped(lines, (one) => `${one.from} ${one.to}`).values()].map((same) => {
  const facts = [...new Set(same.map((one) => one.edge))];
  return { ...same[0], edges: facts, dashed: facts.every(unsure), words: [...new Set(facts.map((e) => properties[edges.property[e]][1][tongue]))].join("、") };
});

// Many documents: the organs, letters and topics with most measures, lines as thick as there are measures.
function corpusPicture(kept) {
  const organs = new Map(), letters = new Map(), topics = new Map(), pairs = new Map();
  const count = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  for (const m of kept) {
    const document = nodes.document[m];
    if (document >= 0) count(letters, document);
    for (const organ of agents(m)) if (kindOf(organ) === "Agency") count(organs, organ);
    for (const key of ANSWERS.topic(m)) if (nodeById.has(key)) count(topics, nodeById.get(key));
  }
  const best = (map, most) => [...map].filter(([i]) => !hidden(i)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  const who = best(organs, MOST_ROWS), tops = new Set(who.map(([i]) => i)), about = best(topics, MOST_ROWS), talked = new Set(about.map(([i]) => i));
  const tied = new Map();
  for (const m of kept) {
    const document = nodes.document[m];
    if (document < 0) continue;
    for (const organ of agents(m)) if (tops.has(organ)) { count(pairs, `${organ} ${document}`); count(tied, document); }
    for (const key of ANSWERS.topic(m)) { const topic = nodeById.get(key); if (talked.has(topic)) { count(pairs, `${document} ${topic}`); count(tied, document); } }
  }
  const read = best(new Map([...letters].filter(([i]) => tied.has(i))), MOST_ROWS + 4), here = new Set([...tops, ...talked, ...read.map(([i]) => i)]);
  const counted = ([i, n]) => ({ ...card(i), count: n, act: letters.has(i) ? () => openDocument(i) : undefined });
  const lines = [...pairs].map(([key, n]) => [key.split(" ").map(Number), n]).filter(([[a, b]]) => here.has(a) && here.has(b))
    .map(([[a, b], n]) => ({ key: `p${a}-${b}`, from: `n${a}`, to: `n${b}`, weight: n, words: t("measuresN", n), act: () => go(narrowedTo([a, b])) }));
  const drawn = framed([["who", who.map(counted)], ["letters", read.map(counted)], ["topics", about.map(counted)]], lines, "letters", t("moreHere"));
  for (const column of drawn.columns) column.even = column.name === "topics";
  return drawn;
}
const openDocument = (document) => go({ document: [nodes.id[document]], tab: state.tab, node: nodes.id[document], edge: undefined, open: undefined });
const narrowedTo = (ends) => Object.fromEntries(ends.map((i) => [columnOf(i) === WHO ? "organ" : textOfDocument.has(i) ? "document" : "topic", [nodes.id[i]]]));

// A thing and what lies within so many steps of it.
const AWAY = new Set(["jurisdiction", "within"]);
function aroundPicture(middleNode, steps) {
  const found = new Set([middleNode]);
  let edge_of = [middleNode], left_out = 0;
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const node of edge_of) {
      for (const e of edgesOf[node]) {
        const end = other(e, node);
        if (found.has(end) || hidden(end) || kindOf(end) === "DocumentSection" || (step && AWAY.has(propertyName(edges.property[e])))) continue;
        if (found.size >= MOST_AROUND) { left_out += 1; continue; }
        found.add(end); next.push(end);
      }
    }
    edge_of = next;
  }
  const lines = [...found].flatMap((node) => edgesOf[node]).filter((e) => found.has(edges.from[e]) && found.has(edges.to[e])).map(line);
  const column = (wanted) => [...found].filter((i) => columnOf(i) === wanted).sort((a, b) => a - b).map(card);
  const drawn = framed([["who", column(WHO)], ["documents", column(DOCUMENT)], ["deed", column(DEED)], ["what", column(WHAT)]], unique(lines), "deed", left_out ? t("more", left_out) : "");
  if (!drawn.columns.some((one) => one.name === "deed")) drawn.lead = drawn.columns.reduce((best, one) => (one.cards.length > best.cards.length ? one : best)).name;
  drawn.headline = t("around", label(middleNode), steps);
  return drawn;
}

// All shortest paths between two things, as columns of equal distance.
function pathPicture(from, to) {
  const distance = new Map([[from, 0]]);
  let front = [from];
  while (front.length && !distance.has(to)) {
    const next = [];
    for (const node of front) for (const e of edgesOf[node]) {
      const end = other(e, node);
      if (AWAY.has(propertyName(edges.property[e])) || distance.has(end)) continue;
      distance.set(end, distance.get(node) + 1); next.push(end);
    }
    front = next;
  }
  const drawn = framed([], [], "", "");
  drawn.fixed = "path";
  if (!distance.has(to)) { drawn.headline = t("noPath", label(from), label(to)); return drawn; }
  const length = distance.get(to), layers = [[to]], lines = [];
  for (let d = length - 1; d >= 0; d -= 1) {
    const layer = new Set();
    for (const node of layers[0]) for (const e of edgesOf[node]) {
      const end = other(e, node);
      if (distance.get(end) !== d || AWAY.has(propertyName(edges.property[e])) || (layer.size >= 10 && !layer.has(end))) continue;
      layer.add(end); lines.push({ ...line(e), from: `n${end}`, to: `n${node}`, told: true });
    }
    layers.unshift([...layer]);
  }
  drawn.columns = layers.map((layer, d) => ({ name: "path", title: "", cards: layer.map(card), d }));
  drawn.lines = unique(lines);
  drawn.headline = t("path", label(from), label(to), length);
  return drawn;
}

function framed(columns, lines, lead, note) {
  const full = columns.filter(([, cards]) => cards.length).map(([name, cards]) => ({ name, title: t(name), cards }));
  return { columns: full, lines, lead, note, headline: "" };
}
