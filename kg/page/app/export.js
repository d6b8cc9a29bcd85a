// Files of what is shown, made here and handed to the browser: nothing leaves the computer.

const EXPORTS = ["png", "svg", "csv", "ttl"];
function hand(name, type, content) {
  const link = el("a", { href: URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type })), download: `zhengmai-${name}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// The picture with its looks written into it, so that it is the same in any program.
const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-family", "font-weight", "text-anchor", "display"];
function pictureText() {
  const drawn = graph.box && graph.box.querySelector(".picture");
  if (!drawn) return null;
  const shown = drawn.cloneNode(true), aside = el("div", { class: "graph unseen" }, shown);
  document.body.append(aside);
  for (const node of shown.querySelectorAll("*")) {
    const looks = getComputedStyle(node);
    for (const name of LOOKS) { const value = looks.getPropertyValue(name); if (value && value !== "normal") node.setAttribute(name, value); }
  }
  for (const node of shown.querySelectorAll("[class],[data-key],[tabindex],[role]")) for (const name of ["class", "data-key", "tabindex", "role", "aria-pressed"]) node.removeAttribute(name);
  for (const node of shown.querySelectorAll('[display="none"]')) node.remove();
  shown.setAttribute("width", graph.drawn.width); shown.setAttribute("height", graph.drawn.height);
  shown.removeAttribute("class");
  shown.prepend(svg("title", {}, headline()), svg("rect", { width: graph.drawn.width, height: graph.drawn.height, fill: getComputedStyle(document.body).backgroundColor }));
  const text = new XMLSerializer().serializeToString(shown);
  aside.remove();
  return text;
}

function exportPng() {
  const text = pictureText();
  if (!text) return;
  const { width, height } = graph.drawn, scale = Math.min(2, 8000 / Math.max(width, height), Math.sqrt(3e7 / (width * height)));
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => hand("graph.png", "image/png", blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// CSV that Excel opens as Chinese, and of which no cell starts a formula.
const csvCell = (words) => {
  const guarded = /^[\s]*[=+\-@＝＋－＠]/.test(words) || /^[\t\r\n]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
};
const csvOf = (model) => `\ufeff${[model.columns.map((column) => column.name), ...ordered(model).map((row) => model.columns.map((column) => column.words(row)))].map((row) => row.map((cell) => csvCell(String(cell))).join(",")).join("\r\n")}\r\n`;
function shownModel() {
  if (currentTab() === "time") return timeTable();
  if (TABLES[currentTab()]) return TABLES[currentTab()]();
  if (currentTab() !== "graph" || !graph.drawn || !graph.drawn.lines.some((one) => one.edges)) return measuresTable();
  return { rows: graph.drawn.lines.flatMap((one) => one.edges || []), columns: [
    plainColumn("subject", (e) => data.base + nodes.id[left(e)]), plainColumn("subjectLabel", (e) => label(left(e))), plainColumn("relation", (e) => properties[edges.property[e]][1][tongue]),
    plainColumn("object", (e) => data.base + nodes.id[right(e)]), plainColumn("objectLabel", (e) => label(right(e))), plainColumn("evidence", (e) => quotedWords(proofsOfEdge[e])), plainColumn("confidence", (e) => (sureOf(e) < 0 ? "" : String(sureOf(e)))),
  ] };
}
function shownTurtle() {
  if (currentTab() === "graph" && graph.drawn && graph.drawn.cards) return turtleOf([...graph.drawn.cards.values()].map((one) => one.node).filter((i) => i !== undefined), graph.drawn.lines.flatMap((one) => one.edges || []));
  const things = new Set(), found = [];
  for (const m of scoped().kept) { things.add(m); for (const e of edgesOf[m]) { things.add(other(e, m)); found.push(e); } }
  return turtleOf([...things], [...new Set(found)]);
}
function exported(form) {
  $("export").open = false;
  if (form === "png") exportPng();
  else if (form === "svg") { const text = pictureText(); if (text) hand("graph.svg", "image/svg+xml", text); }
  else if (form === "csv") hand(`${currentTab()}.csv`, "text/csv", csvOf(shownModel()));
  else hand("shown.ttl", "text/turtle", shownTurtle());
}
function showExport() {
  const box = $("export");
  fill(box.querySelector("summary"), t("export"));
  fill(box.querySelector("ul"), EXPORTS.filter((form) => currentTab() === "graph" || (form !== "png" && form !== "svg")).map((form) => el("li", {}, button(t(`as.${form}`), () => exported(form), { "data-form": form }))));
}
