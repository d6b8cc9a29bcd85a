// The legend is the filter: kinds are shown or not, the values of each facet narrow all views to what they say.

const AT_FIRST = 6, MOST_VALUES = 60;
const unfolded = new Set();

let facetsShown = "";
function showFacets() {
  const { counts, key } = scoped(), wanted = JSON.stringify([key, state.hide, [...unfolded], tongue]);
  if (facetsShown === wanted) return;
  facetsShown = wanted;
  const parts = [el("h2", { class: "unseen" }, t("legend")), el("button", { class: "close phone", type: "button", "aria-label": t("close"), onclick: () => document.body.classList.remove("filtering") }, "✕"), kindsFacet()];
  for (const facet of FACETS) {
    if (facet === "document" && documentsRead.length < 2) continue;
    const every = new Set([...allValues(facet), ...(state[facet] || [])]);
    if (facet === "ask" && documentsRead.length > 1) for (const key of every) if (!offered(key, counts.ask.get(key))) every.delete(key);
    if (!every.size || (every.size === 1 && !(state[facet] || []).length && !["status", "verdict"].includes(facet))) continue;
    const rows = [...every].map((key) => [key, counts[facet].get(key) || 0]).sort(facet === "year" ? (a, b) => b[0].localeCompare(a[0]) : (a, b) => b[1] - a[1] || facetName(facet, a[0]).localeCompare(facetName(facet, b[0]), "zh"));
    parts.push(facetBox(facet, t(facet), rows));
  }
  const box = $("facets"), top = box.scrollTop, focused = document.activeElement?.dataset?.facet;
  fill(box, parts);
  box.setAttribute("aria-label", t("legend"));
  box.scrollTop = top;
  if (focused) box.querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
  showFilters();
}

// Of many documents the suggestions are offered, and the sections of the one that is looked at.
const offered = (key, n) => (state.ask || []).includes(key) || kindOf(nodeById.get(key)) === "Suggestion" || Boolean(n && documentsOf(scoped().kept).length === 1);

const facetValues = new Map();
function allValues(facet) {
  if (!facetValues.has(facet)) facetValues.set(facet, new Set(answers[facet].flat()));
  return facetValues.get(facet);
}

function kindsFacet() {
  const here = new Set(nodes.kind.map((kind) => data.kinds[kind][0]));
  const rows = data.kinds.filter(([kind]) => here.has(kind) && kind !== "DocumentSection").map(([kind, ...names]) => [kind, names[tongue], data.totals[kind] || 0]);
  return group("kind", t("kind"), rows, ([kind, name, n]) => row(`hide-${kind}`, !(state.hide || []).includes(kind), () => go({ hide: toggled("hide", kind) }), [signBox(kind, ""), el("span", { class: "name" }, name)], n), 8);
}

function facetBox(facet, title, rows) {
  return group(facet, title, rows, ([key, n]) => row(`${facet}-${key}`, (state[facet] || []).includes(key), () => go({ [facet]: toggled(facet, key), open: undefined }), [
    facet === "status" ? signBox("Measure", key.slice(key.lastIndexOf("-") + 1)) : null, el("span", { class: "name", title: facetName(facet, key) }, facetName(facet, key))], n), AT_FIRST);
}

function group(id, title, rows, item, most) {
  const open = unfolded.has(id), shown = rows.slice(0, open ? MOST_VALUES : most);
  const more = rows.length - shown.length;
  return el("fieldset", {}, el("legend", {}, title), el("ul", {}, shown.map(item)),
    more > 0 && !open ? button(t("more", rows.length - shown.length), () => { unfolded.add(id); showFacets(); }, { class: "link" }) : open && rows.length > most ? button(t("less"), () => { unfolded.delete(id); showFacets(); }, { class: "link" }) : null);
}

function row(key, checked, act, content, n) {
  const box = el("input", { type: "checkbox", "data-facet": key, onchange: act });
  box.checked = checked;
  return el("li", { class: n ? "" : "none" }, el("label", {}, box, content, el("b", {}, String(n))));
}

// What is filtered, above the views, each to be taken away by a press.
function showFilters() {
  const chips = FACETS.flatMap((facet) => (state[facet] || []).map((key) => button(`${t(facet)}：${clipped(facetName(facet, key), 24)} ✕`, () => go({ [facet]: toggled(facet, key) }))))
    .concat((state.hide || []).map((kind) => button(`${t("without")} ${(data.kinds.find((one) => one[0] === kind) || [0, kind, kind])[1 + tongue]} ✕`, () => go({ hide: toggled("hide", kind) }))));
  const box = $("filters");
  box.hidden = !chips.length;
  fill(box, chips, chips.length > 1 ? button(t("clear"), () => go(Object.fromEntries([...FACETS, "hide"].map((facet) => [facet, undefined]))), { class: "link" }) : null);
}
