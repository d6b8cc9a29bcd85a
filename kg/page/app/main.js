// Puts the views together: the address changes, and everything that depends on it is shown anew.

const narrow = () => innerWidth <= 760;
const currentTab = () => state.tab || (narrow() && tabsHere().includes("asks") ? "asks" : narrow() ? "matrix" : "graph");
const HERE = { asks: () => suggestionNodes.length, figures: () => (data.totals.Figure || 0) > 0, unread: () => texts.some((text) => text.unread && text.unread.length) };
const tabsHere = () => (narrow() ? ["asks", "matrix", "graph", ...TABS.filter((tab) => !["asks", "matrix", "graph"].includes(tab))] : TABS).filter((tab) => !HERE[tab] || HERE[tab]());

function headline() {
  if (documentsRead.length !== 1) return t("headline", documentsRead.length || texts.length);
  const document_ = documentsRead[0], proposal = objects(document_, "repliesTo")[0];
  const issuer = objects(document_, "issuedBy").slice(0, 2).map(label).join("、"), number = proposal === undefined ? "" : valueOf(proposal, "proposalNumber")[0];
  if (!issuer || !number) return label(document_);
  const kind = valueOf(proposal, "proposalKind").map(said).join() || kindName(proposal);
  return t("answered", issuer, t("numbered", visible(number), kind));
}
function summary() {
  const date = documentsRead.length === 1 ? valueOf(documentsRead[0], "documentDate")[0] : "";
  const counts = ["Suggestion", "Measure", "Agency", "PolicyDocument", "Figure"].filter((kind) => data.totals[kind]).map((kind) => `${data.totals[kind].toLocaleString("en")} ${t(`sum.${kind}`)}`);
  return [date && visible(date), ...counts].filter(Boolean).join(" · ");
}

function showTabs() {
  const box = $("tabs"), focused = box.contains(document.activeElement);
  fill(box, tabsHere().map((tab) => el("button", { type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(tab === currentTab()), "aria-controls": "pane", tabindex: tab === currentTab() ? "0" : "-1", onclick: () => go({ tab }) }, t(`tab.${tab}`))));
  if (focused) $(`tab-${currentTab()}`)?.focus();
  $("pane").setAttribute("aria-labelledby", `tab-${currentTab()}`);
}
function bindTabs() {
  $("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], all = tabsHere();
    if (!step) return;
    event.preventDefault();
    go({ tab: all[(all.indexOf(currentTab()) + step + all.length) % all.length] });
  });
}

let paneKey = "";
function showPane() {
  const tab = currentTab(), pane = $("pane");
  pane.dataset.tab = tab;
  if (tab === "graph") { paneKey = "graph"; showGraph(pane); return; }
  const key = JSON.stringify([tab, tongue, scoped().key, state.hide, state.sort]);
  if (paneKey === key) return;
  paneKey = key;
  fill($("foot"));
  pane.scrollTop = 0;
  if (tab === "matrix") showMatrix(pane);
  else if (tab === "asks") showAsks(pane);
  else if (tab === "time") showTimeline(pane);
  else showTable(pane, TABLES[tab]());
}

let rendered = null;
function render() {
  rendered = location.hash;
  state = readAddress(rendered);
  tongue = state.lang === "en" ? 1 : 0;
  const root = document.documentElement;
  root.lang = tongue ? "en" : "zh-CN";
  root.dataset.theme = state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  $("headline").textContent = headline();
  $("summary").textContent = summary();
  $("search").placeholder = t("search");
  for (const [id, words] of [["search", "searchLabel"], ["hits", "hits"], ["panel", "details"], ["theme", "theme"], ["help", "help"], ["home", "home"], ["language", "languageLabel"], ["letter", "letterTitle"], ["filter", "legend"]]) { $(id).setAttribute("aria-label", t(words)); if (["theme", "help", "home", "language"].includes(id)) $(id).title = t(words); }
  $("language").textContent = t("language");
  $("filter").textContent = t("filters");
  showTabs(); showFacets(); showLetter(); showPane(); showPanel(); showExport();
  document.body.classList.toggle("telling", Boolean(state.node || state.edge || state.help));
  if (state.node || state.edge) $("spoken").textContent = $("panel").querySelector("h2, .said").textContent;
}

// Paper gets the title, who backs what, the suggestions and the sentences.
function print() {
  const table_ = (model) => el("table", {}, el("thead", {}, el("tr", {}, model.columns.map((column) => el("th", {}, column.name)))), el("tbody", {}, model.rows.slice(0, 2000).map((one) => el("tr", {}, model.columns.map((column) => el("td", {}, String((column.printed || column.words)(one))))))));
  fill($("printed"), suggestionNodes.length ? [el("h2", {}, t("tab.asks")), table_(asksTable())] : null, el("h2", {}, t("tab.table")), table_(measuresTable()));
}

addEventListener("hashchange", () => { if (location.hash !== rendered) render(); });
addEventListener("beforeprint", print);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
let lastWidth = innerWidth;
addEventListener("resize", () => { if (innerWidth !== lastWidth) { lastWidth = innerWidth; render(); } });
$("language").addEventListener("click", () => go({ lang: tongue ? undefined : "en" }));
$("theme").addEventListener("click", () => go({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
$("help").addEventListener("click", () => go({ help: state.help ? undefined : "1", node: undefined, edge: undefined }));
$("filter").addEventListener("click", () => document.body.classList.toggle("filtering"));
$("home").addEventListener("click", () => { location.hash = address({ lang: state.lang, theme: state.theme }); });
bindTabs(); bindSearch(); bindKeys();
render();
document.documentElement.dataset.ready = "1";
