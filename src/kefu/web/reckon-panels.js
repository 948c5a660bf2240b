"use strict";
/* The three panels: what each asks for, and what it answers. */
const DATED = ["paid_at", "shipped_at", "carrier_accepted_at", "agreed_ship_by", "group_completed_at"];
const WITH_REASON = ["return_requested", "exchange_requested", "aftersale_requested"];
const here = () => data.books[state.platform][state.basis];
const termsHere = () => here().clocks.map((place) => data.terms[place]);
const optional = (options, first) => [["", first], ...options];
const distinct = (list) => [...new Set(list.filter(Boolean))];

/* Deadlines. */
function clocksForm() {
  const types = Object.entries(EVENT_GROUPS).map(([group, list]) => [word(WORDS.groups[group]), list.map((type) => [type, capital(named("events", type))])]);
  const event = (path, n) => {
    const { type } = state.clocks.events[n], narrow = [
      choice(`${path}.type`, say("event"), [["", say("choose")], ...types]), field(`${path}.at`, say("at"), "instant"),
    ];
    if (type === "promised") {
      narrow.push(choice(`${path}.kind`, say("kind"), optional(Object.entries(data.names.promises).map(([key, pair]) => [key, word(pair)]), say("notSaid"))));
      narrow.push(field(`${path}.due`, say("due"), "day"));
    }
    if (WITH_REASON.includes(type)) narrow.push(choice(`${path}.reason`, say("reason"), optional(Object.entries(WORDS.reasons).map(([key, pair]) => [key, word(pair)]), say("notSaid"))));
    return make("div", { class: "row" }, ...narrow);
  };
  return [
    make("h2", {}, say("events")), rows("clocks.events", EVENT, event, "alike"), adder("clocks.events", EVENT),
    fold("order", say("order"), make("div", { class: "pair" }, ...orderFields())),
  ];
}
function orderFields() {
  const terms = termsHere(), goods = distinct(terms.flatMap((term) => [...listed(term.goods), ...listed(term.not_for)]));
  const modes = distinct(terms.flatMap((term) => [term.when?.mode, ...Object.keys(term.others || {})]));
  const programmes = distinct(terms.flatMap((term) => listed(data.rules[term.rule].programme))), services = distinct(terms.map((term) => term.service));
  const pairs = (names, keys) => keys.map((key) => [key, names[key] ? word(names[key]) : key]), plainly = (list) => list.map((each) => [each, own(each)]);
  const isSent = state.clocks.events.some((each) => SENT.includes(each.type));
  return [
    choice("clocks.category", say("category"), optional(plainly(goods), say("anyGoods"))),
    choice("clocks.mode", say("mode"), optional(pairs(WORDS.modes, distinct(["presale", ...modes]).filter((mode) => mode !== "stock")), word(WORDS.modes.stock))),
    field("clocks.agreed", say("agreed"), "day"), field("clocks.agreedTo", say("agreedTo"), "day"),
    programmes.length ? choice("clocks.programme", say("programme"), [["", say("notSaid")], ["-", say("notJoined")], ...plainly(programmes)]) : null,
    services.length ? choice("clocks.service", say("service"), optional(plainly(services), say("none"))) : null,
    isSent ? null : choice("clocks.sent", say("sent"), optional(pairs(WORDS.states, ["shipped", "unshipped"]), say("notSaid"))),
    terms.some((term) => term.when?.carrier) ? choice("clocks.carrier", say("carrier"), optional(pairs(WORDS.carriers, ["surface_mail"]), word(WORDS.carriers.courier))) : null,
    tick("clocks.cod", say("cod")), tick("clocks.three", say("three")),
  ];
}
/** The history that is entered, without what cannot be; each event with the row in which it stands. */
function historyGiven() {
  const told = state.clocks, at = now(), events = [];
  told.events.forEach((row, n) => {
    const path = `clocks.events.${n}`, when = valueOf(`${path}.at`, "instant"), more = {};
    if (!row.type && !row.at.trim()) return;
    if (!row.type) wrong(`${path}.type`, "needed");
    if (!row.at.trim()) wrong(`${path}.at`, "needed");
    if (row.type === "promised") {
      const due = valueOf(`${path}.due`, "day");
      if (due !== null) more.due = iso(due);
      if (row.kind) more.kind = row.kind;
    }
    if (row.reason && WITH_REASON.includes(row.type)) more.reason = row.reason;
    if (!row.type || when === null) return;
    if (when > at) wrong(`${path}.at`, "later");
    events.push({ type: row.type, at: when, more, row: n });
  });
  const first = valueOf("clocks.agreed", "day"), last = valueOf("clocks.agreedTo", "day");
  if (first !== null && last !== null && last < first) wrong("clocks.agreedTo", "endFirst");
  const agreed = [first, last].filter((each) => each !== null).sort((one, other) => one - other);
  const history = {
    platform: state.platform, basis: state.basis, now: at, events, agreed,
    terms: {
      category: told.category, programmes: told.programme === "" ? null : told.programme === "-" ? [] : [told.programme], services: told.service ? [told.service] : [],
      presale: told.mode === "presale", cod: told.cod, three_guarantees: told.three, state: told.sent, mode: told.mode, reason: "", carrier: told.carrier,
    },
  };
  for (let found = impossible(history); found; found = impossible(history)) refuse(history, ...found);
  return history;
}
/** Takes out what lies before what it follows, and says so beside its field. */
function refuse(history, one, other) {
  const called = (what) => ({ due: say("due"), agreed: say("agreed") })[what] ?? named("events", what), values = () => ({ one: called(one), other: called(other) });
  if (one === "agreed") {
    history.agreed = [];
    wrong("clocks.agreed", "before", values);
    return;
  }
  const isIt = (event) => (one === "due" ? event.type === "promised" && event.more.due && promisedBy(event) < event.at : event.type === one);
  const culprit = history.events.filter(isIt).sort((a, b) => a.at - b.at)[0];
  if (one === "due") delete culprit.more.due;
  else history.events = history.events.filter((event) => event !== culprit);
  wrong(`clocks.events.${culprit.row}.${one === "due" ? "due" : "at"}`, "before", values);
}
function clocksResult() {
  const history = historyGiven(), chronological = [...history.events].sort((one, other) => one.at - other.at);
  numberRows(chronological);
  if (!history.events.length) return [wrongs(), lesson("clocksEmpty", "clocksTeach", examples("clocks"))];
  let before, after;
  const suppose = state.clocks.suppose, supposed = { ...history, events: [...history.events, { type: suppose, at: history.now, more: {} }] };
  try {
    before = readClocks(data, history);
    after = suppose ? readClocks(data, supposed) : before;
  } catch (error) {
    if (error instanceof RangeError) return [notice(say("beyond"))];
    throw error;
  }
  const list = inOrder(after.clocks), isSupposed = Boolean(suppose);
  const events = chronological.map((event, n) => ({ at: event.at, number: n + 1 }));
  const view = { rows: list.map((each) => drawn(each, history.now)), events, now: history.now, words: { now: say("now") } };
  return [
    wrongs(), clocksVerdict(after.clocks, after.unsaid, history), supposing(before.clocks, after.clocks, suppose),
    list.length ? section(say("timeline"), chart("clocks", say("timeline"), view, timelineHeight, timelineOption)) : null,
    ...after.unsaid.map((each) => make("article", { class: "card warn" }, make("p", {}, say("unsaid", { name: named("clocks", each.clock) }), say("colon"), word(WORDS.why[each.why])), clause(each.clause))),
    ...list.map((each, n) => clockCard(each, history.now, n, isSupposed)),
  ];
}
/** The rows of the form are numbered by time, as they are in the chart. */
function numberRows(chronological) {
  const numbers = new Map(chronological.map((event, n) => [event.row, n + 1]));
  for (const place of document.querySelectorAll("[data-number]")) place.textContent = numbers.get(Number(place.dataset.number)) ?? "·";
}
const isLapsed = (clock) => clock.state === "missed" && clock.party === "buyer";
const isOpen = (clock) => clock.state === "running" || (clock.state === "missed" && clock.stopped === null && !isLapsed(clock));
function inOrder(clocks) { return [...clocks.filter(isOpen), ...clocks.filter((each) => !isOpen(each))]; }
function stateName(clock) { return word(data.names.states[isLapsed(clock) ? "lapsed" : clock.state]); }
function leftWords(clock, at) {
  if (clock.state === "running") return say("leftIs", { left: length(clock.due - at) });
  return clock.state === "missed" && !isLapsed(clock) ? say("lateBy", { left: length((clock.stopped ?? at) - clock.due) }) : "";
}
function drawn(clock, at) {
  const told = [leftWords(clock, at) || stateName(clock), moment(clock.due)].filter(Boolean).join(" · ");
  return { name: named("clocks", clock.clock), told, state: isLapsed(clock) ? "cancelled" : clock.state, from: clock.started, due: clock.due, stopped: clock.stopped };
}
function clocksVerdict(clocks, lacking, history) {
  const missed = clocks.filter((each) => each.state === "missed" && each.stopped === null && !isLapsed(each)), next = clocks.find((each) => each.state === "running");
  const late = clocks.filter((each) => each.state === "missed" && each.stopped !== null && !isLapsed(each)), lines = [];
  if (missed.length) lines.push(say("overdue", { n: missed.length, names: commas(missed.map((each) => named("clocks", each.clock))) }));
  if (next) {
    const party = word(data.names.parties[next.party]), left = length(next.due - history.now);
    lines.push(say("nearest", { name: named("clocks", next.clock), party, left, due: moment(next.due) }));
  }
  if (late.length) lines.push(say("lateDone", { n: late.length, names: commas(late.map((each) => named("clocks", each.clock))) }));
  if (!lines.length && lacking.length) return null;
  if (!lines.length) lines.push(clocks.length ? say("allDone") : say("noClock"));
  return verdict([...missed, ...late].some((each) => each.party === "seller") ? "bad" : next ? "fair" : "", ...lines);
}
function termOf(clock) { return termsHere().find((term) => term.rule === clock.clause && term.clock === clock.clock); }
function supposing(before, after, suppose) {
  const answers = distinct(before.filter((each) => each.state === "running").flatMap((each) => [...listed(termOf(each).stops), ...listed(termOf(each).cancels)]));
  const types = distinct([...answers, suppose]).filter((type) => type !== "promise_kept");
  if (!types.length) return null;
  const options = [["", say("supposeOff")], ...types.map((type) => [type, capital(named("events", type))])];
  const chosen = segments(say("suppose"), options, suppose, (type) => { state.clocks.suppose = type; build(); }, { class: "many" });
  if (!suppose) return make("div", { class: "suppose" }, make("span", { class: "faint" }, say("suppose")), chosen);
  const key = (each) => `${each.clock}|${each.started}|${each.clause}`, old = new Map(before.map((each) => [key(each), each]));
  const changes = after.filter((each) => old.get(key(each))?.state !== each.state).map((each) => (old.has(key(each))
    ? say("becomes", { name: named("clocks", each.clock), state: stateName(each) }) : say("opens", { name: named("clocks", each.clock), due: moment(each.due) })));
  return make("div", { class: "suppose on" }, make("span", { class: "faint" }, say("suppose")), chosen,
    make("p", {}, make("b", {}, say("supposed", { event: named("events", suppose) })), say("colon"), changes.length ? changes.join(isChinese() ? "；" : "; ") : say("changesNothing")));
}
function clockCard(clock, at, n, isSupposed) {
  const term = termOf(clock), or = ` ${say("or")} `, names = (types) => listed(types).map((type) => named("events", type)).join(or);
  const kept = term.kept_by ? distinct(Object.values(term.kept_by).flat()) : [], state_ = isLapsed(clock) ? "cancelled" : clock.state, left = leftWords(clock, at);
  return make("article", { class: `card ${state_}${isSupposed ? " supposed" : ""}` },
    make("div", { class: "cardhead" }, make("h3", {}, named("clocks", clock.clock)), badge(stateName(clock), state_), make("span", { class: "faint" }, word(data.names.parties[clock.party])),
      make("span", { class: "due" }, say("dueAt", { at: moment(clock.due) }), left ? make("b", {}, ` ${left}`) : "")),
    facts([
      [say("startedBy"), `${moment(clock.started)} ${named("events", clock.started_by)}`],
      [say("stoppedBy"), clock.stopped === null ? "" : `${moment(clock.stopped)} ${named("events", clock.stopped_by)}`],
      [say("stopsBy"), clock.stopped === null && clock.state === "running" ? names([...listed(term.stops), ...kept]) : ""],
      [say("cancelsBy"), clock.state === "running" ? names(term.cancels) : ""],
      [say("onMiss"), ["running", "missed"].includes(clock.state) && clock.on_miss ? word(data.names.misses[clock.on_miss]) : ""],
    ]),
    clause(clock.clause), clock.uncertain ? notice(say("unsure")) : null, against_(clock.conflicts, `clock-${n}`));
}

/* Sums. */
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

/* Points. */
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

/* Examples: what they enter, around the now. */
const ago = (hours) => writeInstant(Math.floor((now() - hours * HOUR) / MINUTE) * MINUTE);
const dayAgo = (days, time) => `${iso(dayOf(now()) - days * DAY).slice(0, 10)} ${time}`;
const EXAMPLES = {
  clocks: {
    refund: () => [["paid", ago(76)], ["refund_requested", ago(30)]], pickup: () => [["paid", ago(60)], ["shipped", ago(50)], ["carrier_accepted", ago(6)]],
    night: () => [["buyer_message", dayAgo(1, "23:40")], ["buyer_message", dayAgo(0, "09:10")]],
    back: () => [["paid", dayAgo(9, "20:15")], ["shipped", dayAgo(8, "11:00")], ["signed", dayAgo(5, "14:30")], ["return_requested", dayAgo(3, "10:05")], ["return_agreed", dayAgo(2, "16:20")]],
    promise: () => [["paid", ago(20)], ["promised", ago(5), { kind: "ship_by", due: dayAgo(0, "23:59") }]],
  },
  money: {
    late: () => ({ matters: ["late_shipping"], amount: "800.00", freight: "10.00" }), both: () => ({ matters: ["late_shipping", "out_of_stock"], amount: "139.00", count: "2", step: "ship" }),
    fake: () => ({ matters: ["counterfeit", "counterfeit_promise_10"], amount: "268.00" }),
    price: () => ({ platform: "jd", matters: ["price_protection"], amount: "3299.00", list_price: "2999.00" }),
  },
  points: {
    eleven: () => ({ platform: "tmall", general: "11", rows: [{ term: "发票" }], more: { term: "恶意骚扰" } }),
    brush: () => ({ platform: "tmall", rows: [{ term: "虚假交易", count: "96", at: dayAgo(3, "10:00") }] }),
    taobao: () => ({ platform: "taobao", severe: "11", rows: [40, 20, 2].map((days) => ({ term: "出售假冒商品", degree: "实际出售", at: dayAgo(days, "10:00") })) }),
  },
};
function examples(tab) {
  return make("div", { class: "examples" }, make("span", { class: "faint" }, say("examples")), ...Object.keys(EXAMPLES[tab]).map((key) => button(word(WORDS.eg[key]), () => example(tab, key), { "data-example": key })));
}
function example(tab, key) {
  const told = EXAMPLES[tab][key](), filled = tab === "clocks" ? { events: told.map(([type, at, more]) => ({ type, at, ...more })) } : told;
  if (filled.platform) state.platform = filled.platform;
  const shape = BLANK[tab], fresh = structuredClone(shape);
  for (const [name, value] of Object.entries(filled)) {
    if (name in shape) fresh[name] = Array.isArray(value) && typeof shape[name][0] === "object" ? value.map((each) => ({ ...shape[name][0], ...each })) : typeof value === "object" && !Array.isArray(value) ? { ...shape[name], ...value } : value;
  }
  state[tab] = fresh;
  touched.clear();
  build();
}
