// A kind is a shape and a colour, a status is a filling: told apart without colour too.

const FAMILY = {
  Agency: "organ", Measure: "measure", PolicyDocument: "policy", Figure: "figure", ReplyLetter: "letter", Notice: "letter", Document: "letter", Proposal: "letter", Suggestion: "ask", DocumentSection: "ask",
  School: "body", Enterprise: "body", Association: "body", Committee: "body", Institution: "body", Team: "body", Person: "body",
  Program: "vehicle", Fund: "vehicle", Base: "vehicle", Mechanism: "vehicle", Honour: "vehicle",
};
const family = (kind) => FAMILY[kind] || "thing";
const hexagon = (r) => Array.from({ length: 6 }, (_, i) => `${(r * Math.cos((i * Math.PI) / 3)).toFixed(2)},${(r * Math.sin((i * Math.PI) / 3)).toFixed(2)}`).join(" ");
const OUTLINES = {
  organ: () => svg("circle", { r: 6 }),
  policy: () => svg("rect", { x: -5.5, y: -5.5, width: 11, height: 11 }),
  letter: () => svg("path", { d: "M-5-6.5H2.5L5.5-3.5V6.5H-5z" }),
  ask: () => svg("path", { d: "M-6-5H6V3H0L-3 6.5V3H-6z" }),
  measure: () => svg("path", { d: "M0-6.5L6.8 5.5H-6.8z" }),
  figure: () => svg("path", { d: "M0-7L7 0L0 7L-7 0z" }),
  body: () => svg("polygon", { points: hexagon(6.6) }),
  vehicle: () => svg("rect", { x: -6, y: -5, width: 12, height: 10, rx: 4 }),
  thing: () => svg("circle", { r: 4.5 }),
};
const statusOf = remembered((node) => { const found = valueOf(node, "status")[0]; return typeof found === "number" ? notation(found) : ""; });

// The sign of a kind (and of a measure's status), centred at 0,0.
function sign(kind, status) {
  const name = family(kind), group = svg("g", { class: `sign ${name} ${status || ""}` });
  const outline = OUTLINES[name]();
  if (status === "ongoing") {
    group.append(outline, svg("path", { class: "half", d: "M0-6.5L6.8 5.5H0z" }));
  } else group.append(outline);
  return group;
}
const signBox = (kind, status) => svg("svg", { class: "box", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, sign(kind, status));
const pill = (words, name) => el("span", { class: `pill ${name || ""}` }, words);
const STATUS_MARKS = { done: "✓", ongoing: "◷", planned: "▷", advocated: "◌" };
const statusPill = (node) => valueOf(node, "status").map((c) => pill(`${STATUS_MARKS[notation(c)] || ""} ${said(c)}`, notation(c)));
const verdictPill = (ask) => { const found = valueOf(ask, "adoption"); return found.length ? found.map((c) => pill(said(c), typeof c === "number" ? notation(c) : "")) : [pill(t("notSaid"), "none")]; };
