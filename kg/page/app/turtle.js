// Turtle of what is shown: the things, the facts between them, and their statements with the words that prove them.

const PREFIX = { zm: "https://w3id.org/zhengmai/ont#", zmc: "https://w3id.org/zhengmai/concept/", skos: "http://www.w3.org/2004/02/skos/core#", rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", oa: "http://www.w3.org/ns/oa#", dcterms: "http://purl.org/dc/terms/", org: "http://www.w3.org/ns/org#" };
const ESCAPED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const turtleText = (words) => `"${words.replace(/[\\"\n\r\t]/g, (mark) => ESCAPED[mark]).replace(/[\u0000-\u001f\u007f]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}"`;
const turtleIri = (id) => `<${(/^[a-z]+:\/\//.test(id) ? id : data.base + id).replace(/[\u0000-\u0020<>"{}|^`\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`)}>`;
const nodeIri = (node) => turtleIri(nodes.id[node]);
const spanIri = (span) => turtleIri(`${texts[spans.text[span]].id.replace(/^text-/, "span-")}-${spans.start[span]}-${spans.start[span] + spans.length[span]}`);
const propertyIri = (p) => { const [prefix, ...rest] = properties[p][0].split(":"); return PREFIX[prefix] ? `<${PREFIX[prefix]}${rest.join(":")}>` : `<${properties[p][0]}>`; };

function turtleOf(things, facts_) {
  const out = Object.entries(PREFIX).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`), used = new Set(), quoted = new Set();
  for (const i of things) {
    out.push(`${nodeIri(i)} a zm:${kindOf(i)} ; skos:prefLabel ${turtleText(nodes.label[i])}@zh .`);
    for (const v of valuesOf[i]) {
      const value = values.value[v];
      if (typeof value === "number") used.add(value);
      out.push(`${nodeIri(i)} ${propertyIri(values.property[v])} ${typeof value === "number" ? turtleConcept(value) : turtleValue(value, propertyName(values.property[v]))} .`);
    }
  }
  for (const e of facts_) {
    if (edges.property[e] === MENTIONED) continue;
    const s = nodeIri(edges.from[e]), p = propertyIri(edges.property[e]), o = nodeIri(edges.to[e]);
    out.push(`${s} ${p} ${o} .`);
    proofsOfEdge[e].forEach((proof) => {
      proofs.spans[proof].forEach((span) => quoted.add(span));
      out.push(`[] a zm:Statement ; rdf:subject ${s} ; rdf:predicate ${p} ; rdf:object ${o} ; zm:rule ${turtleText(data.rules[proofs.rule[proof]])} ; zm:confidence ${proofs.sure[proof].toFixed(2)}${proofs.spans[proof].length ? ` ; zm:evidence ${proofs.spans[proof].map(spanIri).join(" , ")}` : ""} .`);
    });
  }
  for (const span of quoted) out.push(`${spanIri(span)} a zm:TextSpan ; oa:hasSource ${turtleIri(texts[spans.text[span]].id)} ; oa:start ${spans.start[span]} ; oa:end ${spans.start[span] + spans.length[span]} ; oa:exact ${turtleText(wordsOf(span))} .`);
  for (const c of used) out.push(`${turtleConcept(c)} skos:prefLabel ${turtleText(concepts[c][1])}@zh .`);
  return `${out.join("\n")}\n`;
}
const turtleConcept = (c) => (concepts[c][0].startsWith("zmc:") ? `<${PREFIX.zmc}${concepts[c][0].slice(4)}>` : turtleIri(concepts[c][0]));
const DATES = new Set(["startDate", "endDate", "documentDate", "effectiveFrom", "validUntil"]);
const turtleValue = (value, name) => (DATES.has(name) && /^\d{4}-\d\d-\d\d$/.test(value) ? `"${value}"^^<http://www.w3.org/2001/XMLSchema#date>` : name === "normalizedValue" && /^-?\d+\.\d+$/.test(value) ? value : turtleText(value));
