"use strict";
/* The panel of sums: what it asks for, and what it answers. */
function moneyForm() {
  const chosen = state.money.matters.filter(Boolean), silent = (matter) => !here().matters[matter].answers;
  const matter = ([key, pair]) => make("label", { class: `tick${silent(key) ? " silent" : ""}`, title: silent(key) ? say("silentHere") : null }, make("input", {
    type: "checkbox", "data-path": `matter:${key}`, checked: chosen.includes(key),
    onchange: (event) => { state.money.matters = event.target.checked ? [...chosen, key] : chosen.filter((each) => each !== key); build(); },
  }), make("span", {}, word(pair)));
  const [said, others] = [false, true].map((isSilent) => Object.entries(data.names.matters).filter(([key]) => silent(key) === isSilent));
  const has = (...names) => names.some((name) => chosen.includes(name)), yuan = { unit: say("yuan") }, sum = (name) => field(`money.${name}`, say(name), "sum", yuan);
  const fold_ = others.length ? fold("silent", `${say("silentHere")} ${others.length}`, make("div", { class: "ticks" }, ...others.map(matter))) : null;
  if (fold_ && others.some(([key]) => chosen.includes(key))) fold_.open = true;
  return [
    make("h2", {}, say("matters")), make("div", { class: "ticks" }, ...said.map(matter)), fold_,
    make("div", { class: "pair" },
      field("money.amount", say("amount"), "sum", { ...yuan, placeholder: "59.90" }), field("money.freight", say("freight"), "sum", { ...yuan, placeholder: "0.00" }),
      field("money.count", say("orders"), "count", { placeholder: "1" }),
      has("price_protection") ? [sum("list_price"), sum("returned")] : [], has("deposit") ? sum("deposit") : null,
      has("prepaid_not_performed") ? sum("prepaid") : null, has("unsafe_food") ? sum("loss") : null, ...scopeFields()),
    fold("dates", say("dates"), make("div", { class: "pair" }, ...DATED.map((name) => field(`money.${name}`, say(name), name === "agreed_ship_by" ? "day" : "instant")),
      field("money.promised", say("promised"), "count", { placeholder: "48" }), tick("money.cod", say("cod")), tick("money.presale", say("presale")))),
    make("h2", {}, say("whatIf")), make("div", { class: "more" },
      segments(say("whatIf"), [["refuse", say("refuse")], ["ship", say("ship")]], state.money.step, (key) => { state.money.step = key; build(); }),
      chanceField("money.chance", say(state.money.step === "refuse" ? "chanceRefuse" : "chanceShip"))),
  ];
}
function chanceField(path, label) { return field(path, label, "chance", { class: "beside", unit: "%", placeholder: "50" }); }
function scopeFields() {
  const keys = Object.values(here().matters).flatMap((each) => Object.keys(each.answers || {})), tallies = distinct(Object.values(here().matters).flatMap((each) => Object.values(each.answers || {}).flat().map(String)));
  const excluded = tallies.flatMap((place) => listed(data.sums[place].excluded)), plainly = (list) => list.map((each) => [each, own(each)]);
  const goods = distinct([...keys.map((key) => key.split("|")[0]), ...excluded]), programmes = distinct(keys.map((key) => key.split("|")[1]));
  return [
    goods.length ? choice("money.category", say("category"), optional(plainly(goods), say("anyGoods"))) : null,
    programmes.length ? choice("money.programme", say("programme"), optional(plainly(programmes), say("notSaid"))) : null,
  ];
}
function orderGiven() {
  const path = (name) => `money.${name}`, sum = (name) => valueOf(path(name), "sum"), promised = valueOf(path("promised"), "count");
  const dates = Object.fromEntries(DATED.map((name) => [name, valueOf(path(name), name === "agreed_ship_by" ? "day" : "instant")]));
  for (const name of ["shipped_at", "carrier_accepted_at", "agreed_ship_by"]) {
    if (dates.paid_at === null || dates[name] === null || dates[name] >= dates.paid_at) continue;
    wrong(path(name), "before", () => ({ one: say(name), other: say("paid_at") }));
    dates[name] = null;
  }
  return {
    amount: sum("amount"), freight: sum("freight") ?? "0.00", count: valueOf(path("count"), "count") ?? 1, category: state.money.category || null,
    programme: state.money.programme || null, list_price: sum("list_price"), returned: sum("returned") ?? "0.00", deposit: sum("deposit"), prepaid: sum("prepaid"),
    loss: sum("loss"), promised: promised === null ? null : promised * HOUR, ...dates, cod: state.money.cod, presale: state.money.presale,
  };
}
const asked = () => ({ platform: state.platform, basis: state.basis, now: now() });
function moneyResult() {
  const order = orderGiven(), chosen = state.money.matters.filter(Boolean), isFirst = !chosen.length && !state.money.amount.trim();
  if (isFirst) return [wrongs(), lesson("moneyEmpty", "moneyTeach", examples("money"))];
  if (order.amount === null) {
    if (!problems.has("money.amount")) wrong("money.amount", "needed");
    return [wrongs(), notice(say("amountFirst"))];
  }
  const parts = chosen.map((matter) => owed(data, asked(), matter, order)), ready = parts.filter((part) => !part.missing), lacking = parts.filter((part) => part.missing);
  for (const part of lacking) if (!problems.has(`money.${part.missing}`)) wrong(`money.${part.missing}`, "needed");
  const whole = together(data, ready);
  return [
    wrongs(), chosen.length ? null : notice(say("chooseMatter")), ready.length ? owedVerdict(whole, ready, order) : null,
    ...lacking.map((part) => notice(`${named("matters", part.matter)}${say("colon")}${say(part.missing)} — ${say("needed")}`)),
    ...ready.map((part, n) => owedCard(part, whole, n)), stepSection(order),
  ];
}
function owedVerdict(whole, parts, order) {
  const words = parts.length > 1 ? whole.formula(isChinese()) : formula(data, asked(), parts[0], isChinese());
  return make("div", { class: `verdict ${whole.total[0] > 0n ? "fair" : ""}`, id: "verdict" }, make("p", { class: "sumline" }, `${say("owed")} `, make("b", { class: "sum" }, money(whole.total)),
    parts.length === 1 && parts[0].paid_as ? make("span", { class: "faint" }, ` ${paidWords(parts[0])}`) : ""),
  make("p", { class: "formula" }, words), order.count > 1 ? make("p", { class: "faint" }, say("perOrder", { n: order.count })) : "");
}
function paidWords({ paid_as: as }) { return as === "refund" ? named("paid_as", as) : say("paidAs", { what: named("paid_as", as) }); }
function owedCard(part, whole, n) {
  const isLeft = whole.left.includes(part);
  return make("article", { class: `card sum${isLeft ? " out" : ""}` },
    make("div", { class: "cardhead" }, make("h3", {}, named("matters", part.matter)), isLeft ? badge(say("notCounted"), "cancelled") : "",
      part.paid_as ? make("span", { class: "faint" }, paidWords(part)) : "", make("span", { class: "due" }, make("b", {}, money(part.amount)))),
    make("p", { class: "formula" }, formula(data, asked(), part, isChinese())), part.rule ? clause(part.rule) : make("p", { class: "faint" }, say("noClause")),
    against_(part.conflicts, `sum-${n}`));
}
function stepSection(order) {
  const { step } = state.money, chance = valueOf("money.chance", "chance"), isRefusal = step === "refuse";
  const told = isRefusal ? refuseRefund(data, asked(), order, chance) : shipLate(data, asked(), shopGiven(), order, chance), p = state.money.chance.trim().replace(/%$/, "");
  const expected = told.expected === null ? null : isRefusal
    ? say("expectedRefuse", { p, a: fixed(told.expected), b: fixed(told.otherwise) }) : say("expectedShip", { p, a: fixed(told.expected) });
  return section(`${say("whatIf")}${say("colon")}${say(step)}`,
    expected ? make("p", { class: "expected" }, expected) : null, outcomes(told.outcomes, `step-${step}`), against_(told.conflicts, `step-${step}`),
    isRefusal ? null : make("p", { class: "faint" }, say("shopPoints")));
}
function outcomes(list, key) {
  return make("ol", { class: "outcomes" }, ...list.map((each, n) => {
    const added = each.points ? ["general", "severe"].filter((kind) => each.points[kind]).map((kind) => `${say(kind)} ${say("adds", { n: pointsText(each.points[kind]) })}`) : [];
    const nodes = listed(each.nodes).map((label) => nodeWords(label, isChinese()));
    return make("li", {}, make("div", { class: "cardhead" }, make("h3", {}, named("outcomes", each.word)), make("span", { class: "due" }, make("b", {}, each.amount ? money(each.amount) : "—"))),
      word(each.note) ? make("p", { class: "formula" }, word(each.note)) : null,
      added.length || nodes.length ? make("p", { class: "added" }, [...added, ...nodes].join(" · ")) : null,
      each.results?.length ? measures_(each.results.map((result) => word(result.words))) : null,
      each.rules.length ? [standing(each.rules[0]), fold(`${key}-${n}`, `${say("clause")} ${each.rules.length}`, each.rules.map(clause))] : make("p", { class: "faint" }, say("noClause")));
  }));
}
