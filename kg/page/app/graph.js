// Draws a picture as SVG in a box that scrolls by itself: panning costs no script, text stays text, paper prints it sharp.

const graph = { drawn: null, key: "", zoom: 1, box: null, at: null };

function showGraph(pane) {
  const key = JSON.stringify([state.focus, state.steps, state.from, state.to, state.open, state.hide, tongue, scoped().key, pane.clientWidth]);
  if (graph.key !== key || !graph.box || graph.box.parentNode !== pane) {
    graph.key = key;
    graph.drawn = picture();
    if (graph.drawn.columns.length) place(graph.drawn, Math.max(pane.clientWidth - 2, 320));
    graph.box = drawing(graph.drawn);
    fill(pane, banner(graph.drawn), graph.box, zooms());
    graph.at = null;
  }
  highlight();
  tellFoot();
}

function banner(drawn) {
  const parts = [];
  if (state.from && !state.to) parts.push(el("span", {}, t("pathFrom", label(nodeById.get(state.from)))), button(t("cancel"), () => go({ from: undefined })));
  if (drawn.headline) {
    parts.push(el("span", {}, drawn.headline));
    if (state.focus && !state.from) {
      parts.push(el("span", { class: "steps" }, `${t("steps")} `, ["1", "2", "3"].map((n) => button(n, () => go({ steps: n }), { "aria-pressed": String((state.steps || "1") === n) }))));
    }
    parts.push(button(t("back"), () => go({ focus: undefined, steps: undefined, from: undefined, to: undefined })));
  }
  return parts.length ? el("div", { class: "banner" }, parts) : null;
}

function drawing(drawn) {
  const box = el("div", { class: "graph", tabindex: "0", role: "group", "aria-label": t("tab.graph") });
  if (!drawn.columns.some((column) => column.cards.length)) { fill(box, el("p", { class: "empty" }, drawn.headline || (measures.length ? t("nothingShown") : t("noMeasures")))); return box; }
  const picture = svg("svg", { class: "picture", width: drawn.width * graph.zoom, height: drawn.height * graph.zoom, viewBox: `0 0 ${drawn.width} ${drawn.height}`, role: "presentation" });
  const titles = drawn.columns.map((column) => column.title && svg("text", { class: "column", x: column.x + column.width / 2, y: 24 }, column.title));
  const lines = svg("g", { class: "lines" }, drawn.lines.map((one) => lineOf(drawn, one)));
  const cards = svg("g", { class: "cards" }, [...drawn.cards.values()].map(cardOf));
  picture.append(...titles.filter(Boolean), lines, cards);
  box.append(picture);
  dragged(box);
  return box;
}

function cardOf(one) {
  const act = one.act || (one.node !== undefined ? () => select(one.node) : null);
  const words = one.words + (one.count ? ` ${one.count}` : "");
  const group = svg("g", { class: `card ${one.group ? "group" : one.more ? "more" : `node ${family(one.kind)}`}`, transform: `translate(${one.x} ${one.y})`, tabindex: "-1", role: "button", "aria-label": one.more || one.group ? words : `${kindName(one.node)} ${words}`, "data-key": one.key });
  const middleY = one.height / 2;
  if (!one.more) group.append(svg("rect", { width: one.width, height: one.height, rx: 6 }));
  if (one.more) group.append(svg("text", { class: "words", x: 28, y: middleY + 5 }, `＋ ${one.words}`.replace(/^＋ (收起|Fewer)/, "− $1")));
  else if (one.group) {
    group.append(svg("text", { class: "words", x: 10, y: middleY + 5 }, one.lines[0]));
    if (one.node !== undefined && kindOf(one.node) === "Suggestion") {
      const verdict = valueOf(one.node, "adoption")[0];
      if (verdict !== undefined) group.append(svg("text", { class: `verdict ${typeof verdict === "number" ? notation(verdict) : ""}`, x: one.width - 10, y: middleY + 5 }, said(verdict)));
    }
  } else {
    const mark = sign(one.kind, one.status);
    mark.setAttribute("transform", `translate(16 ${middleY})`);
    group.append(mark);
    one.lines.forEach((words_, i) => group.append(svg("text", { class: "words", x: 30, y: middleY + 5 + (i - (one.lines.length - 1) / 2) * LINE }, words_)));
    if (one.count) group.append(svg("text", { class: "count", x: one.width - 10, y: middleY + 5 }, String(one.count)));
  }
  if (one.lines && one.lines.join("") !== one.words) group.append(svg("title", {}, clipped(one.words, 300)));
  if (act) {
    group.addEventListener("click", () => { if (!graph.dragging) act(); });
    if (one.node !== undefined) group.addEventListener("dblclick", () => focusOn(one.node, 1));
    group.addEventListener("pointerenter", () => glow(one.key));
    group.addEventListener("pointerleave", () => glow(null));
    group.addEventListener("focus", () => { graph.at = one.key; glow(one.key); });
    group.addEventListener("blur", () => glow(null));
  }
  one.element = group;
  return group;
}

function curve(drawn, one) {
  const a = drawn.cards.get(one.from), b = drawn.cards.get(one.to);
  if (a.column === b.column) {
    const x = a.x + a.width, bow = Math.min(46, 16 + Math.abs(middle(a) - middle(b)) / 8);
    return [`M${x} ${middle(a)}C${x + bow} ${middle(a)} ${x + bow} ${middle(b)} ${x} ${middle(b)}`, x + bow * 0.75, (middle(a) + middle(b)) / 2];
  }
  const [near, far] = a.column < b.column ? [a, b] : [b, a];
  const x1 = near.x + near.width, x2 = far.x, bend = (x2 - x1) / 2;
  return [`M${x1} ${middle(near)}C${x1 + bend} ${middle(near)} ${x2 - bend} ${middle(far)} ${x2} ${middle(far)}`, x2 - 10, middle(far) - 6];
}

function lineOf(drawn, one) {
  const [path, x, y] = curve(drawn, one);
  const thick = one.weight ? Math.min(7, 0.8 + Math.log2(one.weight) * 0.7) : 1.4;
  const group = svg("g", { class: `line${one.dashed ? " unsure" : ""}${one.told ? " told" : ""}`, "data-key": one.key },
    svg("path", { class: "seen", d: path, "stroke-width": thick }), svg("path", { class: "reach", d: path }),
    svg("text", { x, y, "text-anchor": "end" }, one.words));
  group.addEventListener("click", () => { if (graph.dragging) return; if (one.act) one.act(); else selectEdge(one.edge); });
  group.addEventListener("pointerenter", () => group.classList.add("near"));
  group.addEventListener("pointerleave", () => group.classList.remove("near"));
  one.element = group;
  return group;
}

// What is under the pointer, and what it is tied to.
function glow(key) {
  for (const one of graph.drawn.lines) one.element?.classList.toggle("warm", key !== null && (one.from === key || one.to === key));
}

function highlight() {
  const drawn = graph.drawn;
  if (!drawn || !drawn.cards || !graph.box) return;
  const chosen = state.edge !== undefined ? drawn.lines.filter((one) => one.edges?.includes(edgeById(state.edge))) : [];
  const key = state.node !== undefined ? `n${nodeById.get(state.node)}` : null;
  const lit = chosen.length ? chosen : drawn.lines.filter((one) => one.from === key || one.to === key);
  const near = new Set(lit.flatMap((one) => [one.from, one.to]));
  const any = drawn.cards.has(key) || chosen.length > 0;
  graph.box.classList.toggle("chosen", any);
  graph.box.classList.toggle("few", lit.length <= 8);
  for (const one of drawn.cards.values()) {
    one.element.classList.toggle("lit", one.key === key || near.has(one.key));
    one.element.classList.toggle("on", one.key === key);
    one.element.setAttribute("aria-pressed", String(one.key === key));
  }
  for (const one of drawn.lines) one.element.classList.toggle("lit", lit.includes(one));
  const at = drawn.cards.get(key) || (chosen[0] && drawn.cards.get(chosen[0].to));
  if (at) bringIn(at);
}

function bringIn(one) {
  const box = graph.box, top = one.y * graph.zoom, bottom = (one.y + one.height) * graph.zoom;
  if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) box.scrollTop = Math.max(0, top - box.clientHeight / 2);
  const leftSide = one.x * graph.zoom, rightSide = (one.x + one.width) * graph.zoom;
  if (leftSide < box.scrollLeft || rightSide > box.scrollLeft + box.clientWidth) box.scrollLeft = Math.max(0, leftSide - 16);
}

// The mouse drags the paper; fingers and wheels scroll it without us.
function dragged(box) {
  let from = null;
  box.addEventListener("pointerdown", (event) => { graph.dragging = false; if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop, at: [event.clientX, event.clientY] }; });
  box.addEventListener("pointermove", (event) => {
    if (!from || !(event.buttons & 1)) return;
    if (Math.hypot(event.clientX - from.at[0], event.clientY - from.at[1]) > 4) graph.dragging = true;
    if (graph.dragging) { box.scrollLeft = from.x - event.clientX; box.scrollTop = from.y - event.clientY; }
  });
  box.addEventListener("pointerup", () => { from = null; });
  box.addEventListener("pointerleave", () => { from = null; });
  box.addEventListener("wheel", (event) => { if (event.ctrlKey) { event.preventDefault(); zoom(graph.zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1)); } }, { passive: false });
}

function zoom(wanted) {
  const before = graph.zoom, box = graph.box, picture = box && box.querySelector(".picture");
  graph.zoom = Math.max(0.3, Math.min(3, wanted));
  if (!picture) return;
  picture.setAttribute("width", graph.drawn.width * graph.zoom);
  picture.setAttribute("height", graph.drawn.height * graph.zoom);
  box.scrollTop = (box.scrollTop + box.clientHeight / 2) * (graph.zoom / before) - box.clientHeight / 2;
  box.scrollLeft = (box.scrollLeft + box.clientWidth / 2) * (graph.zoom / before) - box.clientWidth / 2;
}
const zooms = () => el("div", { class: "zooms" }, button("−", () => zoom(graph.zoom / 1.2), { "aria-label": t("smaller"), title: t("smaller") }), button("＋", () => zoom(graph.zoom * 1.2), { "aria-label": t("larger"), title: t("larger") }), button("1:1", () => zoom(1), { "aria-label": t("normal"), title: t("normal") }));

// From card to card by arrows: up and down in a column, left and right along a line.
function walk(key) {
  const drawn = graph.drawn;
  if (!drawn || !drawn.cards || !drawn.cards.size) return;
  const at = drawn.cards.get(graph.at) || (state.node !== undefined && drawn.cards.get(`n${nodeById.get(state.node)}`));
  const columns = drawn.columns;
  let next;
  if (!at) next = columns[0].cards[0];
  else if (key === "ArrowUp" || key === "ArrowDown") {
    const inColumn = columns[at.column].cards.slice().sort((a, b) => a.y - b.y);
    next = inColumn[inColumn.indexOf(at) + (key === "ArrowDown" ? 1 : -1)];
  } else {
    const step = key === "ArrowRight" ? 1 : -1;
    const tied = drawn.lines.flatMap((one) => (one.from === at.key ? [one.to] : one.to === at.key ? [one.from] : [])).map((k) => drawn.cards.get(k)).filter((one) => Math.sign(one.column - at.column) === step);
    const beside = columns[at.column + step] ? columns[at.column + step].cards : [];
    next = (tied.length ? tied : beside).slice().sort((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)))[0];
  }
  if (!next) return;
  graph.at = next.key;
  bringIn(next);
  next.element.focus({ preventScroll: true });
}

function tellFoot() {
  const drawn = graph.drawn, all = Object.values(data.totals).reduce((a, b) => a + b, 0);
  const n = drawn.cards ? [...drawn.cards.values()].filter((one) => one.node !== undefined).length : 0;
  fill($("foot"), el("span", {}, t("shown", n, all)), drawn.note ? el("span", {}, ` · ${drawn.note}`) : null, data.more[0] || data.more[1] ? el("span", {}, ` · ${t("notHeld", ...data.more)}`) : null);
}
