// Citations to copy: as text and as BibTeX.

function citation(passage) {
  const document = texts[passage.text].document;
  const words = hasText(passage.text) ? passage.marks.map(([a, b]) => joined(cut(passage.text, a, b))).join(" …… ") : joined(passage.words);
  const known = document >= 0;
  const one = (name) => (known ? visible(String(valueOf(document, name)[0] ?? "")) : "");
  const issuer = known ? objects(document, "issuedBy").map(label).join("、") : "";
  const id = state.edge || state.node;
  return {
    issuer, title: known ? label(document) : "", number: one("docNumber"), date: one("documentDate"), words,
    place: passage.marks.map(([a, b]) => t("chars", a, b)).join("、"),
    iri: data.base + (state.node || (state.edge || "").split("~")[0] || (known ? nodes.id[document] : "")), id: id || "",
  };
}
function citedText(c) {
  const head = [c.issuer, `${c.title}${c.number ? `（${c.number}）` : ""}[Z]`, c.date].filter(Boolean).join(". ");
  return `${head}. ${c.place}：“${c.words}”. ${c.iri}`;
}
const TEX = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", $: "\\$", _: "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const tex = (words) => words.replace(/[\\{}%&#$_~^]/g, (mark) => TEX[mark]);
function citedBibtex(c) {
  const key = `zm${c.iri.slice(c.iri.lastIndexOf("/") + 1).replace(/[^A-Za-z0-9]/g, "")}`;
  const rows = [["author", c.issuer ? `{${tex(c.issuer)}}` : ""], ["title", tex(c.title)], ["number", tex(c.number)], ["year", c.date.slice(0, 4)], ["date", c.date], ["note", tex(`${c.place}：“${c.words}”`)], ["url", c.iri]];
  return `@misc{${key},\n${rows.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
}

// Shows the citation under the quote; pressing again takes it away.
function cite(pressed, passage) {
  const quoted = pressed.closest("blockquote"), open = quoted.querySelector(".cited");
  if (open) { open.remove(); return; }
  const c = citation(passage);
  quoted.append(el("div", { class: "cited" }, [[t("citeText"), citedText(c)], ["BibTeX", citedBibtex(c)]].map(([name, words]) =>
    el("div", {}, el("b", {}, name), button(t("copy"), (event) => copied(event.currentTarget, words)), el("pre", { tabindex: "0" }, words)))));
}

async function copied(pressed, words) {
  const before = pressed.textContent;
  try { await navigator.clipboard.writeText(words); } catch {
    const box = el("textarea", { class: "unseen", readonly: true });
    box.value = words; document.body.append(box); box.select(); document.execCommand("copy"); box.remove();
  }
  pressed.textContent = t("copied");
  $("spoken").textContent = t("copied");
  setTimeout(() => { pressed.textContent = before; }, 1200);
}
