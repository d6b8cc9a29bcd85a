"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const cards = new Map(Object.entries(data.cards));
  const lines = new Map(Object.entries(data.lines));
  const ends = new Map(data.edges.map((e) => [e.id, [e.from, e.to]]));
  const BODIES = ["School", "Enterprise", "Association", "Committee", "Institution", "Team"];
  const VEHICLES = ["Program", "Fund", "Base", "Mechanism", "Honour"];
  const KIND = new Map(data.kinds.map(([kind, name]) => [kind, name]));
  const STATUS = [["done", "已完成"], ["ongoing", "进行中"], ["planned", "计划"], ["advocated", "倡导"]];
  const off = new Set();
  let chosen = null;

  // ── words to elements: always text, never markup ──
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") node.addEventListener("click", value); else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  };
  const fill = (node, ...children) => node.replaceChildren(...children);

  // ── signs: kind is shape and colour, status is how it is filled ──
  const hue = (kind) => VEHICLES.includes(kind) ? "vehicle" : BODIES.includes(kind) ? "body"
    : ["Agency", "PolicyDocument", "Measure", "Figure"].includes(kind) ? kind : "other";
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  let colours = {};
  const readColours = () => {
    for (const name of ["paper", "ink", "soft", "line", "wash", "accent", "Agency", "PolicyDocument", "Measure", "Figure", "vehicle", "body", "other"]) colours[name] = css(name);
  };
  const outline = (ctx, kind, x, y, r) => {
    ctx.beginPath();
    const h = hue(kind);
    if (h === "Agency") ctx.arc(x, y, r, 0, 7);
    else if (h === "Measure") { ctx.moveTo(x, y - r); ctx.lineTo(x + r, y + r * 0.8); ctx.lineTo(x - r, y + r * 0.8); ctx.closePath(); }
    else if (h === "PolicyDocument") ctx.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
    else if (h === "Figure") { ctx.moveTo(x, y - r); ctx.lineTo(x + r, y); ctx.lineTo(x, y + r); ctx.lineTo(x - r, y); ctx.closePath(); }
    else if (h === "vehicle") ctx.roundRect(x - r, y - r * 0.7, r * 2, r * 1.4, r * 0.5);
    else if (h === "body") { for (let i = 0; i < 6; i++) ctx.lineTo(x + r * Math.cos(i * Math.PI / 3), y + r * Math.sin(i * Math.PI / 3)); ctx.closePath(); }
    else ctx.arc(x, y, r * 0.75, 0, 7);
  };
  const sign = (ctx, kind, status, x, y, r) => {
    const colour = colours[hue(kind)];
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = 1.6;
    outline(ctx, kind, x, y, r);
    if (status === "planned" || status === "advocated" || hue(kind) === "other") {
      ctx.setLineDash(status === "advocated" ? [2, 2] : []);
      ctx.stroke();
      ctx.setLineDash([]);
    } else if (status === "ongoing") {
      ctx.stroke();
      ctx.save(); ctx.clip(); ctx.fillRect(x - r, y - r, r, 2 * r); ctx.restore();
    } else ctx.fill();
  };
  const legendSign = (kind, status) => {
    const canvas = el("canvas", { width: 32, height: 32, "aria-hidden": "true" });
    canvas.style.width = canvas.style.height = "16px";
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    sign(ctx, kind, status, 8, 8, 6.5);
    return canvas;
  };

  // ── the drawing ──
  const FONT = '13px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Zen Hei",sans-serif';
  const HIGH = 28;
  const cut = new Map();
  const fitted = (ctx, text, width) => {
    if (cut.has(text)) return cut.get(text);
    let short = text.slice(0, 40);
    if (text.length > 40 || ctx.measureText(short).width > width) {
      const chars = Array.from(short);
      while (chars.length && ctx.measureText(chars.join("") + "…").width > width) chars.pop();
      short = chars.join("") + "…";
    }
    cut.set(text, short);
    return short;
  };
  const faded = (id) => chosen && !chosen.near.has(id) && !chosen.alone;
  const drawn = ({ ctx, id, x, y, state: { selected, hover } }) => {
    const card = cards.get(id), width = data.widths[card.column];
    return {
      drawNode() {
        ctx.save();
        ctx.globalAlpha = faded(id) ? 0.22 : 1;
        ctx.beginPath();
        ctx.roundRect(x - width / 2, y - HIGH / 2, width, HIGH, 5);
        ctx.fillStyle = hover || selected ? colours.wash : colours.paper;
        ctx.fill();
        ctx.lineWidth = selected ? 2 : 1;
        ctx.strokeStyle = selected || hover ? colours[hue(card.kind)] : colours.line;
        ctx.stroke();
        sign(ctx, card.kind, card.status, x - width / 2 + 15, y, 6.5);
        ctx.font = FONT;
        ctx.textBaseline = "middle";
        ctx.textAlign = "left";
        ctx.fillStyle = colours.ink;
        ctx.fillText(fitted(ctx, card.label, width - 38), x - width / 2 + 28, y + 1);
        ctx.restore();
      },
      nodeDimensions: { width, height: HIGH },
    };
  };
  readColours();
  // a card has two ports, where its lines begin and end
  const port = (id, side) => id + side;
  const half = (id) => data.widths[cards.get(id).column] / 2;
  const SIDES = [["<", -1], [">", 1]];
  const nodes = new vis.DataSet(data.nodes.flatMap((n) => [
    { id: n.id, x: n.x, y: n.y, shape: "custom", ctxRenderer: drawn },
    ...SIDES.map(([side, way]) => ({ id: port(n.id, side), x: n.x + way * half(n.id), y: n.y, shape: "dot", size: 0.01, opacity: 0, chosen: false })),
  ]));
  const touching = new Map(data.nodes.map((n) => [n.id, []]));
  for (const [id, [from, to]] of ends) { touching.get(from).push(id); touching.get(to).push(id); }
  const others = (id) => touching.get(id).map((line) => { const [from, to] = ends.get(line); return from === id ? to : from; });
  const edgeColour = (id) => {
    const [from, to] = ends.get(id), left = cards.get(from).column <= cards.get(to).column ? from : to;
    const near = chosen && chosen.lines.has(id);
    return { color: colours[hue(cards.get(left).kind)], opacity: near ? 0.95 : chosen && !chosen.alone ? 0.06 : 0.38, highlight: colours.accent, hover: colours.accent };
  };
  const place = new Map(data.nodes.map((n) => [n.id, n]));
  const edges = new vis.DataSet(data.edges.map((e) => {
    const step = cards.get(e.to).column - cards.get(e.from).column;
    const made = { id: e.id, from: port(e.from, step < 0 ? "<" : ">"), to: port(e.to, step > 0 ? "<" : ">"), dashes: e.dashes ? [5, 4] : false, width: 1.2, color: edgeColour(e.id) };
    if (!step) made.smooth = { type: place.get(e.from).y < place.get(e.to).y ? "curvedCCW" : "curvedCW", roundness: 0.2 };
    return made;
  }));
  const network = new vis.Network($("network"), { nodes, edges }, Object.assign({}, data.options, {
    edges: Object.assign({ hoverWidth: 1.5, selectionWidth: 2, chosen: true }, data.options.edges),
  }));
  const box = $("network");
  box.tabIndex = 0;

  // ── the view: a sheet that opens at its beginning, as wide as the window ──
  const STEP = 34;
  const places = data.nodes;
  const left = Math.min(...places.map((n) => n.x - half(n.id)), 0), right = Math.max(...places.map((n) => n.x + half(n.id)), 1);
  const organs = places.filter((n) => cards.get(n.id).column === 0).sort((a, b) => a.y - b.y);
  let low = 0;
  const unseen = new Set();
  for (const n of places) n.now = n.y;
  const put = (n, y) => {
    if (n.now === y) return;
    n.now = y;
    network.moveNode(n.id, n.x, y);
    for (const [side, way] of SIDES) network.moveNode(port(n.id, side), n.x + way * half(n.id), y);
  };
  const shut = (id) => off.has(cards.get(id).kind) || off.has("status:" + cards.get(id).status) || (chosen && chosen.alone && !chosen.near.has(id));
  // all cards, or (something is chosen) the chosen one and its neighbours, close together at the top
  const arrange = () => {
    const shown = [0, 0, 0];
    low = 0;
    const changed = places.filter((n) => Boolean(shut(n.id)) !== Boolean(n.shut));
    for (const n of changed) n.shut = Boolean(shut(n.id));
    if (changed.length) nodes.update(changed.flatMap((n) => [n.id, port(n.id, "<"), port(n.id, ">")].map((id) => ({ id, hidden: n.shut }))));
    for (const n of [...places].sort((a, b) => a.y - b.y)) {
      if (shut(n.id)) continue;
      put(n, chosen && chosen.alone ? STEP * ++shown[cards.get(n.id).column] : n.y);
      low = Math.max(low, n.now);
    }
    pin();
  };
  // the organs stay in sight: their column keeps to the window, and slides only when it is longer than the window;
  // lines to cards outside the window are left out
  const pin = () => {
    const scale = network.getScale(), tall = box.clientHeight / scale, top = network.getViewPosition().y - tall / 2;
    if (!(chosen && chosen.alone)) {
      const through = Math.min(Math.max(top / Math.max(low - tall, 1), 0), 1), open = organs.filter((n) => !shut(n.id));
      const over = Math.max(open.length * STEP - tall + 72 / scale, 0);
      open.forEach((n, i) => put(n, Math.max(top + 42 / scale + (i + 0.5) * STEP - over * through, (i + 1) * STEP)));
    }
    const seen = (id) => !shut(id) && place.get(id).now > top - STEP && place.get(id).now < top + tall + STEP;
    const changed = [];
    for (const [id, [from, to]] of ends) {
      const hide = !(seen(from) && seen(to)) && !(chosen && chosen.lines.has(id));
      if (hide !== unseen.has(id)) { if (hide) unseen.add(id); else unseen.delete(id); changed.push({ id, hidden: hide }); }
    }
    if (changed.length) edges.update(changed);
  };
  const look = (x, y, scale) => { network.moveTo({ position: { x, y }, scale, animation: false }); pin(); };
  const start = () => {
    arrange();
    const scale = Math.min(Math.max(box.clientWidth / (right - left + 48), 0.55), 1.25);
    look((left + right) / 2, STEP - 56 / scale + box.clientHeight / 2 / scale, scale);
  };
  const heads = () => {
    const spans = document.querySelectorAll(".columns span");
    [0, 1, 2].forEach((column) => {
      const one = places.find((n) => cards.get(n.id).column === column);
      spans[column].hidden = !one;
      if (one) spans[column].style.left = network.canvasToDOM({ x: one.x, y: 0 }).x + "px";
    });
  };
  network.on("afterDrawing", heads);
  network.on("dragging", () => pin());
  const down = (y) => {
    const tall = box.clientHeight / network.getScale(), first = STEP - 56 / network.getScale() + tall / 2;
    return Math.max(Math.min(y, low + 56 - tall / 2), first);
  };
  box.addEventListener("wheel", (event) => {
    event.preventDefault();
    const scale = network.getScale(), at = network.getViewPosition();
    if (event.ctrlKey || event.metaKey) look(at.x, at.y, Math.min(Math.max(scale * (event.deltaY < 0 ? 1.12 : 0.89), 0.1), 3));
    else look(at.x + event.deltaX / scale, down(at.y + event.deltaY / scale), scale);
  }, { passive: false });
  const zoom = (by) => { const at = network.getViewPosition(); look(at.x, at.y, Math.min(Math.max(network.getScale() * by, 0.1), 3)); };
  $("larger").addEventListener("click", () => zoom(1.25));
  $("smaller").addEventListener("click", () => zoom(0.8));
  $("top").addEventListener("click", () => clear());

  // ── choosing ──
  let before = null; // where the reader was before something was chosen
  const choose = (id, isLine) => {
    if (id !== null && !chosen) before = { at: network.getViewPosition(), scale: network.getScale() };
    if (id === null) chosen = null;
    else if (isLine) chosen = { ...(chosen && ends.get(id).every((e) => chosen.near.has(e)) ? chosen : { near: new Set(ends.get(id)) }), lines: new Set([id]) };
    else {
      const near = new Set([id, ...others(id)]);
      if (cards.get(id).column === 0) for (const m of others(id)) if (cards.get(m).kind === "Measure") others(m).filter((t) => cards.get(t).column === 2).forEach((t) => near.add(t));
      chosen = { near, lines: new Set(touching.get(id)), alone: true };
      }
    edges.update(edges.getIds().map((e) => ({ id: e, color: edgeColour(e) })));
  };
  const open = (id) => {
    show("graph");
    choose(id, false);
    start();
    network.selectNodes([id], false);
    tell(id);
  };
  const openLine = (id) => { choose(id, true); pin(); network.selectEdges([id]); tellLine(id); };
  network.on("click", (event) => {
    const node = event.nodes.find((id) => cards.has(id));
    if (node) open(node);
    else if (event.edges.length) openLine(event.edges[0]);
    else clear();
  });
  network.on("hoverNode", () => { box.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { box.style.cursor = "pointer"; });
  network.on("blurNode", () => { box.style.cursor = ""; });
  network.on("blurEdge", () => { box.style.cursor = ""; });
  const clear = () => {
    network.unselectAll();
    choose(null);
    start();
    if (before) look(before.at.x, before.at.y, before.scale);
    before = null;
    overview();
  };

  // ── the panel ──
  const panel = $("panel");
  const link = (id) => el("button", { class: "link", type: "button", onclick: () => open(id) }, cards.get(id).label);
  const quote = (i) => {
    const [pieces, where, rule, confidence] = data.proofs[i];
    const foot = [where];
    if (rule) foot.push("规则 " + rule);
    if (confidence) foot.push("可信度 " + confidence + (Number(confidence) < 0.6 ? "（待核）" : ""));
    return el("blockquote", {}, ...pieces.map(([words, marked]) => el(marked ? "mark" : "span", {}, words)), el("footer", {}, foot.join(" · ")));
  };
  const tell = (id) => {
    const card = cards.get(id);
    const parts = [el("p", { class: "kind" }, KIND.get(card.kind) || card.kind), el("h2", {}, card.label)];
    if (card.facts.length || card.group) {
      const facts = card.group ? [...card.facts, ["所在部分", card.group]] : card.facts;
      parts.push(el("dl", {}, ...facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
    }
    const groups = new Map();
    for (const line of touching.get(id)) {
      const [from, to] = ends.get(line), other = from === id ? to : from;
      for (const [words] of lines.get(line).facts) {
        const head = from === id ? words : "被" + words;
        const name = from === id ? words : { 承担: "由谁承担", 牵头: "由谁牵头", 配合: "由谁配合", 出资: "由谁出资", 制发: "由谁制发", 主管: "由谁主管", 数字是: "说的是", 提到: "见于" }[words] || "哪里" + words;
        if (!groups.has(name)) groups.set(name, []);
        groups.get(name).push([other, line, head]);
      }
    }
    for (const [name, others] of groups) {
      parts.push(el("h3", {}, name + (others.length > 1 ? "（" + others.length + "）" : "")));
      parts.push(el("ul", {}, ...others.map(([other, line]) => el("li", {}, link(other), " ",
        el("button", { class: "link kind", type: "button", onclick: () => openLine(line) }, "依据")))));
    }
    if (card.proofs.length) parts.push(el("h3", {}, "原文" + (card.proofs.length > 1 ? "（" + card.proofs.length + " 处）" : "")), ...card.proofs.map(quote));
    fill(panel, ...parts);
    panel.scrollTop = 0;
  };
  const tellLine = (id) => {
    const [from, to] = ends.get(id), line = lines.get(id);
    const parts = [el("p", { class: "kind" }, "关系")];
    for (const [words, proofs] of line.facts) {
      parts.push(el("p", { class: "said" }, link(from), el("b", {}, words), link(to)));
      if (cards.get(to).status) parts.push(el("p", {}, el("span", { class: "pill" }, (STATUS.find(([s]) => s === cards.get(to).status) || ["", ""])[1])));
      if (line.unsure) parts.push(el("p", {}, el("span", { class: "pill" }, "待核")));
      parts.push(el("h3", {}, "依据"));
      parts.push(...(proofs.length ? proofs.map(quote) : [el("p", {}, "背景知识，原文没有直接说。")]));
    }
    fill(panel, ...parts);
    panel.scrollTop = 0;
  };
  const named = new Map([...data.nodes].reverse().map((n) => [cards.get(n.id).label, n.id]));
  const overview = () => {
    const parts = [el("p", { class: "kind" }, "这份图谱"), el("h2", {}, data.title), el("p", {}, data.summary)];
    parts.push(el("p", { class: "kind" }, "点一张卡片或一条线，这里就显示它说了什么、依据是哪一句原文。滚轮上下翻看，按住 Ctrl 滚动缩放。"));
    if (data.busiest.length) {
      parts.push(el("h3", {}, "谁做得多"));
      parts.push(el("ul", {}, ...data.busiest.map(([name, n]) => el("li", {}, named.has(name) ? link(named.get(name)) : name, el("span", { class: "kind" }, "　" + n + " 项举措")))));
    }
    if (data.verdicts.length) {
      parts.push(el("h3", {}, "建议采纳情况"));
      parts.push(el("ul", {}, ...data.verdicts.map(([name, verdict]) => el("li", {}, el("span", { class: "pill" }, verdict), " " + name))));
    }
    fill(panel, ...parts);
  };

  // ── tables ──
  const table = (caption, names, rows) => el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell))))));
  const words = (proofs) => proofs.map((i) => data.proofs[i][0].filter((piece) => piece[1]).map((piece) => piece[0]).join(" …… ")).join(" …… ");
  const measures = new Map(data.nodes.filter((n) => cards.get(n.id).kind === "Measure").map((n) => [cards.get(n.id).label, n.id]));
  fill($("table-pane"), table("谁支持哪条措施：" + data.backings + " 行" + (data.backings > data.backs.length ? "，这里是前 " + data.backs.length + " 行，全部用 kg ask who-backs 查看" : "") + "；依据是原文的话", ["机关或单位", "举措", "状态", "依据"],
    data.backs.map(([organ, measure, status, proofs]) => [organ, measures.has(measure) ? link(measures.get(measure)) : measure, el("span", { class: "pill" }, status), words(proofs)])));
  fill($("asks-pane"), table("答复所回应的建议：" + data.verdicts.length + " 条", ["建议", "采纳情况", "依据"],
    data.verdicts.map(([name, verdict, proofs]) => [name, el("span", { class: "pill" }, verdict), words(proofs)])));
  const TABS = ["graph", "table", "asks"];
  const show = (tab) => {
    for (const name of TABS) {
      $(name + "-pane").hidden = name !== tab;
      $("tab-" + name).setAttribute("aria-selected", String(name === tab));
    }
  };
  TABS.forEach((name, i) => {
    $("tab-" + name).addEventListener("click", () => show(name));
    $("tab-" + name).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { const next = TABS[(i + step + TABS.length) % TABS.length]; show(next); $("tab-" + next).focus(); }
    });
  });
  if (!data.verdicts.length) $("tab-asks").hidden = true;
  if (innerWidth <= 760) show("table");

  // ── legend and filters ──
  const row = (key, sample, name, n) => {
    const box = el("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => { if (box.checked) off.delete(key); else off.add(key); arrange(); });
    return el("li", {}, el("label", {}, box, sample, name, el("b", {}, String(n))));
  };
  const legend = () => {
    fill($("kinds"), ...data.kinds.map(([kind, name, n]) => row(kind, legendSign(kind, ""), name, n)));
    fill($("statuses"), ...STATUS.map(([status, name]) => [status, name, data.nodes.filter((x) => cards.get(x.id).status === status).length])
      .filter(([, , n]) => n).map(([status, name, n]) => row("status:" + status, legendSign("Measure", status), name, n)));
  };
  legend();
  $("hidden").textContent = data.hidden ? "图上是联系最多的 " + data.nodes.length + " 个，另有 " + data.hidden + " 个没有画出（多半不和别的相连）；用 kg ask 或 kg query 可以查到全部。" : "";

  // ── search ──
  const input = $("search"), hits = $("hits");
  let found = [], at = -1;
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"《》]/g, "");
  const index = data.nodes.map((n) => [n.id, [cards.get(n.id).label, ...cards.get(n.id).names].map(plain)]);
  const search = () => {
    const wanted = plain(input.value);
    found = wanted ? index.filter(([, names]) => names.some((name) => name.includes(wanted))).map(([id]) => id).slice(0, 12) : [];
    at = found.length ? 0 : -1;
    paint();
    if (wanted && !found.length) { fill(hits, el("li", {}, "没有含“" + input.value + "”的名称。")); hits.hidden = false; }
  };
  const paint = () => {
    fill(hits, ...found.map((id, i) => {
      const item = el("li", { role: "option", "aria-selected": String(i === at) }, cards.get(id).label + " ", el("small", {}, KIND.get(cards.get(id).kind) || ""));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(id); });
      return item;
    }));
    hits.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!hits.hidden));
  };
  const pick = (id) => { hits.hidden = true; input.blur(); open(id); };
  input.addEventListener("input", search);
  input.addEventListener("blur", () => { hits.hidden = true; });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && at >= 0) pick(found[at]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = found.length ? (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length : -1;
      paint();
    } else if (event.key === "Escape") { input.value = ""; hits.hidden = true; input.blur(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === input) return;
    if (event.key === "/") { event.preventDefault(); input.focus(); input.select(); }
    else if (event.key === "Escape") clear();
  });

  // ── beginning ──
  $("headline").textContent = data.headline;
  $("summary").textContent = data.summary;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); legend(); choose(null); network.redraw(); });
  addEventListener("resize", () => network.redraw());
  overview();
  start();
  document.documentElement.dataset.ready = "1";
  window.zhengmai = { network, open, openLine, lines: ends, cards };
})();
