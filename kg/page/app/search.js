// The search box: names first, then sentences; nothing found offers the nearest names.

const finder = { found: [], at: -1 };
const MOST_NAMES = 9, MOST_SENTENCES = 5;

function find() {
  const words = $("search").value;
  const names = findNames(words, MOST_NAMES).map((node) => ({ node }));
  const places = findWords(words, MOST_SENTENCES).map(([text, start, length]) => ({ text, start, length }));
  finder.found = [...names, ...places];
  finder.nothing = Boolean(folded(words)) && !finder.found.length;
  if (finder.nothing) finder.found = nearest(words, 3).map((node) => ({ node }));
  finder.at = finder.found.length ? 0 : -1;
  paintHits();
}
function hitParts(hit) {
  if (hit.node !== undefined) return [signBox(kindOf(hit.node), kindOf(hit.node) === "Measure" ? statusOf(hit.node) : ""), el("span", {}, label(hit.node)), el("small", {}, kindName(hit.node))];
  const sentence = sentenceAt(hit.text, hit.start, hit.start + hit.length) || [hit.start, hit.start + hit.length];
  const from = Math.max(sentence[0], hit.start - 12), to = Math.min(sentence[1], hit.start + hit.length + 30);
  return [el("span", {}, "“", pieces(hit.text, from, to, [[hit.start, hit.start + hit.length]]), "…”"), el("small", {}, t("inText"))];
}
function paintHits() {
  const box = $("hits"), input = $("search");
  fill(box, finder.nothing ? el("li", { class: "nothing", role: "presentation" }, t("nothing", visible(input.value))) : null, finder.found.map((hit, i) =>
    el("li", { id: `hit-${i}`, role: "option", "aria-selected": String(i === finder.at), onmousedown: (event) => { event.preventDefault(); pick(i); } }, hitParts(hit))));
  box.hidden = !finder.found.length && !finder.nothing;
  input.setAttribute("aria-expanded", String(!box.hidden));
  if (finder.at >= 0) input.setAttribute("aria-activedescendant", `hit-${finder.at}`); else input.removeAttribute("aria-activedescendant");
  box.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}
function closeHits() { finder.found = []; finder.nothing = false; finder.at = -1; paintHits(); }
function pick(i) {
  const hit = finder.found[i];
  if (!hit) return;
  closeHits();
  $("search").value = "";
  $("search").blur();
  if (hit.node === undefined) { readAt(hit.text, hit.start, hit.start + hit.length); return; }
  if (state.from && !state.to) { select(hit.node); return; }
  const here = currentTab() !== "graph" || (graph.drawn && graph.drawn.cards && graph.drawn.cards.has(`n${hit.node}`));
  if (here) select(hit.node); else focusOn(hit.node, 1);
}
function bindSearch() {
  const input = $("search");
  input.addEventListener("input", find);
  input.addEventListener("blur", closeHits);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); pick(finder.at); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const n = finder.found.length;
      if (n) { finder.at = (finder.at + (event.key === "ArrowDown" ? 1 : n - 1)) % n; paintHits(); }
    } else if (event.key === "Escape") { event.stopPropagation(); input.value = ""; closeHits(); input.blur(); }
  });
}
