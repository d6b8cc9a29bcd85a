// Names as people search them: without marks and spaces, in either width, by the first letters of their pinyin.

const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'《》（）()·、，]/g, "");
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
// The first character of each letter in the order of pinyin; i, u and v begin no syllable.
const FIRSTS = [..."阿八嚓咑妸发旮哈丌咔垃妈乸噢帊七呥仨他屲夕丫帀"];
const LETTERS = "abcdefghjklmnopqrstwxyz";
// Characters that names have with more than one initial.
const READ_TWICE = { 重: "zc", 行: "xh", 长: "zc", 调: "dt", 会: "hk", 乐: "ly", 曾: "zc", 朝: "cz", 石: "sd", 单: "ds", 省: "sx", 参: "cs", 车: "cj", 降: "jx", 校: "xj", 系: "xj", 仇: "qc", 藏: "cz", 传: "cz", 厦: "xs", 弹: "dt", 率: "ls", 盛: "sc", 查: "cz", 解: "jx" };
const initials = new Map();
const initialOf = (char) => {
  let found = initials.get(char);
  if (found === undefined) {
    if (READ_TWICE[char]) found = READ_TWICE[char];
    else if (/[a-z0-9]/.test(char)) found = char;
    else if (!/\p{Script=Han}/u.test(char)) found = "";
    else { let i = FIRSTS.length - 1; while (i > 0 && collator.compare(char, FIRSTS[i]) < 0) i -= 1; found = LETTERS[i]; }
    initials.set(char, found);
  }
  return found;
};
// Whether letters are the initials of a run of characters of a name.
const spells = (letters, name) => {
  const run = [...name].map(initialOf).filter(Boolean);
  for (let i = 0; i + letters.length <= run.length; i += 1) {
    let k = 0;
    while (k < letters.length && run[i + k].includes(letters[k])) k += 1;
    if (k === letters.length) return true;
  }
  return false;
};

let index = null;
const searchIndex = () => (index ||= nodes.label.map((name, i) => [name, ...(nodes.forms[i] || [])].map(folded)));

// Things whose names hold the words, best first: exact, beginning, inside, initials; the well connected before others.
function findNames(words, most) {
  const wanted = folded(words), found = [];
  if (!wanted) return found;
  const spelled = /^[a-z0-9]{2,}$/.test(wanted);
  searchIndex().forEach((forms, i) => {
    if (kindOf(i) === "DocumentSection") return;
    const named = spelled && kindOf(i) !== "Measure" && kindOf(i) !== "Figure";
    let best = 9;
    for (const form of forms) {
      const at = form === wanted ? 0 : form.indexOf(wanted);
      if (form === wanted) best = 0;
      else if (at >= 0) best = Math.min(best, at ? 2 : 1);
      else if (named && spells(wanted, form)) best = Math.min(best, 3);
    }
    if (best < 9) found.push([best, kindOf(i) === "Agency" ? 0 : 1, -edgesOf[i].length, i]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]).slice(0, most).map((row) => row[3]);
}

// Places in the letters that hold the words: [text, start, length] in code points.
function findWords(words, most) {
  const wanted = words.trim(), found = [];
  if ([...wanted].length < 2) return found;
  for (let text = 0; text < texts.length && found.length < most; text += 1) {
    if (!hasText(text)) continue;
    const at = texts[text].text.indexOf(wanted);
    if (at >= 0) found.push([text, [...texts[text].text.slice(0, at)].length, [...wanted].length]);
  }
  return found;
}

// The nearest names to words that none holds: most pairs of characters in common.
function nearest(words, most) {
  const pairs = new Set([...folded(words)].flatMap((char, i, all) => (i ? [all[i - 1] + char, char] : [char])));
  const scored = [];
  searchIndex().forEach((forms, i) => {
    if (kindOf(i) === "DocumentSection") return;
    let score = 0;
    for (const pair of pairs) if (forms[0].includes(pair)) score += pair.length;
    if (score) scored.push([score / Math.sqrt(forms[0].length + 2), i]);
  });
  return scored.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, most).map((row) => row[1]);
}
