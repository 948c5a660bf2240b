"use strict";
/* What came out: sentences, clauses, charts. */
const charts = new Map();

/* Words of time and money. */
function length(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND)), parts = [];
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor((seconds % 86400) / 3600), Math.floor((seconds % 3600) / 60)];
  if (days) parts.push(`${days}${word(WORDS.units.day)}`);
  if (hours && days < 30) parts.push(`${hours}${word(WORDS.units.hour)}`);
  if (minutes && !days) parts.push(`${minutes}${word(WORDS.units.minute)}`);
  return parts.join(" ") || `${seconds}${word(WORDS.units.second)}`;
}
function moment(at) {
  const told = writeInstant(at);
  return yearOf(at) === yearOf(now()) ? told.slice(5) : told;
}
const dayText = (at) => moment(dayOf(at)).slice(0, -6);
const money = (sum) => `¥${fixed(sum)}`;
const commas = (words) => words.join(say("listComma"));

/* Clauses: what it says, of which date it is, how sure it is, and who says otherwise. */
function badge(text, kind) { return make("span", { class: `badge ${kind}` }, text); }
function standing(id) {
  const rule = data.rules[id];
  return make("span", { class: "standing" }, badge(named("statuses", rule.status), rule.status), make("span", { class: "faint" }, word(rule.when)),
    make("code", { class: "id" }, id));
}
function clause(id) {
  return make("div", { class: "clause" }, make("p", {}, word([data.rules[id].zh, data.rules[id].en])), standing(id));
}
/** Rules that say otherwise, to be unfolded. */
function against_(ids, key) {
  const known = [...new Set(ids)].filter((id) => id in data.rules);
  return known.length ? fold(`against-${key}`, `${say("against")} ${known.length}`, known.map(clause), "against") : null;
}
function fold(key, title, content, kind = "") {
  return make("details", { "data-key": key, class: kind }, make("summary", {}, title), content);
}
function facts(pairs) {
  return make("dl", {}, ...pairs.filter(([, told]) => told).flatMap(([label, told]) => [make("dt", {}, label), make("dd", {}, told)]));
}
function verdict(kind, ...lines) { return make("div", { class: `verdict ${kind}`, id: "verdict" }, ...lines.map((line) => make("p", {}, line))); }
function section(title, ...content) { return make("section", {}, make("h2", {}, title), ...content); }
function notice(text) { return make("p", { class: "notice" }, text); }
function wrongs() {
  const count = [...problems.values()].filter((each) => !["needed", "later"].includes(each.key)).length;
  return count ? notice(say("wrong", { n: count })) : null;
}
/** What a page says on which nothing is entered yet: what it does, and examples to try. */
function lesson(lead, teach, examples) {
  return make("div", { class: "lesson" }, make("p", { class: "lead" }, say(lead)), make("ul", {}, ...WORDS[teach][side()].map((line) => make("li", {}, line))), examples);
}

/* Charts. */
function colour(name) { return getComputedStyle(root).getPropertyValue(`--${name}`).trim(); }
function pen(width) {
  const names = ["ink", "faint", "line", "soft", "paper", "link", "good", "block", "bar-block", "bar-warn", "bar-note"];
  return { ...Object.fromEntries(names.map((name) => [name, colour(name)])), font: getComputedStyle(document.body).fontFamily, width };
}
/** A place for a chart, drawn once it stands on the page. */
function chart(name, described, view, height, option) {
  if (typeof echarts === "undefined") return notice(say("noCharts"));
  const place = make("div", { class: "chart", role: "img", "aria-label": described });
  place.style.height = `${height(view)}px`;
  charts.set(name, { place, option: (width) => option(view, pen(width)) });
  return place;
}
function draw() {
  for (const [name, each] of charts) {
    if (!each.place.isConnected) {
      each.drawn?.dispose();
      charts.delete(name);
      continue;
    }
    each.drawn ||= echarts.init(each.place, null, { devicePixelRatio: Math.max(2, devicePixelRatio) });
    each.drawn.resize();
    each.drawn.setOption(each.option(each.place.clientWidth), true);
  }
}
