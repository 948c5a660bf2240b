"use strict";
/* What upheld violations do to a shop, as src/kefu/dues reckons it; and what a step would cost. Points are thousandths. */
const THOUSAND = 1000, MOST_ACTS = 100000;
const LATE = "延迟发货";
const CLASS_NAMES = { general: ["一般违规", "general"], severe: ["严重违规", "severe"] };

function pointsText(thousandths) { return String(thousandths / THOUSAND); }
/** A measure in words, in Chinese and English; a sum as often as it falls due. */
function measureWords(measure, often = 1) {
  const sum = (value) => fixed(times(decimal(value), [BigInt(often), 0]));
  return measure.words.map((words) => (measure.sum
    ? words.replace("{value}", () => sum(measure.value)).replace("{upper}", () => sum(measure.upper)) : words));
}

/* Ladders. */
function rungAbove(ladder, points) {
  let found = null;
  for (const node of ladder.nodes) {
    let at = node.at;
    if (at <= points) {
      if (!node.step) continue;
      at += (Math.floor((points - at) / node.step) + 1) * node.step;
    }
    if (!found || at < found.at) found = { at, label: `${ladder.kind}:${pointsText(at)}`, node };
  }
  return found;
}
function afterReset(reset, ledger, kind, balance) {
  if (reset.kept && reset.kept[0] === kind && balance >= reset.kept[1]) return balance;
  const carried = reset.carried;
  return carried && carried[0] === ledger && carried[1] <= balance && balance <= carried[2] ? carried[3] : 0;
}
function nodeWords(label, zh) {
  const [kind, at] = label.split(":");
  if (kind in CLASS_NAMES) return zh ? `${CLASS_NAMES[kind][0]} ${at} 分节点` : `${CLASS_NAMES[kind][1]} node ${at}`;
  return kind === "strikes" ? (zh ? `同类违规第 ${at} 次` : `finding ${at} of its kind`) : label;
}

/* An account. */
class Ledger {
  constructor(data, platform, schedule, opening) {
    this.data = data;
    this.platform = platform;
    this.ladders = schedule.ladders;
    this.balances = Object.fromEntries(Object.keys(this.ladders.by_ledger).map((ledger) => [ledger, 0]));
    for (const kind of ["general", "severe"]) this.balances[this.ladders.usual[kind]] += opening[kind] || 0;
    Object.assign(this, { next: {}, year: 0, nth: {}, capped: {}, deductions: [], reached: [], running: {}, consequences: [] });
    this.conflicts = new Map();
    this.named = new Set();
  }

  /** One violation, later than all before it. Returns what it lacks, or nothing. */
  take(at, degree, acts, family, choice) {
    if (this.ladders.reset || family.yearly) this.turn(yearOf(at));
    const year = family.yearly ? this.year : 0, count = (word) => {
      const key = `${family.name}|${word}|${year}`;
      return (this.nth[key] = (this.nth[key] || 0) + 1);
    };
    const nth = count("");
    let ofDegree = count(choice.degree || "-");
    for (const [often, higher] of listed(choice.rises)) {
      if (ofDegree >= often) {
        choice = higher;
        ofDegree = count(higher.degree || "");
      }
    }
    if (choice.graded && acts === null) return "count";
    for (const tariff of listed(choice.tariffs)) {
      const which = tariff.counts === "degree" ? ofDegree : nth, covers = tariff.graded ? Math.max(acts ?? -1, 0) : MOST_ACTS;
      if (!meets(tariff, which, covers)) continue;
      if (choice.guessed) this.remark(tariff, "the heavier, for want of a degree", "没有写情节，按较重的算");
      this.against(listed(choice.conflicts));
      this.deduct(tariff, at, family.name, which, acts);
      return null;
    }
    this.against(listed(choice.conflicts));
    this.deductions.push({
      term: family.name, degree, at, rule: null, points: 0, kind: "general", ledger: this.ladders.usual.general, nth, count: acts,
    });
    return null;
  }

  against(ids) { for (const id of ids) this.conflicts.set(id, this.conflicts.get(id) && ""); }
  remark(tariff, en, zh) { this.conflicts.set(`${tariff.rule}: ${en}`, `${tariff.rule}：${zh}`); }

  deduct(tariff, at, term, nth, acts) {
    const often = tariff.each && acts !== null ? acts : 1;
    let points = (tariff.points || 0) * often;
    if (tariff.cap) points = this.underCap(tariff, at, points);
    const kind = tariff.severe ? "severe" : "general", ledger = tariff.ledger || this.ladders.usual[kind];
    this.deductions.push({ term, degree: tariff.degree || "", at, rule: tariff.rule, points, kind, ledger, nth, count: acts });
    this.name(tariff);
    if (often) for (const measure of listed(tariff.measures)) this.fall(null, measure, at, tariff.rule, "", term, often);
    if (points) this.add(kind, ledger, points, at, term);
    for (const strike of listed(this.ladders.strikes)) {
      if (strike.term === term && this.nth[`${term}||0`] === strike.times) {
        this.reach({ at: strike.node.at, label: `strikes:${strike.times}`, node: strike.node }, at, term);
      }
    }
  }

  fall(node, measure, at, clause, label, of, often = 1) {
    this.consequences.push({
      of_node: node, measure, often, words: measureWords(measure, often), from: at, length: measure.length ?? null,
      until: measure.length === undefined ? null : at + measure.length, clause, node: label, violation: of,
      sum: measure.sum && measure.value ? toFen(times(decimal(measure.value), [BigInt(often), 0])) : null,
    });
  }

  /** What says otherwise, and where the rule states a range. */
  name(tariff) {
    const key = JSON.stringify(tariff);
    if (this.named.has(key)) return;
    this.named.add(key);
    this.against(against(this.data, this.platform, tariff.rule));
    if (tariff.upper !== undefined) {
      const ends = `${pointsText(tariff.points || 0)}-${pointsText(tariff.upper)}`;
      this.remark(tariff, `${ends} points, the lower taken`, `扣 ${ends} 分，按下限算`);
    }
    for (const measure of listed(tariff.measures)) {
      if (measure.upper === undefined || measure.value === undefined) continue;
      this.remark(tariff, `${measure.name} ${measure.value}-${measure.upper} ${measure.unit}, the lower taken`, `${measureWords(measure)[0]}，按下限算`);
    }
  }

  underCap(tariff, at, points) {
    const [most, length] = tariff.cap, window = (this.capped[tariff.rule] ||= []);
    while (window.length && at - window[0][0] >= length) window.shift();
    const left = most - window.reduce((sum, [, each]) => sum + each, 0), taken = Math.max(Math.min(points, left), 0);
    window.push([at, taken]);
    return taken;
  }

  /** Points onto a ledger, and the nodes that they reach. */
  add(kind, ledger, points, at, term) {
    const before = this.balances[ledger] || 0, after = (this.balances[ledger] = before + points);
    const ladder = this.ladders.by_ledger[ledger];
    let ahead = ledger in this.next ? this.next[ledger] : (this.next[ledger] = rungAbove(ladder, before));
    const rungs = [];
    for (; ahead && ahead.at <= after; ahead = rungAbove(ladder, ahead.at)) rungs.push(ahead);
    if (!rungs.length) return;
    this.next[ledger] = ahead;
    if (kind === "general") for (const rung of rungs) this.reach(rung, at, term);
    else this.onlyHeaviest(ledger, this.reach(rungs[rungs.length - 1], at, term), at);
  }

  reach(rung, at, term) {
    const reached = { rung, at, absorbed: "" };
    this.reached.push(reached);
    this.against(against(this.data, this.platform, rung.node.rule));
    for (const measure of rung.node.measures) this.fall(reached, measure, at, rung.node.rule, rung.label, term);
    return reached;
  }

  /** Of a severe node and those still running in its ledger only the heaviest is executed. */
  onlyHeaviest(ledger, fresh, at) {
    const running = (this.running[ledger] || []).filter(([ends]) => ends > at);
    for (const [, each] of running) {
      if (each.rung.at >= fresh.rung.at) fresh.absorbed = each.rung.label;
      else each.absorbed = fresh.rung.label;
    }
    const kept = running.filter(([, each]) => !each.absorbed);
    if (!fresh.absorbed) kept.push([fresh.rung.node.runs === null ? Infinity : at + fresh.rung.node.runs, fresh]);
    this.running[ledger] = kept;
  }

  /** The year is another: what the platform clears is cleared. */
  turn(year) {
    if (this.year === year) return;
    this.year = year;
    const reset = this.ladders.reset;
    if (!reset) return;
    this.next = {};
    for (const ledger of Object.keys(this.balances)) {
      this.balances[ledger] = afterReset(reset, ledger, this.ladders.by_ledger[ledger].kind, this.balances[ledger]);
    }
  }
}
function meets(tariff, nth, acts) {
  return nth >= (tariff.first ?? 0) && (tariff.last === undefined || nth <= tariff.last) && acts >= (tariff.acts_from || 0)
    && (tariff.acts_below === undefined || acts < tariff.acts_below);
}
/** What a list of violations does to a shop; `{ missing: [place, field] }` where one cannot be judged. */
function reckonPoints(data, asked, violations, opening) {
  const schedule = data.books[asked.platform][asked.basis].points;
  const entries = violations.map((violation, place) => {
    const family = schedule.families.find((each) => each.name === violation.term);
    const degree = violation.degree || "", count = violation.count ?? null;
    return { at: violation.at, name: family.name, degree, count, place, family, choice: family.choices[degree] };
  });
  const key = (entry) => [entry.at, entry.name, entry.degree, entry.count ?? -1, entry.place];
  entries.sort((one, other) => compared(key(one), key(other)));
  const counted = entries.filter((entry) => entry.at <= asked.now), ledger = new Ledger(data, asked.platform, schedule, opening);
  ledger.year = yearOf(counted.length ? counted[0].at : asked.now);
  for (const entry of counted) {
    const missing = ledger.take(entry.at, entry.degree, entry.count, entry.family, entry.choice);
    if (missing) return { missing: [entry.place, missing] };
  }
  ledger.turn(yearOf(asked.now));
  const totals = { general: 0, severe: 0 }, ladders = ledger.ladders.by_ledger;
  for (const [name, balance] of Object.entries(ledger.balances)) totals[ladders[name].kind] += balance;
  return {
    points: totals, balances: ledger.balances, deductions: ledger.deductions, reached: ledger.reached,
    consequences: ledger.consequences.filter((each) => !each.of_node?.absorbed), conflicts: [...ledger.conflicts.keys()],
    remarks: Object.fromEntries([...ledger.conflicts].filter(([, zh]) => zh)), later: entries.length - counted.length, ladders,
    nodes: [...new Set(ledger.reached.map((each) => each.rung.label))], ahead: aheadOf(ladders, ledger.balances),
  };
}
function aheadOf(ladders, balances) {
  return Object.entries(balances).map(([ledger, balance]) => {
    const rung = rungAbove(ladders[ledger], balance);
    return rung && { kind: ladders[ledger].kind, ledger, balance, left: rung.at - balance, rung };
  }).filter(Boolean);
}

/* What if. An outcome: its word, the sum, clauses, a note in both languages, and what it adds in points. */
function outcome(word, amount, rules, note, { points, nodes, results } = {}) {
  return { word, amount, rules: rules.filter(Boolean), note, points, nodes, results };
}
function expectedOf(amount, p) { return p === null || amount === null ? null : toFen(times(amount, decimal(p))); }
const COUNTED = {
  true: ["；平台一介入就计入指标，不论判给谁", "; once the platform steps in it counts, whatever the verdict"],
  false: [
    "；平台一介入就计入指标，条款没有说判给商家的可以剔除",
    "; once the platform steps in it counts, and no clause says that a verdict for the shop is left out",
  ],
  null: ["；规则库里没有该平台怎么计介入的规定", "; the rulebook does not say how this platform counts it"],
};
function refuseRefund(data, asked, order, p) {
  const sum = times(decimal(order.amount), [BigInt(order.count ?? 1), 0]), told = data.books[asked.platform][asked.basis].refusal;
  const state = leftAt(order) === null ? "unshipped" : "shipped", within = (scope, word) => !scope || scope.includes(word);
  const isFor = (each) => [undefined, state].includes(each.state) && within(data.rules[each.rule].category, order.category)
    && within(data.rules[each.rule].programme, order.programme);
  const answers = told.answers.filter(isFor), automatic = answers.filter((each) => each.automatic).map((each) => each.rule);
  const counted = told.counted.map((each) => each.rule), sure = counted.length ? told.counted.some((each) => Boolean(each.whatever)) : null;
  const window = told.counted.map((each) => each.window).find(Boolean);
  const counts = COUNTED[sure].map((words, n) => words + (window ? [`（看近 ${window[0]}）`, ` (the figure looks back ${window[1]})`][n] : ""));
  const back = [`退 ${fixed(sum)}`, `${fixed(sum)} goes back`], stays = ["货款不退", "the price stays"], first = answers.slice(0, 1).map((each) => each.rule);
  const joined = (one) => one.map((words, n) => words + counts[n]);
  const outcomes = [outcome("accept", sum, first, back)];
  if (automatic.length) outcomes.push(outcome("no_answer", sum, automatic, back));
  outcomes.push(
    outcome("refuse.rests", NOTHING, first, stays), outcome("refuse.for_buyer", sum, counted, joined(back)),
    outcome("refuse.for_shop", NOTHING, counted, joined(stays)),
  );
  const conflicts = [...counted, ...answers.map((each) => each.rule)].flatMap((id) => against(data, asked.platform, id));
  return { outcomes, conflicts: [...new Set(conflicts)], expected: expectedOf(sum, p), otherwise: sum };
}
function shipLate(data, asked, shop, order, p) {
  const stated = data.books[asked.platform][asked.basis].shipping, due = shippingDue(data, stated, order);
  const bare = { ...order, paid_at: null, shipped_at: null, carrier_accepted_at: null };
  const [late, never] = ["late_shipping", "out_of_stock"].map((matter) => owed(data, asked, matter, bare));
  const both = together(data, [late, never]), by_ = due === null ? null : clockTime(due), sum = fixed(late.amount);
  const saved = by_ ? [`${by_} 前发出，省下 ${sum}`, `by ${by_}: saves ${sum}`] : [`省下 ${sum}`, `saves ${sum}`];
  const families = data.books[asked.platform][asked.basis].points.families;
  const added = order.cod || !families.some((each) => each.name === LATE) ? { rules: [], conflicts: [] }
    : addedBy(data, asked, shop, { term: LATE, degree: "", at: asked.now, count: order.count ?? 1 });
  const words = (told) => [formula(data, asked, told, true), formula(data, asked, told, false)];
  const ordered = [...both.counted].sort((one, other) => (less(other.amount, one.amount) ? -1 : less(one.amount, other.amount) ? 1 : 0));
  const outcomes = [
    outcome("late", late.amount, [late.rule, ...added.rules], words(late), added),
    outcome("never", both.total, ordered.map((part) => part.rule), [both.formula(true), both.formula(false)]),
  ];
  const over = due !== null && asked.now > due;
  if (!over) outcomes.unshift(outcome("in_time", NOTHING, [stated?.rule], saved));
  return {
    outcomes, conflicts: [...new Set([...late.conflicts, ...never.conflicts, ...added.conflicts])],
    expected: expectedOf(late.amount, p === null ? null : over ? "1" : p), otherwise: p === null || over ? null : NOTHING,
  };
}
function oneMore(data, asked, shop, violation, p) {
  const before = reckonPoints(data, asked, shop.past, shop.opening), added = addedBy(data, asked, shop, violation);
  if (before.missing || added.missing) return { missing: before.missing || added.missing };
  const cost = costOf(added.results.map((each) => each.measure), added.results.map((each) => each.sum));
  const outcomes = [
    outcome("none", NOTHING, added.rules.slice(0, 1), aheadWords(before.ahead), { points: { general: 0, severe: 0 }, nodes: [] }),
    outcome("upheld", cost, added.rules, aheadWords(added.ahead), added),
    ...added.ahead.filter((each) => added.ledgers.includes(each.ledger)).map(further),
  ];
  return { outcomes, conflicts: added.conflicts, expected: expectedOf(cost, p), otherwise: p === null ? null : NOTHING };
}
/** What measures cost; null where one of them costs what nobody can say, the deposit that the shop once paid in. */
function costOf(measures, sums) {
  const untold = measures.some((each) => each.name === "deposit_forfeited" && !each.value && each.how !== "possible");
  return untold ? null : sums.filter(Boolean).reduce(plus, NOTHING);
}
/** The node that comes next: how many points are left to it, and what it costs. */
function further(ahead) {
  const { node, label } = ahead.rung, words = node.measures.map((each) => measureWords(each)), told = aheadWords([ahead]);
  const sums = node.measures.filter((each) => each.sum && each.value && !each.how);
  const amount = costOf(node.measures, sums.map((each) => decimal(each.value)));
  const note = [`${told[0]}：${words.map(([zh]) => zh).join("、")}`, `${told[1]}: ${words.map(([, en]) => en).join(", ")}`];
  const points = { general: 0, severe: 0, [ahead.kind]: ahead.left };
  return outcome(`next_node.${ahead.kind}`, amount, [node.rule], note, { points, nodes: [label] });
}
function aheadWords(nodes) {
  return [
    nodes.map((each) => `再扣 ${pointsText(each.left)} 分到${nodeWords(each.rung.label, true)}`).join("，"),
    nodes.map((each) => `${pointsText(each.left)} points more reach ${each.rung.label}`).join(", "),
  ];
}
/** What one more violation adds. */
function addedBy(data, asked, shop, violation) {
  const before = reckonPoints(data, asked, shop.past, shop.opening);
  const after = reckonPoints(data, asked, [...shop.past, violation], shop.opening);
  if (before.missing || after.missing) return { missing: before.missing || after.missing, rules: [], conflicts: [] };
  const known = new Set(before.reached.map((each) => `${each.rung.label}|${each.at}`));
  const nodes = after.reached.filter((each) => !known.has(`${each.rung.label}|${each.at}`)).map((each) => each.rung);
  const said = (each) => JSON.stringify([each.measure, each.often, each.from, each.clause, each.node, each.violation]);
  const old = new Set(before.consequences.map(said));
  const newest = after.deductions.slice(before.deductions.length).map((each) => each.rule).filter(Boolean);
  return {
    points: { general: after.points.general - before.points.general, severe: after.points.severe - before.points.severe },
    nodes: nodes.map((rung) => rung.label), rules: [...new Set([...newest, ...nodes.map((rung) => rung.node.rule)])],
    results: after.consequences.filter((each) => !old.has(said(each))), ahead: after.ahead, conflicts: after.conflicts,
    ledgers: Object.keys(after.balances).filter((ledger) => after.balances[ledger] !== (before.balances[ledger] || 0)),
  };
}
