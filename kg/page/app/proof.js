// The sentence that proves a fact, the proving words marked, and where it stands.

function pieces(text, start, end, marks) {
  const parts = [];
  let at = start;
  for (const [from, to] of marks.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (to <= at) continue;
    const begin = Math.max(from, at);
    if (begin > at) parts.push(el("span", {}, joined(cut(text, at, begin))));
    parts.push(el("mark", {}, joined(cut(text, begin, to))));
    at = to;
  }
  if (end > at) parts.push(el("span", {}, joined(cut(text, at, end))));
  return parts;
}
// Lines that the file breaks are one line again.
const joined = (words) => visible(words.split(/[\r\n]+/).map((one) => one.trim()).join(""));

// Spans by the sentence that holds them: [{text, start, end, marks, words}].
function passages(found) {
  const groups = new Map();
  for (const span of [...new Set(found)].sort((a, b) => spans.text[a] - spans.text[b] || spans.start[a] - spans.start[b])) {
    const text = spans.text[span], start = spans.start[span], end = start + spans.length[span];
    const sentence = (hasText(text) && sentenceAt(text, start, end)) || [start, end];
    const key = `${text}-${sentence[0]}`;
    if (!groups.has(key)) groups.set(key, { text, start: sentence[0], end: sentence[1], marks: [], words: "", first: span });
    const group = groups.get(key);
    group.end = Math.max(group.end, end);
    group.marks.push([start, end]);
    if (!hasText(text)) group.words += (group.words ? " …… " : "") + wordsOf(span);
  }
  return [...groups.values()];
}
const whereOf = (passage) => {
  const document = texts[passage.text].document, part = headingAt(document, passage.marks[0][0]);
  return [document >= 0 ? clipped(label(document), 40) : "", part === undefined ? "" : label(part), passage.marks.map(([a, b]) => t("chars", a, b)).join("、")].filter(Boolean).join(" · ");
};

function quote(passage, rule, sure) {
  const foot = [whereOf(passage)];
  if (rule) foot.push(`${t("rule")} ${visible(rule)}`);
  if (sure !== undefined) foot.push(`${t("sure")} ${sure}${sure < 0.6 ? ` ${t("unsure")}` : ""}`);
  const words = hasText(passage.text) ? pieces(passage.text, passage.start, passage.end, passage.marks) : [el("mark", {}, joined(passage.words))];
  return el("blockquote", {}, el("p", { lang: "zh-CN" }, words), el("footer", {}, foot.join(" · ")),
    el("p", { class: "acts" }, hasText(passage.text) ? button(t("read"), () => readAt(passage.text, passage.marks[0][0], passage.marks[0][1])) : null,
      button(t("cite"), (event) => cite(event.currentTarget, passage)), button(t("link"), (event) => copied(event.currentTarget, location.href))));
}
const readAt = (text, start, end) => go({ letter: texts[text].id, at: `${start}-${end}` });
const proofQuotes = (found) => {
  const done = new Set(), out = [];
  for (const p of found) for (const passage of passages(proofs.spans[p])) {
    const key = `${passage.text} ${passage.marks} ${proofs.rule[p]}`;
    if (!done.has(key)) { done.add(key); out.push(quote(passage, data.rules[proofs.rule[p]], proofs.sure[p])); }
  }
  return out;
};
const quotedWords = (found) => [...new Set(found.flatMap((p) => proofs.spans[p]).map((span) => joined(wordsOf(span))))].join(" …… ");
// Where a thing is named, with the rule that says so where its name is another.
const spanQuotes = (found, most) => passages(found.slice(0, most)).map((passage) => { const why = spans.why[passage.first]; return why ? quote(passage, data.rules[why[0]], why[1]) : quote(passage); });
const edgeQuotes = (e) => (edges.property[e] === MENTIONED ? spanQuotes(spansOf[edges.to[e]], 1) : proofsOfEdge[e].length ? proofQuotes(proofsOfEdge[e]) : [el("p", { class: "soft" }, t("background"))]);
