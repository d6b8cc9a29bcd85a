// Where cards stand: columns from left to right, in each the order that the build gave them, never one over another.

const GAP = 8, TOP = 44, LINE = 18, SIDE = 16;
// Widths by column of a picture, and the room between columns, for a stage so many pixels wide.
function widths(titles, room) {
  const wish = titles.map((name) => (name === "deed" ? 1.5 : 1));
  const between = titles.length > 1 ? Math.max(48, Math.min(132, (room * 0.22) / (titles.length - 1))) : 0;
  const total = Math.max(room - 2 * SIDE - between * (titles.length - 1), titles.length * 140);
  const sum = wish.reduce((a, b) => a + b, 0);
  return { between, widths: wish.map((w) => Math.min(Math.round((total * w) / sum), w > 1 ? 400 : 300)) };
}

const advance = (char) => (char.codePointAt(0) < 0x2000 ? (/[A-Z0-9mw%]/.test(char) ? 0.62 : 0.52) : 1);
const HANGING = "、，。；：）》”’！？"; // these begin no line
// A label on at most two lines that fit the width; the whole name stands in the panel.
function wrapped(text, width, size) {
  const lines = [""];
  let taken = 0;
  const room = width / size;
  for (const char of text.slice(0, 400)) {
    const step = advance(char);
    if (taken + step > room && !(HANGING.includes(char) && taken <= room)) {
      if (lines.length === 2) { lines[1] = lines[1].slice(0, -1).replace(/[\ud800-\udbff]$/, "") + "…"; return lines; }
      lines.push(""); taken = 0;
      if (char === " ") continue;
    }
    lines[lines.length - 1] += char; taken += step;
  }
  return lines;
}

// Middles in the same order, each as near to its wish as heights and gaps allow (pooling of neighbours).
function spread(cards, wishes, top) {
  const blocks = [];
  cards.forEach((card, i) => {
    blocks.push({ cards: [card], height: card.height + GAP, start: Math.max(top, wishes[i] - card.height / 2) });
    while (blocks.length > 1) {
      const below = blocks[blocks.length - 1], above = blocks[blocks.length - 2];
      if (above.start + above.height <= below.start) break;
      blocks.pop();
      const total = above.height + below.height;
      above.start = Math.max(top, (above.start * above.height + (below.start - above.height) * below.height) / total);
      above.cards.push(...below.cards);
      above.height = total;
    }
  });
  for (const block of blocks) {
    let y = block.start;
    for (const card of block.cards) { card.y = Math.round(y); y += card.height + GAP; }
  }
}
const tall = (column) => Math.max(...column.cards.map((card) => card.y + card.height));
const middle = (card) => card.y + card.height / 2;

// Gives each card of a picture its place. `lead` is the column whose order is kept; others stand beside what they are tied to.
function place(drawn, room) {
  const { between, widths: width } = widths(drawn.columns.map((column) => column.name), room);
  let x = SIDE;
  const used = width.reduce((a, b) => a + b, 0) + between * (width.length - 1);
  if (used + 2 * SIDE < room) x = Math.round((room - used) / 2);
  drawn.columns.forEach((column, c) => {
    column.x = x; column.width = width[c];
    for (const card of column.cards) {
      Object.assign(card, { x, width: width[c], column: c });
      card.lines = card.group || card.more ? [clipped(card.words, Math.floor(width[c] / 15))] : wrapped(card.words, width[c] - (card.count ? 44 + 9 * String(card.count).length : 44), 14);
      card.height = card.more ? 26 : card.group ? 34 : card.lines.length > 1 ? 46 : 32;
    }
    x += width[c] + between;
  });
  drawn.width = Math.max(room, x - between + SIDE);
  const cards = new Map(drawn.columns.flatMap((column) => column.cards.map((card) => [card.key, card])));
  const beside = new Map([...cards.keys()].map((key) => [key, []]));
  const weights = new Map();
  for (const line of drawn.lines) {
    beside.get(line.from).push(line.to); beside.get(line.to).push(line.from);
    if (line.weight) { weights.set(`${line.from} ${line.to}`, line.weight); weights.set(`${line.to} ${line.from}`, line.weight); }
  }
  const lead = Math.max(0, drawn.columns.findIndex((column) => column.name === drawn.lead));
  stack(drawn.columns[lead].cards, cards, beside, lead);
  for (const c of drawn.columns.map((_, i) => i).sort((a, b) => Math.abs(a - lead) - Math.abs(b - lead) || b - a)) {
    if (c === lead) continue;
    const wish = (card) => {
      const near = beside.get(card.key).map((key) => cards.get(key)).filter((tied) => tied.column !== c && tied.y !== undefined);
      if (!near.length) return null;
      if (!weights.size) return Math.min(...near.map(middle));
      const weight = near.map((tied) => weights.get(`${card.key} ${tied.key}`) || 1), sum = weight.reduce((a, b) => a + b, 0);
      return near.reduce((total, tied, i) => total + middle(tied) * weight[i], 0) / sum;
    };
    let last = TOP;
    const wished = drawn.columns[c].cards.map((card) => [card, wish(card)]).map(([card, y]) => { last = y ?? last; return [card, last]; });
    if (drawn.columns[c].name !== drawn.fixed) wished.sort((a, b) => a[1] - b[1]);
    drawn.columns[c].cards = wished.map(([card]) => card);
    const step = (tall(drawn.columns[lead]) - TOP) / wished.length;
    spread(drawn.columns[c].cards, wished.map(([, y], i) => (drawn.columns[c].even ? TOP + step * (i + 0.5) : y)), TOP);
  }
  drawn.cards = cards;
  drawn.height = Math.max(...[...cards.values()].map((card) => card.y + card.height), TOP) + 64; // the zoom buttons stand there
}

// The leading column from top to bottom; a card leaves room for what stands beside it alone.
function stack(column, cards, beside, lead) {
  const taken = new Set();
  let y = TOP;
  for (const card of column) {
    if (card.group && y > TOP) y += 12;
    let right = -GAP;
    for (const key of beside.get(card.key)) {
      const tied = cards.get(key);
      if (tied.column > lead && !taken.has(key)) { taken.add(key); right += tied.height + GAP; }
    }
    const height = Math.max(card.height, right);
    card.y = y + (height - card.height) / 2;
    y += height + GAP;
  }
}
