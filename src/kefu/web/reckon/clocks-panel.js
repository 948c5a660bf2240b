"use strict";
/* The panel of deadlines: what it asks for, and what it answers. */
const DATED = ["paid_at", "shipped_at", "carrier_accepted_at", "agreed_ship_by", "group_completed_at"];
const WITH_REASON = ["return_requested", "exchange_requested", "aftersale_requested"];
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
