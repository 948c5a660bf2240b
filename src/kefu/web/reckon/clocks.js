"use strict";
/* Deadlines and windows, as src/kefu/clocks reads them. An instant is the milliseconds of a clock on a wall in Shanghai. */
const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const LENGTHS = { seconds: SECOND, minutes: MINUTE, hours: HOUR, days: DAY };
const START = 0, STOP = 1, CANCEL = 2, TURN = 3, ARRIVE = 4;
const USUAL = { mode: "stock", carrier: "courier" };
const SENDING = ["shipped", "carrier_accepted"], ARRIVED = ["signed", "trade_success"];
const SENT = [...SENDING, ...ARRIVED], GROUP = ["group_opened", "group_completed"];
const ONCE = [...SENT, "paid", "group_completed"], MESSAGES = ["buyer_message", "complaint_message"];
const ANSWERS = ["merchant_responded", "merchant_refused", "refund_withdrawn", "settled", "agent_reply", "auto_reply"];
const NEVER_BEFORE = { shipped: "paid", carrier_accepted: "paid", group_completed: "group_opened" };
const STATUSES = ["current", "superseded", "reported", "practice", "disputed"];

/** "2026-03-01T10:00" or "2026-03-01" → instant. */
function instant(told) { return Date.parse(`${told.length <= 10 ? `${told}T00:00:00` : told}Z`); }
function iso(at) { return new Date(at).toISOString().slice(0, 19); }
function dayOf(at) { return Math.floor(at / DAY) * DAY; }
function endOf(day) { return dayOf(day) + DAY - SECOND; }
function yearOf(at) { return new Date(at).getUTCFullYear(); }
function listed(value) { return value || []; }
function compared(one, other) {
  for (let n = 0; n < one.length; n += 1) if (one[n] !== other[n]) return one[n] < other[n] ? -1 : 1;
  return 0;
}

/* The calendar. */
function isWorked(data, at) {
  const day = iso(dayOf(at)).slice(0, 10), calendar = data.calendar;
  if (yearOf(at) < calendar.first || yearOf(at) > calendar.last) throw new RangeError(day);
  if ([0, 6].includes(new Date(at).getUTCDay())) return calendar.worked.includes(day);
  return !calendar.free.includes(day);
}
function workingDayAfter(data, day, count) {
  for (let left = count; left > 0; left -= 1) do day += DAY; while (!isWorked(data, day));
  return day;
}
function isAnnounced(data, at) { return data.calendar.announced.includes(yearOf(at)); }
function later(start, months) {
  const from = new Date(start), month = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last)) + (start - dayOf(start));
}
/** The last instant that is in time. */
function dueAfter(data, told, start) {
  if (told.worked) return endOf(workingDayAfter(data, dayOf(start), told.count));
  if (told.unit === "months" || told.unit === "years") {
    const day = later(start, told.count * (told.unit === "years" ? 12 : 1));
    return told.day_end ? endOf(day) : day;
  }
  const length = LENGTHS[told.unit] * told.count;
  if (told.day_end) return endOf(start + length);
  return (told.next_day ? dayOf(start) + DAY : start) + length;
}
function holds(data, hours, at) {
  const minute = Math.floor((at - dayOf(at)) / MINUTE);
  return hours.spans.some(([begin, end]) => begin <= minute && minute < end) && (!hours.worked || isWorked(data, at));
}
/** The instant at which so much assessed time has passed; outside of the hours time stands still. */
function assessed(data, hours, start, length) {
  for (let day = dayOf(start), left = length; ; day += DAY) {
    if (hours.worked && !isWorked(data, day)) continue;
    for (const [begin, end] of hours.spans) {
      const here = Math.max(day + begin * MINUTE, start), until = day + end * MINUTE;
      if (until <= start) continue;
      if (here + left <= until) return here + left;
      left -= until - here;
    }
  }
}

/* What happened. */
function pastOf(history, types) {
  const happened = history.events.filter((event) => event.at <= history.now).map((event) => ({ more: {}, ...event }));
  happened.sort((one, other) => one.at - other.at);
  if (happened.some((event, n) => n && event.at === happened[n - 1].at)) {
    const keyed = new Map();
    for (const event of happened) {
      const more = JSON.stringify(Object.entries(event.more).sort((one, other) => compared([one[0]], [other[0]])));
      const key = [event.at, ANSWERS.includes(event.type) ? 0 : 1, types.indexOf(event.type), more];
      keyed.set(JSON.stringify(key), [key, event]);
    }
    const ordered = [...keyed.values()].sort((one, other) => compared(one[0], other[0]));
    happened.splice(0, happened.length, ...ordered.map(([, event]) => event));
  }
  const first = {};
  for (const event of happened) if (!(event.type in first)) first[event.type] = event.at;
  const sent = SENT.filter((type) => type in first).map((type) => first[type]);
  return { events: happened, first, sentAt: sent.length ? Math.min(...sent) : null, history, terms: history.terms };
}
/** What cannot be: the field and what it lies before; null where nothing is wrong. */
function impossible(history) {
  const first = {}, terms = history.terms;
  for (const event of history.events) first[event.type] = Math.min(event.at, first[event.type] ?? Infinity);
  for (const event of history.events) {
    const before = NEVER_BEFORE[event.type];
    if (before in first && event.at < first[before] && !(terms.cod && before === "paid")) return [event.type, before];
    if (event.type === "promised" && event.more?.due && promisedBy(event) < event.at) return ["due", "promised"];
  }
  const agreed = listed(history.agreed);
  return "paid" in first && agreed.length && Math.min(...agreed) < first.paid && !terms.cod ? ["agreed", "paid"] : null;
}

/* Which clocks there are for an order. */
function concerns(rules, term, terms) {
  const category = terms.category || "", services = listed(terms.services), when = term.when || {};
  if (term.goods && !term.goods.some((word) => category.includes(word))) return false;
  if (listed(term.not_for).some((word) => category.includes(word))) return false;
  if (term.service && !services.includes(term.service)) return false;
  const programmes = rules[term.rule].programme;
  if (programmes && terms.programmes && !term.service) {
    const joined = [...terms.programmes, ...services];
    if (![...programmes, term.term].some((word) => joined.includes(word))) return false;
  }
  if (when.three_guarantees && !terms.three_guarantees) return false;
  const mode = terms.mode || (terms.presale ? "not_stock" : USUAL.mode);
  if (when.mode && mode !== when.mode && !(when.mode === "not_stock" && mode !== "stock")) return false;
  return !(terms.cod && [...term.starts, ...listed(term.alone)].includes("paid"));
}
function rolesOf(starts, term, sends) {
  const as = (types, role) => Object.fromEntries(listed(types).map((type) => [type, role]));
  const called = { ...(sends ? as(ARRIVED, ARRIVE) : {}), ...as(term.cancels, CANCEL) };
  const begun = { ...(term.turn ? as([term.turn[0]], TURN) : {}), ...as(starts, START) };
  const stops = as(term.stops, STOP), decided = term.decided ? as([term.decided], STOP) : stops;
  return [{ ...called, ...stops, ...begun }, { ...called, ...decided, ...begun }];
}
function readyOf(data, platform, term, terms) {
  const rule = data.rules[term.rule], starts = [...term.starts, ...listed(term.alone)], when = term.when || {};
  let deadline = term.deadline || null;
  if (terms.presale && term.yields) deadline = null;
  if (terms.mode && term.others && terms.mode in term.others) deadline = term.others[terms.mode];
  const single = starts.every((type) => ONCE.includes(type));
  const sends = single && listed(term.stops).every((type) => SENDING.includes(type));
  const unknown = Boolean(rule.programme) && !terms.programmes && !term.service;
  return {
    term, deadline, single, sends, roles: rolesOf(term.starts, term, sends),
    alone: rolesOf(term.alone || term.starts, term, sends), piles: term.starts.every((type) => MESSAGES.includes(type)),
    judged: Boolean(term.hours || term.orders || term.shortest)
      || Object.keys(when).some((name) => !["three_guarantees", "mode"].includes(name)),
    conflicts: against(data, platform, term.rule),
    rank: [
      rule.status === "disputed", unknown ? 1.5 : term.room || 0, -(term.conditions || 0), STATUSES.indexOf(rule.status),
      term.newest || 0, term.rule,
    ],
  };
}
/** The rules that say otherwise on a platform, whether they hold or not. */
function against(data, platform, id) {
  return listed(data.rules[id].against).filter((other) => data.rules[other].platforms.includes(platform));
}
function planOf(data, platform, basis, terms) {
  const groups = {};
  for (const place of data.books[platform][basis].clocks) {
    const term = data.terms[place];
    if (concerns(data.rules, term, terms)) (groups[term.clock] ||= []).push(readyOf(data, platform, term, terms));
  }
  for (const group of Object.values(groups)) group.sort((one, other) => compared(one.rank, other.rank));
  const { promise, ...others } = groups;
  return { groups: Object.values(others), promise: promise ? promise[0] : null };
}

/* One rule on one history. */
function run(data, ready, past) {
  if (ready.term.gap) return conversations(data, ready, past);
  const { found, begun, due } = followed(data, ready, past);
  if (begun && due !== null && !arrived(ready, begun, past)) found.push(toldOf(data, ready, begun, due, null, past));
  return found;
}
function followed(data, ready, past) {
  const found = [], roles = (GROUP.some((type) => type in past.first) ? ready.roles : ready.alone)[ready.term.decided in past.first ? 1 : 0];
  let begun = null, due = null, unused = null;
  for (const event of past.events) {
    const role = roles[event.type];
    if (role === undefined) continue;
    if (role === TURN && begun) due = turned(data, ready, event, due);
    else if (role === START || role === TURN) {
      if (begun && due !== null) {
        if (ready.single || ready.piles || event.at <= due) continue;
        found.push(toldOf(data, ready, begun, due, null, past));
        begun = null;
      }
      if ((found.length && ready.single) || (ready.judged && !runs(data, ready, event, past))) continue;
      due = role === START ? dueOf(data, ready, event, past) : turned(data, ready, event, event.at);
      begun = due === null ? null : event;
      if (begun && unused && unused.at === event.at) {
        found.push(toldOf(data, ready, begun, due, unused, past, roles[unused.type]));
        begun = unused = null;
      }
    } else if (role === ARRIVE) {
      if (begun && due !== null && event.at <= due) {
        found.push(toldOf(data, ready, begun, due, event, past));
        begun = null;
      }
    } else if (!begun || due === null) unused = event;
    else {
      found.push(toldOf(data, ready, begun, due, event, past, role));
      begun = null;
    }
  }
  return { found, begun, due };
}
/** What shows that goods were sent by then, where nobody told when. */
function arrived(ready, start, past) {
  if (!ready.sends) return null;
  return past.events.find((event) => ARRIVED.includes(event.type) && event.at >= start.at) || null;
}
/** The last instant in time of a clock that starts here; null where it was not told. */
function dueOf(data, ready, start, past) {
  const term = ready.term, agreed = listed(past.history.agreed);
  if (agreed.length && term.yields) return term.shortest ? Math.min(...agreed) : Math.max(...agreed);
  if (ready.deadline === null) return term.due_on ? endOf(instant(term.due_on)) : null;
  const due = dueAfter(data, ready.deadline, start.at);
  return term.deferred && term.hours ? assessed(data, term.hours, start.at, due - start.at) : due;
}
function turned(data, ready, event, due) {
  return !ready.term.turn || due === null || event.at > due ? due : dueAfter(data, ready.term.turn[1], event.at);
}
function runs(data, ready, start, past) {
  const term = ready.term, at = start.at;
  if (term.hours && !term.deferred && !holds(data, term.hours, at)) return false;
  if (term.orders && (at < instant(term.orders[0]) || at >= instant(term.orders[1]) + DAY)) return false;
  if (term.shortest && listed(past.history.agreed).length < 2) return false;
  return Object.entries(term.when || {}).every(([name, wanted]) => isSo(data, name, wanted, start, past, term));
}
function isSo(data, name, wanted, start, past, term) {
  const terms = past.terms;
  if (name === "state") {
    const sent = past.sentAt !== null && past.sentAt <= start.at;
    return (sent ? "shipped" : terms.state || "unshipped") === wanted;
  }
  if (name === "reason" || name === "carrier") {
    const told = past.events.filter((event) => event.at <= start.at && event.more[name]).map((event) => event.more[name]);
    return (told.length ? told[told.length - 1] : terms[name] || USUAL[name]) === wanted;
  }
  if (name === "requested") return "invoice_requested" in past.first && past.first.invoice_requested <= start.at;
  if (name === "requested_within") {
    const done = past.first[term.when.of];
    return done !== undefined && done < start.at && start.at <= dueAfter(data, wanted, done);
  }
  return true;
}
/** The first answer of each conversation; one that begins outside of the hours is not assessed at all. */
function conversations(data, ready, past) {
  const found = [];
  let last = null, waiting = null;
  const measured = (stop) => found.push(toldOf(data, ready, waiting, dueOf(data, ready, waiting, past), stop, past));
  for (const event of past.events) {
    const role = ready.roles[0][event.type];
    if (role === undefined || (role !== START && !last)) continue;
    if (role === START) {
      if (!last || isAnother(last, event, waiting, ready)) {
        if (waiting) measured(null);
        waiting = runs(data, ready, event, past) ? event : null;
      }
    } else if (waiting) {
      measured(event);
      waiting = null;
    }
    last = event;
  }
  if (waiting) measured(null);
  return found;
}
function isAnother(last, event, waiting, ready) {
  const [one, other] = [last.more.session ?? null, event.more.session ?? null];
  return one !== null && other !== null ? one !== other : !waiting && event.at - last.at > ready.term.gap;
}
function toldOf(data, ready, start, due, stop, past, role = STOP) {
  const term = ready.term, now = past.history.now;
  const state = !stop ? (now <= due ? "running" : "missed") : stop.at > due ? "missed" : role === CANCEL ? "cancelled" : "met";
  return {
    clock: term.clock, clause: term.rule, started: start.at, due, stopped: stop ? stop.at : null, state, on_miss: term.on_miss,
    conflicts: ready.conflicts, started_by: start.type, stopped_by: stop ? stop.type : null, party: term.party,
    uncertain: isUncertain(data, ready, start.at, due),
  };
}
/** Whether it hangs on holidays that are not yet announced. */
function isUncertain(data, ready, start, due) {
  if (ready.term.hours && ready.term.deferred) return Boolean(ready.term.hours.worked) && !(isAnnounced(data, start) && isAnnounced(data, due));
  return Boolean(ready.deadline?.worked) && !isAnnounced(data, dueAfter(data, ready.deadline, start));
}

/* Promises. */
function promisedBy(event) {
  const told = event.more?.due;
  return !told ? null : told.length <= 10 ? endOf(instant(told)) : instant(told);
}
function promises(ready, past) {
  const clocks = [], unsaid = [], kept = past.events.filter((event) => ready.term.stops.includes(event.type));
  const isMeant = (promise, event) => {
    for (const name of ["promise", "kind"]) if ((event.more[name] ?? null) !== null) return event.more[name] === promise.more[name];
    return true;
  };
  for (const event of past.events.filter((each) => ready.term.starts.includes(each.type))) {
    const due = promisedBy(event), byDeed = listed((ready.term.kept_by || {})[event.more.kind]);
    if (due === null) {
      unsaid.push({ clock: ready.term.clock, clause: ready.term.rule, started: event.at, why: "due" });
      continue;
    }
    const stop = past.events.find((each) => (each.at > event.at && byDeed.includes(each.type))
      || (each.at >= event.at && kept.includes(each) && isMeant(event, each))) || null;
    if (kept.includes(stop)) kept.splice(kept.indexOf(stop), 1);
    clocks.push(toldOf(null, { ...ready, deadline: null }, event, due, stop, past));
  }
  return { clocks, unsaid };
}

/* The whole. */
/** What runs, was met, missed or called off, the nearest deadline first; and what cannot be read, for something was not told. */
function readClocks(data, history) {
  const past = pastOf(history, data.eventTypes), plan = planOf(data, history.platform, history.basis, history.terms);
  const clocks = [], unsaid = [];
  for (const group of plan.groups) {
    clocks.push(...(group.length === 1 ? run(data, group[0], past) : oneOf(data, group, past)));
    unsaid.push(...lacking(data, group[0], past));
  }
  if (plan.promise) {
    const told = promises(plan.promise, past);
    clocks.push(...told.clocks);
    unsaid.push(...told.unsaid);
  }
  clocks.sort((one, other) => compared([one.due, one.clock, one.started], [other.due, other.clock, other.started]));
  return { clocks, unsaid };
}
/** Of several rules for one clock one answers for each start; those that say otherwise are named. */
function oneOf(data, group, past) {
  const kept = new Map();
  for (const ready of group) {
    for (const clock of run(data, ready, past)) {
      const winner = kept.get(clock.started);
      if (!winner) kept.set(clock.started, { clock, ready });
      else if (differs(winner, ready, clock)) winner.clock = { ...winner.clock, conflicts: [...winner.clock.conflicts, clock.clause] };
    }
  }
  return [...kept.values()].map(({ clock }) => clock);
}
function differs(winner, loser, other) {
  const folder = (id) => id.split(".")[0], one = winner.clock;
  if (one.due === other.due || one.conflicts.includes(other.clause)) return false;
  const same = folder(one.clause) === folder(other.clause);
  return !(same && (winner.ready.term.conditions || 0) > (loser.term.conditions || 0));
}
/** What is wanting for the clock that sends the goods. */
function lacking(data, ready, past) {
  const term = ready.term, start = past.events.find((event) => [...term.starts, ...listed(term.alone)].includes(event.type));
  if (!start || !ready.sends || term.shortest) return [];
  const due = dueOf(data, ready, start, past), why = { clock: term.clock, clause: term.rule, started: start.at };
  if (due === null) return [{ ...why, why: "agreed_ship_by" }];
  const arrival = arrived(ready, start, past);
  const told = [...listed(term.stops), ...listed(term.cancels)].some((type) => type in past.first);
  return !arrival || told || arrival.at <= due ? [] : [{ ...why, why: "shipped" }];
}
