// Elements are made here and nowhere else: text is always text, never markup.

const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

const given = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "" && child !== false);
const fill = (node, ...children) => node.replaceChildren(...given(children));

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...given(children));
  return node;
}

const el = (tag, attributes, ...children) => dress(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => dress(document.createElementNS(SVG, tag), attributes, children);
const button = (words, act, attributes) => el("button", { type: "button", onclick: act, ...attributes }, words);

// Text for people: controls and direction marks are shown as signs, towers of combining marks are cut.
const visible = (text) => text.replace(/[\n\r\t]+/g, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "�").replace(/(\p{M}{3})\p{M}+/gu, "$1…");
const raw = (text) => text.replace(/[^\S\n\r\t ]/gu, " ").replace(/(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}]/gu, "�");
const clipped = (text, most) => { const points = [...text.slice(0, 2 * most + 2)]; return points.length > most ? points.slice(0, most - 1).join("") + "…" : text; };
const grouped = (items, key) => {
  const groups = new Map();
  for (const item of items) { const k = key(item); if (groups.has(k)) groups.get(k).push(item); else groups.set(k, [item]); }
  return groups;
};
