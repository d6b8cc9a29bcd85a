// The whole state is the address behind #: what is open, chosen, filtered. Unknown names and values are ignored.

const TABS = ["graph", "matrix", "asks", "figures", "table", "time", "unread"];
const FACETS = ["status", "verdict", "ask", "organ", "document", "year", "region", "topic", "type"];
const LISTS = new Set([...FACETS, "hide", "open"]);
const WORD = /^[\p{L}\p{N}_.:/#~〔〕-]{1,400}$/u;
const CHECKS = {
  tab: (v) => TABS.includes(v), lang: (v) => v === "zh" || v === "en", theme: (v) => v === "light" || v === "dark",
  node: (v) => nodeById.has(v), edge: (v) => edgeById(v) !== undefined, focus: (v) => nodeById.has(v), from: (v) => nodeById.has(v), to: (v) => nodeById.has(v),
  steps: (v) => /^[123]$/.test(v), letter: (v) => textById.has(v), sort: (v) => /^\d{1,2}d?$/.test(v), at: (v) => /^\d{1,9}-\d{1,9}$/.test(v), help: (v) => v === "1",
};

function readAddress(address) {
  const found = {};
  for (const part of address.replace(/^#/, "").split("&")) {
    const [name, ...rest] = part.split("=");
    let value;
    try { value = decodeURIComponent(rest.join("=")); } catch { continue; }
    if (LISTS.has(name)) {
      const kept = value.split(",").filter((one) => WORD.test(one)).slice(0, 50);
      if (kept.length) found[name] = kept;
    } else if (Object.hasOwn(CHECKS, name) && CHECKS[name](value)) found[name] = value;
  }
  return found;
}

const ORDER = ["tab", "sort", "node", "edge", "focus", "steps", "from", "to", ...FACETS, "hide", "open", "letter", "at", "help", "lang", "theme"];
const address = (state) => "#" + ORDER.filter((name) => state[name] !== undefined && state[name].length)
  .map((name) => `${name}=${(LISTS.has(name) ? state[name] : [state[name]]).map((one) => encodeURIComponent(one)).join(",")}`).join("&");

let state = {};
// Goes to another state; undefined takes a name away.
function go(changes) {
  const next = { ...state, ...(changes.tab ? { sort: undefined } : {}), ...changes };
  const wanted = address(next);
  if (wanted === (location.hash || "#")) return;
  location.hash = wanted;
  render();
}
const toggled = (name, value) => { const old = state[name] || []; return old.includes(value) ? old.filter((one) => one !== value) : [...old, value]; };
const select = (node) => {
  if (state.from && !state.to && nodes.id[node] !== state.from) return go({ to: nodes.id[node], tab: "graph", node: undefined, edge: undefined, help: undefined });
  return go({ node: nodes.id[node], edge: undefined, help: undefined });
};
const selectEdge = (e) => go({ edge: edgeId(e), node: undefined, help: undefined });
const focusOn = (node, steps) => go({ tab: "graph", focus: nodes.id[node], steps: String(steps || 1), node: nodes.id[node], edge: undefined, from: undefined, to: undefined, help: undefined });
