// Which measures are meant: each facet answers for each measure, and what is chosen in them narrows all views.

const YEAR = /^\d{4}/;
const regionsOf = remembered((node) => [...new Set([node, ...objects(node, "issuedBy")].flatMap((organ) => objects(organ, "jurisdiction")))].map((place) => nodes.id[place]));
const TOPICS = new Set(["Industry", "IndustrialCluster", "Major", "Occupation"]);
const conceptId = (c) => concepts[c][0].replace(/^zmc:/, "");
const conceptByName = new Map(concepts.map((_, c) => [conceptId(c), c]));
const ANSWERS = {
  status: (m) => valueOf(m, "status").map(conceptId),
  verdict: (m) => { const ask = askFor(m); return ask < 0 ? [] : valueOf(ask, "adoption").map(conceptId); },
  ask: (m) => { const ask = askFor(m); return ask < 0 ? [] : [nodes.id[ask]]; },
  organ: (m) => agents(m).map((i) => nodes.id[i]),
  document: (m) => (nodes.document[m] < 0 ? [] : [nodes.id[nodes.document[m]]]),
  year: (m) => {
    const own = valueOf(m, "startDate")[0] || (nodes.document[m] >= 0 && valueOf(nodes.document[m], "documentDate")[0]) || "";
    return YEAR.test(own) ? [own.slice(0, 4)] : [];
  },
  region: (m) => { const found = [...new Set(agents(m).flatMap(regionsOf))]; return found.length || nodes.document[m] < 0 ? found : regionsOf(nodes.document[m]); },
  topic: (m) => [...new Set([
    ...edgesOf[m].filter((e) => edges.from[e] === m && TOPICS.has(kindOf(edges.to[e]))).map((e) => nodes.id[edges.to[e]]),
    ...(nodes.document[m] < 0 ? [] : valueOf(nodes.document[m], "topic").filter((v) => typeof v === "number").map(conceptId)),
  ])],
  type: (m) => valueOf(m, "actionType").filter((v) => typeof v === "number").map(conceptId),
};
const answers = Object.fromEntries(FACETS.map((facet) => [facet, measures.map(ANSWERS[facet])]));
const facetName = (facet, key) => (nodeById.has(key) ? label(nodeById.get(key)) : conceptByName.has(key) ? conceptName(conceptByName.get(key)) : visible(key));

// The measures that are left, and for each facet how many there would be of each of its values.
let scope = { key: null };
function scoped() {
  const key = FACETS.map((facet) => (state[facet] || []).join()).join("|");
  if (scope.key === key) return scope;
  const chosen = FACETS.map((facet) => (state[facet] ? new Set(state[facet]) : null));
  const counts = FACETS.map(() => new Map());
  const kept = [];
  measures.forEach((measure, m) => {
    let failed = -1, fails = 0;
    for (let f = 0; f < FACETS.length && fails < 2; f += 1) {
      if (chosen[f] && !answers[FACETS[f]][m].some((one) => chosen[f].has(one))) { failed = f; fails += 1; }
    }
    if (fails > 1) return;
    if (!fails) kept.push(measure);
    for (let f = 0; f < FACETS.length; f += 1) {
      if (!fails || f === failed) for (const one of answers[FACETS[f]][m]) counts[f].set(one, (counts[f].get(one) || 0) + 1);
    }
  });
  scope = { key, kept, inside: new Set(kept), counts: Object.fromEntries(FACETS.map((facet, f) => [facet, counts[f]])), narrowed: chosen.some(Boolean) };
  return scope;
}
const hidden = (node) => Boolean(state.hide && state.hide.includes(kindOf(node)));
const documentsOf = (found) => [...new Set(found.map((m) => nodes.document[m]))];
const inTextOrder = (found) => found.slice().sort((a, b) => nodes.document[a] - nodes.document[b] || nodes.at[a] - nodes.at[b] || a - b);
