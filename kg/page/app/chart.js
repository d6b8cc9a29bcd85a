// A small picture of who does how much, and how far it is: one bar an organ, one piece a status.

const STATUSES = ["done", "ongoing", "planned", "advocated"];
function chart(kept, most) {
  const counted = new Map();
  for (const m of kept) for (const organ of agents(m)) {
    if (!counted.has(organ)) counted.set(organ, {});
    const of = counted.get(organ), status = statusOf(m);
    of[status] = (of[status] || 0) + 1;
  }
  const total = (of) => Object.values(of).reduce((a, b) => a + b, 0);
  const rows = [...counted].sort((a, b) => total(b[1]) - total(a[1]) || a[0] - b[0]).slice(0, most);
  if (!rows.length) return el("p", { class: "soft" }, t("unnamed"));
  const largest = total(rows[0][1]);
  return el("ul", { class: "chart" }, rows.map(([organ, of]) => {
    let x = 0;
    const bar = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, STATUSES.filter((status) => of[status]).map((status) => {
      const width = (of[status] / largest) * 100, piece = svg("rect", { class: status, x, y: 0, width, height: 10 });
      x += width;
      return piece;
    }));
    const words = STATUSES.filter((status) => of[status]).map((status) => `${STATUS_MARKS[status]} ${of[status]}`).join("　");
    return el("li", {}, nodeLink(organ), bar, el("span", { class: "soft" }, `${total(of)}　${words}`));
  }));
}
