// What has a date, year by year: documents, measures and figures.

const MOST_IN_YEAR = 40;
const PLAIN_DATE = /^\d{4}(-\d\d){0,2}$/;

function dated() {
  const { inside, narrowed } = scoped(), found = [], shownFigures = new Set(figures());
  for (let i = 0; i < COUNT; i += 1) {
    const kind = kindOf(i);
    if (hidden(i)) continue;
    const dates = kind === "Measure" ? inside.has(i) && valueOf(i, "startDate") : kind === "Figure" ? shownFigures.has(i) && valueOf(i, "startDate") : !narrowed || (state.document || []).includes(nodes.id[i]) ? valueOf(i, "documentDate").concat(valueOf(i, "effectiveFrom")) : [];
    if (dates && dates.length && PLAIN_DATE.test(dates[0])) found.push([dates[0], valueOf(i, "endDate")[0] || "", i]);
  }
  return found.sort((a, b) => b[0].localeCompare(a[0]) || a[2] - b[2]);
}
function timeTable() {
  return { id: "time", rows: dated(), columns: [plainColumn(t("time"), ([start, end]) => (end && end !== start ? `${start} – ${end}` : start)), plainColumn(t("kind"), ([, , i]) => kindName(i)), nodeColumn(t("details"), ([, , i]) => [i]), plainColumn(t("original"), ([, , i]) => valueOf(i, "timeText").map(said).join())] };
}
function showTimeline(pane) {
  const found = dated();
  if (!found.length) { fill(pane, el("p", { class: "empty" }, t("undated"))); return; }
  const years = [...grouped(found, ([start]) => start.slice(0, 4))];
  fill(pane, el("div", { class: "timeline" }, years.map(([year, rows]) => {
    const list = el("ul", {}, rows.slice(0, MOST_IN_YEAR).map(moment));
    return el("section", {}, el("h3", {}, year, el("small", {}, ` ${rows.length}`)), list, rows.length > MOST_IN_YEAR ? button(t("showAll", rows.length), (event) => { list.append(...rows.slice(MOST_IN_YEAR).map(moment)); event.currentTarget.remove(); }, { class: "link" }) : null);
  }), el("p", { class: "soft" }, t("undated"))));
}
const moment = ([start, end, i]) => el("li", {}, signBox(kindOf(i), kindOf(i) === "Measure" ? statusOf(i) : ""), el("time", { datetime: start }, spanOfTime(start, end)), nodeLink(i));
function spanOfTime(start, end) {
  if (start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`) return start.slice(0, 4);
  return (end && end !== start ? `${start} – ${end}` : start).replace(/^(\d{4}-\d\d)-01 – \1-(2[89]|3[01])$/, "$1");
}
