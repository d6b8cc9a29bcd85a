// The whole letter under the picture: every name in it is marked and leads to its thing.

const letter = { text: -1, marks: [] };

function showLetter() {
  const box = $("letter"), text = state.letter === undefined ? -1 : textById.get(state.letter);
  box.hidden = text < 0;
  document.body.classList.toggle("reading", text >= 0);
  if (text < 0) { letter.text = -1; return; }
  if (letter.text !== text || letter.tongue !== tongue) { drawLetter(box, text); letter.text = text; letter.tongue = tongue; }
  markPlaces();
}

function drawLetter(box, text) {
  const document_ = texts[text].document;
  const head = el("header", {}, el("h2", {}, t("letterTitle")), el("span", {}, document_ >= 0 ? label(document_) : visible(texts[text].name || "")), el("span", { class: "soft" }, t("nextMark"), hasText(text) && texts[text].text.includes("█") ? ` · ${t("blotted")}` : ""), button("✕", () => go({ letter: undefined, at: undefined }), { "aria-label": t("close"), id: "close-letter" }));
  if (!hasText(text)) { fill(box, head, el("p", { class: "empty" }, t("noLetter"))); letter.marks = []; return; }
  const body = el("div", { class: "text", tabindex: "0", lang: "zh-CN" });
  body.append(...marked(text));
  body.addEventListener("click", (event) => { const mark = event.target.closest("mark"); if (mark) openMark(mark); });
  body.addEventListener("keydown", stepMark);
  fill(box, head, body);
}
const openMark = (mark) => { const node = Number(mark.dataset.node); if (node >= 0) select(node); };
function stepMark(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], named = letter.marks.filter((mark) => mark.dataset.node >= 0);
  const at = named.indexOf(document.activeElement);
  if (step) { event.preventDefault(); event.stopPropagation(); named[Math.max(0, Math.min(named.length - 1, at + step))]?.focus(); } else if (event.key === "Enter" && at >= 0) openMark(named[at]);
}

// The text in pieces that change where a span begins or ends; a piece belongs to the shortest span that names something.
function marked(text) {
  const words = texts[text].text, length = [...words].length;
  const owner = new Int32Array(length).fill(-1), borders = new Uint8Array(length + 1);
  const here = spans.text.flatMap((one, span) => (one === text ? [span] : [])).sort((a, b) => spans.length[b] - spans.length[a] || spans.start[a] - spans.start[b]);
  const border = (at) => { if (at >= 0 && at <= length) borders[at] = 1; };
  for (const span of here) {
    border(spans.start[span]); border(spans.start[span] + spans.length[span]);
    if (spans.names[span].length) owner.fill(span, spans.start[span], spans.start[span] + spans.length[span]);
  }
  for (const [start, long] of texts[text].unread || []) { border(start); border(start + long); }
  const out = [];
  letter.marks = [];
  for (let at = 0; at < length;) {
    let end = at + 1;
    while (end < length && !borders[end] && owner[end] === owner[at]) end += 1;
    const span = owner[at], node = span < 0 ? -1 : spans.names[span][0];
    const mark = el("mark", { class: node < 0 ? "none" : family(kindOf(node)), tabindex: "-1", "data-node": node, "data-start": at, "data-end": end, title: node < 0 ? null : `${kindName(node)} ${clipped(label(node), 60)}` }, raw(cut(text, at, end)));
    letter.marks.push(mark); out.push(mark);
    at = end;
  }
  return out;
}

function markPlaces() {
  const ranges = [];
  const add = (found) => { for (const span of found) if (spans.text[span] === letter.text) ranges.push([spans.start[span], spans.start[span] + spans.length[span]]); };
  if (state.edge !== undefined) { const e = edgeById(state.edge); add(proofsOfEdge[e].flatMap((p) => proofs.spans[p])); } else if (state.node !== undefined) add(spansOf[nodeById.get(state.node)]);
  const place = state.at ? state.at.split("-").map(Number) : ranges[0];
  if (state.at) ranges.push(place);
  let first = null;
  for (const mark of letter.marks) {
    const start = Number(mark.dataset.start), end = Number(mark.dataset.end);
    const on = ranges.some(([a, b]) => start < b && a < end);
    mark.classList.toggle("on", on);
    if (!first && place && start < place[1] && place[0] < end) first = mark;
  }
  if (first) first.scrollIntoView({ block: "center" });
}
