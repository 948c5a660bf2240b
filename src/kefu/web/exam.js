"use strict";
const $ = (id) => document.getElementById(id);
const exam = JSON.parse($("data").textContent);
const LETTERS = "ABCDEFGH", SIGNS = { right: "✓", wrong: "✗", part: "◐" }, KEPT = `kefu-exam-${exam.paper}`;
const given = exam.questions.map(() => null);
const texts = {
  "zh-CN": {
    rules: "共 {n} 题，满分 {full} 分，限时 {minutes} 分钟，时间到自动交卷。\n不定项选对但不全得一半，选错一项不得分；填空题几个空平分该题的分。\n键盘：按 A、B… 或 1、2… 作答，回车到下一题。\n答案只留在这台设备上，不上传；误关了页面，重新打开可以接着做。",
    of: "第 {k} / {n} 题", points: "{p} 分", right: "对", wrong: "错", blank: "第 {k} 空",
    open: "还有 {n} 题没有作答，确定交卷吗？", again: "再做一遍", print: "打印结果", answer: "正确答案", yours: "你的答案", none: "未作答",
    took: "用时 {t}", late: "时间到，已自动交卷。", only: "只看错题", handed: "{d} 交卷", signed: "店铺 ____________　姓名 ____________",
  },
  en: {
    rules: "{n} questions, {full} points, {minutes} minutes; it is handed in by itself when the time is up.\nOf any number of choices an incomplete answer is worth half, one wrong choice nothing; blanks share the points.\nKeyboard: A, B… or 1, 2… answers, Enter goes on.\nNothing leaves this device; a page closed by mistake goes on where it was. The questions are in Chinese.",
    of: "Question {k} of {n}", points: "{p} points", right: "True", wrong: "False", blank: "Blank {k}",
    open: "{n} questions are unanswered. Hand in all the same?", again: "Sit it again", print: "Print the result", answer: "Key", yours: "Your answer", none: "none",
    took: "Time taken {t}", late: "The time was up; it was handed in.", only: "Mistakes only", handed: "Handed in {d}", signed: "Shop ____________　Name ____________",
  },
};
let here = 0, began = 0, ended = 0, timer = 0, late = false, marks = null, mistakes = false;
const language = () => document.documentElement.lang;
function say(name, values = {}) { return texts[language()][name].replace(/\{(\w+)\}/g, (_, key) => values[key]); }
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
const typeName = (question) => exam.types[question.type][language() === "en" ? 1 : 0];
const statusName = (question) => (exam.statuses[question.status] || ["", ""])[language() === "en" ? 1 : 0];
function answered(n) {
  const answer = given[n];
  return Array.isArray(answer) ? answer.some((each) => each !== "" && each !== undefined) : answer !== null;
}
/* Marking: as src/kefu/exams/marking.py and answers.py do it. */
const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 };
const TENS = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const UNITS = {};
for (const [unit, size, words] of [
  ["length", 1, "秒 秒钟 s sec secs second seconds"], ["length", 60, "分钟 min mins minute minutes"], ["length", 3600, "小时 个小时 钟头 个钟头 h hr hrs hour hours"],
  ["days", 1, "天 日 d day days"], ["days", 7, "周 星期 个星期 礼拜 week weeks"], ["workdays", 1, "工作日 个工作日"],
  ["months", 1, "月 个月 自然月 个自然月 month months"], ["months", 12, "年 year years"], ["percent", 1, "% percent 个百分点"], ["percent", 10, "成"],
  ["permille", 1, "‰"], ["yuan", 1, "元 块 块钱 圆 元钱 rmb yuan 人民币"], ["points", 1, "分 点 points"], ["times", 1, "次 回 times"],
  ["fold", 1, "倍"], ["count", 1, "个 项 件 条 单 笔 份 种 人 款"], ["grade", 1, "星 级 钻"],
]) for (const word of words.split(" ")) UNITS[word] = [unit, size];
const UNIT = Object.keys(UNITS).sort((a, b) => b.length - a.length).join("|");
const SAME = [["买家", "消费者 顾客 客户 用户 买方 购买者"], ["商家", "卖家 店铺 店家 商户 卖方 网店"], ["平台", "官方 平台方"], ["不可以", "不能 不得 不准 不允许 不许"],
  ["可以", "能 能够 允许"], ["次日", "第二天 隔天 明天"], ["签收", "收货 收到货 收到商品"], ["红包", "现金红包"], ["全部", "全额 所有"]];
const SYNONYMS = Object.fromEntries(SAME.flatMap(([first, others]) => others.split(" ").map((word) => [word, first])));
const SYNONYM = new RegExp(Object.keys(SYNONYMS).sort((a, b) => b.length - a.length).join("|"), "g");
const fold = (text) => String(text).normalize("NFKC").toLowerCase();
function worth(told) {
  const written = told.replaceAll("廿", "二十").replaceAll("卅", "三十");
  const figures = /^(\d+(?:\.\d+)?)([千万]?)$/.exec(written);
  if (figures) return Number(figures[1]) * ({ 千: 1000, 万: 10000 }[figures[2]] || 1);
  if (written === "" || [...written].some((sign) => !(sign in DIGITS) && !(sign in TENS) && sign !== "万")) return null;
  if (written.length > 2 && [...written].every((sign) => sign in DIGITS)) return Number([...written].map((sign) => DIGITS[sign]).join(""));
  let total = 0, part = 0, figure = 0, below = 1, before = "";
  for (const sign of written) {
    if (sign in DIGITS) { figure = DIGITS[sign]; if (figure === 0) below = 1; }
    else if (sign in TENS) { part += (figure || (before === "" || !(before in DIGITS) ? 1 : 0)) * TENS[sign]; figure = 0; below = TENS[sign] / 10; }
    else { total = (total + part + figure || 1) * 10000; part = figure = 0; below = 1000; }
    before = sign;
  }
  return total + part + figure * below;
}
function measured(text) {
  let told = fold(text).replace(/[\s,]+/g, "").replace(/^[。.、；;]+|[。.、；;]+$/g, "");
  const percent = /^百分之(.+)$/.exec(told);
  if (percent) { const number = worth(percent[1]); return number === null ? null : [number, "percent"]; }
  told = told.replace(/^(?:大?约|共|第|满|达|至少|最多|最高|最低|不超过|不少于)/, "")
    .replace(/([零〇一二两三四五六七八九十百]+)点([零〇一二三四五六七八九]+)/g, (_, whole, part) => `${worth(whole)}.${[...part].map(worth).join("")}`).replace(/^[一1]个半(小时|月)/, "1.5$1");
  const found = new RegExp(`^(¥|rmb)?(\\d+(?:\\.\\d+)?[千万]?|[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万廿卅]+|半)(半)?(${UNIT})?(半)?(?:整|以内|之内|内)?$`).exec(told);
  if (!found) return null;
  let number = found[2] === "半" ? 0.5 : worth(found[2]);
  if (number === null) return null;
  if (found[5]) number += 0.5;
  const unit = found[1] && !found[4] ? "元" : found[4] || "";
  return unit ? [number * UNITS[unit][1], UNITS[unit][0]] : [number, ""];
}
function withUnit(told, unit) { return told[1] || !unit ? told : [told[0] * UNITS[unit][1], UNITS[unit][0]]; }
const plain = (text) => fold(text).replace(/[\s,，。.、;:!?「」“”"'《》<>()·-]+/g, "").replace(SYNONYM, (word) => SYNONYMS[word]);
function same(answer, wanted, printed) {
  const [, myriad, unit = "", ranged] = new RegExp(`^\\s*(万)?\\s*(${UNIT})?\\s*([至到~-])?`).exec(fold(printed));
  return wanted.split(/[|｜/／]/).filter((each) => each.trim()).some((each) => {
    const one = measured(unit.startsWith("个") ? answer.trim().replace(/个$/, "") : answer), other = measured(each);
    if (!one || !other) return plain(answer) === plain(each) && plain(each) !== "";
    const [told, key] = [withUnit(one, unit), withUnit(other, unit)];
    const times = !myriad || one[1] || answer.includes("万") ? [1] : [1, 10000];
    const whole = myriad && !other[1] && !each.includes("万") ? key[0] * 10000 : key[0];
    return times.some((time) => Math.abs(told[0] * time - whole) < 1e-9) && (told[1] === key[1] || Boolean(ranged && !unit));
  });
}
function mark(question, answer) {
  if (answer === null || answer === undefined) return 0;
  if (question.type === "fill") {
    const behind = question.question.split(/_{2,}/).slice(1);
    const hits = question.key.filter((key, n) => answer[n] && same(answer[n], key, behind[n] || "")).length;
    return Math.round(question.points * hits / question.key.length * 100) / 100;
  }
  if (question.type === "multi") {
    if (!answer.length || answer.some((letter) => !question.key.includes(letter))) return 0;
    return answer.length === question.key.length ? question.points : Math.round(question.points * 50) / 100;
  }
  return answer === question.key ? question.points : 0;
}
/* The page. */
function inputs(question, n) {
  const box = (type, value, label, on) => make("label", {}, make("input", { type, name: `q${n}`, value, checked: on, onchange: (event) => choose(question, n, value, event.target) }), make("span", {}, label));
  if (question.type === "true_false") {
    return make("div", { class: "options two" }, box("radio", "true", say("right"), given[n] === true), box("radio", "false", say("wrong"), given[n] === false));
  }
  if (question.type === "fill") {
    return make("div", { class: "blanks" }, ...question.key.map((_, k) => make("input", {
      type: "text", autocomplete: "off", "aria-label": say("blank", { k: k + 1 }), placeholder: say("blank", { k: k + 1 }), value: (given[n] || [])[k] || "",
      oninput: (event) => { given[n] = Object.assign(given[n] || question.key.map(() => ""), { [k]: event.target.value }); progress(); },
    })));
  }
  const many = question.type === "multi";
  return make("div", { class: "options" }, ...question.options.map((option, k) => box(many ? "checkbox" : "radio", LETTERS[k], `${LETTERS[k]}. ${option}`,
    many ? (given[n] || []).includes(LETTERS[k]) : given[n] === LETTERS[k])));
}
function choose(question, n, value, input) {
  if (question.type === "true_false") given[n] = value === "true";
  else if (question.type === "single") given[n] = value;
  else {
    const kept = new Set(given[n] || []);
    if (input.checked) kept.add(value); else kept.delete(value);
    given[n] = kept.size ? [...kept].sort() : null;
  }
  progress();
}
function shown(question, value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.some(Boolean))) return say("none");
  if (question.type === "true_false") return value ? say("right") : say("wrong");
  if (Array.isArray(value)) return question.type === "fill" ? value.map((each) => String(each || "—").split("|")[0]).join("；") : value.join("");
  return value;
}
function card(question, n, review) {
  const head = make("h2", {}, make("span", {}, say("of", { k: n + 1, n: exam.questions.length })), make("span", {}, typeName(question)), make("span", {}, say("points", { p: question.points })));
  const parts = [head, make("p", { class: "stem" }, question.question)];
  if (!review) return [...parts, inputs(question, n)];
  const verdict = verdictOf(n);
  const options = make("ul", { class: "options" }, ...question.options.map((option, k) => {
    const right = question.key.includes(LETTERS[k]), chosen = (given[n] || []).includes(LETTERS[k]);
    return make("li", { class: right ? "right" : chosen ? "wrong" : null }, `${right ? SIGNS.right : chosen ? SIGNS.wrong : "　"} ${LETTERS[k]}. ${option}`);
  }));
  return [...parts, question.options.length ? options : null, make("div", { class: `told ${verdict}` },
    make("b", {}, `${SIGNS[verdict]} ${say("points", { p: `${marks[n]} / ${question.points}` })}　${say("yours")}：${shown(question, given[n])}　${say("answer")}：${shown(question, question.key)}`),
    question.why, language() === "en" && question.status ? `　[${statusName(question)}]` : "")];
}
function verdictOf(n) { return marks[n] === exam.questions[n].points ? "right" : marks[n] ? "part" : "wrong"; }
function sheet(review) {
  $("sheet").classList.toggle("strip", !review);
  $("sheet").replaceChildren(...exam.questions.map((question, n) => {
    const kind = review ? verdictOf(n) : answered(n) ? "done" : "";
    return make("button", { type: "button", class: `${kind}${!review && n === here ? " here" : ""}`, "aria-current": !review && n === here ? "step" : null,
      onclick: () => { if (review) $(`q${n}`).scrollIntoView(); else go(n); } }, String(n + 1));
  }));
}
function progress() {
  const done = exam.questions.filter((_, n) => answered(n)).length;
  $("bar").style.width = `${100 * done / exam.questions.length}%`;
  $("progress").setAttribute("aria-valuemax", exam.questions.length);
  $("progress").setAttribute("aria-valuenow", done);
  $("hand-in").classList.toggle("main", done === exam.questions.length || here === exam.questions.length - 1);
  $("next").classList.toggle("main", !$("hand-in").classList.contains("main"));
  if (marks) return;
  sheet(false);
  keep({ ids: exam.questions.map((each) => each.id), given, here, began });
}
/* What is kept on this device, so that a page closed by mistake goes on; a page opened from a file may have no storage. */
function keep(state) {
  try { if (state) localStorage.setItem(KEPT, JSON.stringify(state)); else localStorage.removeItem(KEPT); } catch (error) { /* as above */ }
}
function kept() {
  try {
    const state = JSON.parse(localStorage.getItem(KEPT));
    const same = state && state.ids.join() === exam.questions.map((each) => each.id).join() && state.given.length === exam.questions.length;
    return same && Date.now() < state.began + exam.seconds * 1000 ? state : null;
  } catch (error) { return null; }
}
/* To another question; whoever types goes on typing there, whoever taps is not shown a keyboard. */
function go(n) {
  here = n;
  show();
  const input = $("question").querySelector("input:checked") || $("question").querySelector("input");
  if (input && !(input.type === "text" && matchMedia("(pointer: coarse)").matches)) input.focus({ preventScroll: true });
  const button = $("sheet").children[here];
  $("sheet").scrollLeft = button.offsetLeft - ($("sheet").clientWidth - button.clientWidth) / 2;
}
function typed(event) {
  if (!began || marks || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const inputs = [...$("question").querySelectorAll("input")], at = inputs.indexOf(event.target), text = at >= 0 && event.target.type === "text";
  if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    if (text && at + 1 < inputs.length) inputs[at + 1].focus();
    else if (here + 1 < exam.questions.length) go(here + 1);
    else $("hand-in").focus();
  } else if (!text && /^[a-h1-8]$/i.test(event.key)) {
    const input = inputs[/\d/.test(event.key) ? Number(event.key) - 1 : LETTERS.indexOf(event.key.toUpperCase())];
    if (input && input.type !== "text") { event.preventDefault(); input.focus(); input.click(); }
  }
}
function show() {
  if (marks) { result(); return; }
  const full = exam.questions.reduce((sum, each) => sum + each.points, 0);
  $("rules").textContent = say("rules", { n: exam.questions.length, full, minutes: exam.seconds / 60 });
  tick();
  if (!began) return;
  $("question").replaceChildren(...card(exam.questions[here], here, false));
  $("back").disabled = here === 0;
  $("next").disabled = here === exam.questions.length - 1;
  progress();
}
function clockText(seconds) { return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`; }
function tick() {
  if (marks) return;
  const left = began ? Math.max(0, Math.ceil((began + exam.seconds * 1000 - Date.now()) / 1000)) : exam.seconds;
  $("clock").textContent = clockText(left);
  $("clock").classList.toggle("late", left < 60);
  if (began && left === 0) { late = true; handIn(); }
}
function begin(state) {
  if (state) { given.splice(0, given.length, ...state.given); here = state.here; }
  began = state ? state.began : Date.now();
  $("start").hidden = true;
  $("sitting").hidden = false;
  timer = setInterval(tick, 500);
  go(here);
}
function ask() {
  const open = exam.questions.filter((_, n) => !answered(n)).length;
  if (open === 0 || confirm(say("open", { n: open }))) handIn();
}
function handIn() {
  clearInterval(timer);
  ended = Date.now();
  marks = exam.questions.map((question, n) => mark(question, given[n]));
  $("sitting").hidden = true;
  keep(null);
  result();
  scrollTo(0, 0);
}
function result() {
  const full = exam.questions.reduce((sum, each) => sum + each.points, 0), got = Math.round(marks.reduce((a, b) => a + b, 0) * 100) / 100;
  const kinds = [...new Set(exam.questions.map((each) => each.type))];
  const rows = kinds.map((kind) => {
    const numbers = exam.questions.map((each, n) => n).filter((n) => exam.questions[n].type === kind);
    const sum = (take) => Math.round(numbers.reduce((all, n) => all + take(n), 0) * 100) / 100;
    return make("tr", {}, make("th", {}, exam.types[kind][language() === "en" ? 1 : 0]), make("td", {}, `${sum((n) => marks[n])} / ${sum((n) => exam.questions[n].points)}`));
  });
  const cards = exam.questions.map((question, n) => make("article", { class: "card", id: `q${n}`, hidden: mistakes && marks[n] === question.points }, ...card(question, n, true)));
  $("result").replaceChildren(
    make("div", { class: "card" },
      make("p", { class: "signed" }, say("signed")),
      make("p", { class: "score" }, String(got), make("small", {}, ` / ${full}　${say("took", { t: clockText(Math.round((ended - began) / 1000)) })}`)),
      make("p", { class: "faint" }, say("handed", { d: new Date(ended).toLocaleString(language(), { dateStyle: "short", timeStyle: "short" }) })),
      late ? make("p", {}, say("late")) : null,
      make("table", { class: "result" }, ...rows),
    ),
    $("sheet"),
    make("div", { class: "buttons" },
      make("label", {}, make("input", { type: "checkbox", checked: mistakes, onchange: (event) => { mistakes = event.target.checked; result(); } }), ` ${say("only")}`),
      make("button", { type: "button", onclick: () => print() }, say("print")),
      make("button", { type: "button", class: "main", onclick: () => location.reload() }, say("again"))),
    ...cards);
  sheet(true);
  $("result").hidden = false;
  $("clock").textContent = "";
  $("progress").hidden = true;
}
function speak(to) {
  document.documentElement.lang = to;
  try { localStorage.setItem("kefu-exam-language", to); } catch (error) { /* a page opened from a file may have no storage */ }
  show();
}
$("begin").addEventListener("click", () => begin(null));
$("back").addEventListener("click", () => go(here - 1));
$("next").addEventListener("click", () => go(here + 1));
addEventListener("keydown", typed);
$("hand-in").addEventListener("click", ask);
$("language").addEventListener("click", () => speak(language() === "en" ? "zh-CN" : "en"));
addEventListener("beforeunload", (event) => { if (began && !marks && given.some((_, n) => answered(n))) event.preventDefault(); });
let spoken = null;
try { spoken = localStorage.getItem("kefu-exam-language"); } catch (error) { /* as above */ }
speak(spoken === "en" ? "en" : "zh-CN");
const state = kept();
if (state) begin(state);
