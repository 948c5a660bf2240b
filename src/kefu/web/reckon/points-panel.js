"use strict";
/* The panel of points: what it asks for, and what it answers. */
const families = () => here().points.families;
function termFields(path, isMore) {
  const told = get(path), family = families().find((each) => each.name === told.term), degrees = family ? Object.keys(family.choices).filter(Boolean) : [];
  return make("div", { class: "row" },
    choice(`${path}.term`, say("term"), [["", say("choose")], ...families().map((each) => [each.name, own(each.name)])], { class: degrees.length ? "" : "whole" }),
    degrees.length ? choice(`${path}.degree`, say("degree"), optional(degrees.map((each) => [each, own(each)]), say("anyDegree"))) : null,
    field(`${path}.count`, say("acts"), "count", { placeholder: "1" }), isMore ? null : field(`${path}.at`, say("when"), "instant", { placeholder: say("now") }));
}
function pointsForm() {
  if (!families().length) return [notice(say("noPoints"))];
  const unit = { unit: say("pointUnit"), placeholder: "0" };
  return [
    make("h2", {}, say("opening")), make("div", { class: "pair" }, field("points.general", say("general"), "points", unit), field("points.severe", say("severe"), "points", unit)),
    make("h2", {}, say("violations")), rows("points.rows", VIOLATION, (path) => termFields(path)), adder("points.rows", VIOLATION),
    make("h2", {}, say("oneMore")), make("div", { class: "more" }, termFields("points.more", true), chanceField("points.chance", say("chanceMore"))),
    make("div", { class: "more" }, field("points.extra", say("extra"), "points", { class: "beside", unit: say("pointUnit"), placeholder: "2" })),
  ];
}
/** A violation that is entered; null where it is not whole. usual: when it was, where nothing is written. */
function violationGiven(path, usual = Math.floor(now() / MINUTE) * MINUTE) {
  const told = get(path), count = valueOf(`${path}.count`, "count"), written = told.at?.trim(), at = written ? valueOf(`${path}.at`, "instant") : usual;
  if (!told.term) {
    if (written || told.count.trim()) wrong(`${path}.term`, "needed");
    return null;
  }
  const family = families().find((each) => each.name === told.term);
  if (!family) {
    wrong(`${path}.term`, "elsewhere");
    return null;
  }
  if (at !== null && at > now()) wrong(`${path}.at`, "later");
  return at === null ? null : { term: told.term, degree: Object.hasOwn(family.choices, told.degree) ? told.degree : "", count, at, path };
}
function shopGiven() {
  const past = state.points.rows.map((_, n) => violationGiven(`points.rows.${n}`)).filter(Boolean);
  return { past, opening: { general: valueOf("points.general", "points") ?? 0, severe: valueOf("points.severe", "points") ?? 0 } };
}
/** The account; a violation that lacks its acts is left out, and said so. */
function accountOf(shop) {
  for (;;) {
    const told = reckonPoints(data, asked(), shop.past, shop.opening);
    if (!told.missing) return told;
    const [lacking] = shop.past.splice(told.missing[0], 1);
    wrong(`${lacking.path}.count`, "acts_");
  }
}
function pointsResult() {
  numberRows(state.points.rows.map((each, n) => ({ row: n, ...each })).filter((each) => each.term));
  const shop = shopGiven(), hasOpening = shop.opening.general || shop.opening.severe;
  if (!families().length) return [lesson("pointsEmpty", "pointsTeach", examples("points"))];
  const more = violationGiven("points.more", now());
  if (!shop.past.length && !hasOpening && !more) return [wrongs(), lesson("pointsEmpty", "pointsTeach", examples("points"))];
  const account = accountOf(shop);
  return [
    wrongs(), pointsVerdict(account), ladders(account, shop.opening), account.ahead.length ? nextNodes(account) : null, more ? moreSection(shop, more) : null,
    account.consequences.length ? section(say("consequences"), fallen_(account)) : null, reachedList(account), deductionList(account), remarks(account),
  ];
}
function ledgerName(ledger, kind) { return WORDS.ledger[ledger] ? word(WORDS.ledger[ledger]) : say(kind); }
function nextWords(ahead) { return say("nextNode", { left: pointsText(ahead.left), node: nodeWords(ahead.rung.label, isChinese()) }); }
function pointsVerdict(account) {
  const held = Object.entries(account.ladders).filter(([ledger, { nodes }]) => nodes.length || account.balances[ledger])
    .map(([ledger, { kind }]) => `${ledgerName(ledger, kind)} ${say("balanceIs", { n: pointsText(account.balances[ledger]) })}`);
  const nearest = [...account.ahead].sort((one, other) => one.left - other.left).filter((each) => each.balance)[0] ?? account.ahead[0];
  const lines = [held.join("　") || say("balanceIs", { n: 0 })];
  if (account.nodes.length) lines.push(`${say("reachedNodes")}${say("colon")}${commas(account.nodes.map((label) => nodeWords(label, isChinese())))}`);
  lines.push(nearest ? `${ledgerName(nearest.ledger, nearest.kind)}${say("colon")}${nextWords(nearest)}` : say("noLadder"));
  return verdict(account.nodes.length || account.consequences.length ? "bad" : account.points.general || account.points.severe ? "fair" : "", ...lines);
}
function ladders(account, opening) {
  const usual = here().points.ladders.usual;
  const rows_ = Object.entries(account.ladders).filter(([, ladder]) => ladder.nodes.length).map(([ledger, ladder]) => {
    const balance = account.balances[ledger], ahead = account.ahead.find((each) => each.ledger === ledger), name = ledgerName(ledger, ladder.kind);
    const before = Math.min(balance, usual[ladder.kind] === ledger ? opening[ladder.kind] : 0), n = pointsText(balance);
    const held = before && before < balance ? say("since", { n, before: pointsText(before) }) : say("balanceIs", { n });
    const told = [held, ahead ? say("nextShort", { left: pointsText(ahead.left), at: pointsText(ahead.rung.at) }) : say("atTop")].join(" · ");
    return { name, told, ladder, balance, before, next: ahead ? ahead.rung.at : null, left: ahead?.left };
  });
  if (!rows_.length) return null;
  const view = { rows: rows_, words: { next: isChinese() ? "下一个" : "next" } }, described = rows_.map((row) => `${row.name} ${row.told}`).join("; ");
  return section(say("ladder"), chart("points", described, view, ladderHeight, ladderOption));
}
function measures_(words) { return make("ul", { class: "measures" }, ...words.map((each) => make("li", {}, each))); }
function nextNodes(account) {
  const extra = valueOf("points.extra", "points");
  return section(say("nextBrings"), ...account.ahead.map((each) => make("div", { class: "node" }, make("h3", {}, `${ledgerName(each.ledger, each.kind)}　${nextWords(each)}`),
    extra ? make("p", { class: "added" }, extraWords(account, each, extra)) : null,
    measures_(each.rung.node.measures.map((measure) => word(measureWords(measure)))), clause(each.rung.node.rule))));
}
/** Where so many points more would lead: of several severe nodes only the heaviest is executed. */
function extraWords(account, { ledger, kind, balance }, extra) {
  const ladder = account.ladders[ledger], to = balance + extra, passed = [];
  for (let rung = rungAbove(ladder, balance); rung && rung.at <= to; rung = rungAbove(ladder, rung.at)) passed.push(nodeWords(rung.label, isChinese()));
  const n = pointsText(to);
  return passed.length ? say("extraReaches", { n, nodes: commas(kind === "severe" ? passed.slice(-1) : passed) }) : say("extraShort", { n });
}
/** What follows, by what brought it. */
function fallen_(account) {
  const groups = new Map();
  for (const each of account.consequences) {
    const key = `${each.clause}|${each.node}|${each.from}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(each);
  }
  return [...groups.values()].map((group) => {
    const [{ node, violation, from, clause: id }] = group, title = node ? `${own(violation)} → ${nodeWords(node, isChinese())}` : own(violation);
    const until = (each) => (each.until === null ? "" : ` ${say("runsTo", { from: dayText(each.from), until: dayText(each.until) })}`);
    return make("div", { class: "node" }, make("h3", {}, title, make("span", { class: "faint" }, ` ${say("runsFrom", { from: moment(from) })}`)),
      make("ul", { class: "measures" }, ...group.map((each) => make("li", {}, word(each.words), make("span", { class: "faint" }, until(each))))), clause(id));
  });
}
function reachedList(account) {
  const taken = account.reached.filter((each) => each.absorbed);
  return taken.length ? section(say("reachedNodes"), ...taken.map((each) => make("p", {}, `${nodeWords(each.rung.label, isChinese())}　${say("absorbed", { by: nodeWords(each.absorbed, isChinese()) })}`))) : null;
}
function deductionList(account) {
  if (!account.deductions.length) return null;
  return section(say("deductions"), ...account.deductions.map((each) => make("article", { class: `card ${each.points ? "missed" : "cancelled"}` },
    make("div", { class: "cardhead" }, make("h3", {}, own(each.term), each.degree ? make("span", { class: "faint" }, ` ${own(each.degree)}`) : ""), badge(say(each.kind), each.kind === "severe" ? "missed" : "cancelled"),
      make("span", { class: "faint" }, `${say("nth", { n: each.nth })} · ${moment(each.at)}`), make("span", { class: "due" }, make("b", {}, `${pointsText(each.points)} ${say("pointUnit")}`))),
    each.rule ? clause(each.rule) : make("p", { class: "faint" }, say("noDeduct")))));
}
function remarks(account) {
  const told = account.conflicts.filter((each) => !(each in data.rules)), rules = account.conflicts.filter((each) => each in data.rules);
  const lines = told.map((each) => make("li", {}, isChinese() ? account.remarks[each] || each : each));
  if (account.later) lines.push(make("li", {}, say("laterCount", { n: account.later })));
  return lines.length || rules.length ? make("section", {}, lines.length ? [make("h2", {}, say("remarks")), make("ul", {}, ...lines)] : null, against_(rules, "points")) : null;
}
function moreSection(shop, more) {
  const chance = valueOf("points.chance", "chance"), told = oneMore(data, asked(), shop, more, chance), p = state.points.chance.trim().replace(/%$/, "");
  if (told.missing) {
    wrong("points.more.count", "acts_");
    return null;
  }
  return section(`${say("oneMore")}${say("colon")}${own(more.term)}`, told.expected === null ? null : make("p", { class: "expected" }, say("expectedShip", { p, a: fixed(told.expected) })),
    outcomes(told.outcomes, "more"), against_(told.conflicts, "more"));
}
