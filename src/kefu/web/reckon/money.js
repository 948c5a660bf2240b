"use strict";
/* What is owed to a buyer, as src/kefu/dues reckons it. A sum is a whole number of parts: [parts, decimals]. */
const WRONGS = [
  ["late_shipping", "out_of_stock", "false_shipping", "track_timeout"], ["counterfeit", "counterfeit_promise_10"],
  ["passive_reception", "late_reply"], ["harassment", "abuse"],
];
const ALLOWED = 48 * HOUR;
const PER = { order: ["每单", "an order"], item: ["每件", "an item"], case: ["每次", "a case"] };
const BASE_NAMES = { goods: ["实付", "paid"], deposit: ["定金", "deposit"], prepayment: ["预付款", "prepayment"] };
const STATE_WORDS = { unshipped: ["未发货", "not shipped"], shipped: ["已发货", "shipped"] };

/* Decimals. */
function decimal(told) {
  const [whole, part = ""] = String(told).split(".");
  return [BigInt(whole + part), part.length];
}
function scaled([parts, places], to) { return parts * 10n ** BigInt(to - places); }
function aligned(one, other) {
  const to = Math.max(one[1], other[1]);
  return [scaled(one, to), scaled(other, to), to];
}
function less(one, other) { const [a, b] = aligned(one, other); return a < b; }
function equal(one, other) { const [a, b] = aligned(one, other); return a === b; }
function minus(one, other) { const [a, b, to] = aligned(one, other); return [a - b, to]; }
function plus(one, other) { const [a, b, to] = aligned(one, other); return [a + b, to]; }
function times(one, other) { return [one[0] * other[0], one[1] + other[1]]; }
/** To the fen, half a fen up. */
function toFen(told) {
  if (told[1] <= 2) return [scaled(told, 2), 2];
  const size = 10n ** BigInt(told[1] - 2);
  return [(told[0] * 2n + size) / (size * 2n), 2];
}
function shown([parts, places]) {
  const digits = String(parts < 0n ? -parts : parts).padStart(places + 1, "0"), cut = digits.length - places;
  return `${parts < 0n ? "-" : ""}${digits.slice(0, cut)}${places ? `.${digits.slice(cut)}` : ""}`;
}
function fixed(told) { return shown(toFen(told)); }
/** Without the noughts at its end. */
function plain(told) { const text = shown(told); return text.includes(".") ? text.replace(/\.?0+$/, "") : text; }
const NOTHING = [0n, 2];
function share([value, of], base) { return times(base, [decimal(value)[0], decimal(value)[1] + String(of).length - 1]); }
function clockTime(at) { return iso(at).replace("T", " "); }

/* One step of a clause. */
function fitsStep(step, base, promised) {
  return (!step.above || less(decimal(step.above), base)) && (!step.up_to || !less(decimal(step.up_to), base))
    && (step.over === undefined || promised > step.over) && (step.within === undefined || promised <= step.within);
}
function exact(step, base) {
  return step.fixed ? decimal(step.fixed) : step.times ? times(base, decimal(step.times)) : share(step.share, base);
}
function sumOf(step, base) {
  let told = exact(step, base);
  if (step.least && less(told, decimal(step.least))) told = decimal(step.least);
  if (step.most && less(decimal(step.most), told)) told = decimal(step.most);
  return toFen(told);
}
function bracket(step, base, zh) {
  const parts = [], hours = (length) => String(Number((length / HOUR).toPrecision(6)));
  if (step.above) parts.push(`${zh ? "超过" : "over"} ${fixed(decimal(step.above))}`);
  if (step.up_to) parts.push(`${zh ? "不超过" : "not over"} ${fixed(decimal(step.up_to))}`);
  let told = parts.length ? `${fixed(base)} ${parts.join(zh ? "、" : " and ")}` : "";
  if (step.within !== undefined) told += zh ? `承诺 ${hours(step.within)} 小时内发货` : `promised within ${hours(step.within)} hours`;
  if (step.over !== undefined) told += zh ? `承诺发货超过 ${hours(step.over)} 小时` : `promised in more than ${hours(step.over)} hours`;
  return told && `${told}${zh ? "：" : ": "}`;
}
function formulaOf(step, base, zh) {
  const comma = zh ? "，" : ", ", opening = bracket(step, base, zh);
  if (step.fixed) {
    const each = PER[step.per][zh ? 0 : 1], sum = fixed(decimal(step.fixed));
    return opening + (zh ? `${each} ${sum}` : `${sum} ${each}`);
  }
  const told = exact(step, base), fen = toFen(told), by = step.times || step.share[2];
  let words = `${opening}${fixed(base)} × ${by} = ${equal(fen, told) ? shown(fen) : plain(told)}`;
  if (step.least && less(told, decimal(step.least))) {
    const least = fixed(decimal(step.least));
    return words + comma + (zh ? `不足 ${least}，按 ${least}` : `less than ${least}, so ${least}`);
  }
  if (step.most && less(decimal(step.most), told)) {
    const most = fixed(decimal(step.most));
    return words + comma + (zh ? `最多 ${most}，按 ${most}` : `at most ${most}, so ${most}`);
  }
  if (!equal(fen, told)) words += comma + (zh ? `四舍五入到分得 ${shown(fen)}` : `rounded to the fen ${shown(fen)}`);
  if (step.most) words += comma + (zh ? `不超过 ${fixed(decimal(step.most))}` : `not over ${fixed(decimal(step.most))}`);
  return words;
}

/* By when it ships. */
function shippingDue(data, stated, order) {
  if (order.cod || !order.paid_at || !stated) return order.cod ? null : order.agreed_ship_by ?? null;
  if (order.presale && !order.agreed_ship_by) return null;
  if (order.agreed_ship_by && stated.agreed) return order.agreed_ship_by;
  return dueAfter(data, stated.deadline, stated.from_group && order.group_completed_at ? order.group_completed_at : order.paid_at);
}
function leftAt(order) { return order.carrier_accepted_at ?? order.shipped_at ?? null; }
/** Nothing is owed for lateness where the parcel left in time, or no deadline ran; null where that cannot be told. */
function keptInTime(data, asked, order) {
  const stated = data.books[asked.platform][asked.basis].shipping, rule = stated ? stated.rule : null;
  const told = (working) => owedOf("late_shipping", NOTHING, rule, working, null, rule ? against(data, asked.platform, rule) : []);
  if (order.cod) return told({ case: "cod" });
  const due = shippingDue(data, stated, order), left = leftAt(order);
  return due === null || left === null || left > due ? null : told({ case: "in_time", due, left });
}

/* What is owed. */
function owedOf(matter, amount, rule, working, paidAs, conflicts) {
  return { matter, amount, rule, working: { matter, ...working }, paid_as: paidAs ?? null, conflicts };
}
/** What is owed in one matter; `{ missing }` names what the order lacks. */
function owed(data, asked, matter, order) {
  const inTime = matter === "late_shipping" ? keptInTime(data, asked, order) : null;
  if (inTime) return inTime;
  const found = data.books[asked.platform][asked.basis].matters[matter];
  if (!found.answers) {
    const silent = found.silent || null;
    return owedOf(matter, NOTHING, silent, { case: silent ? "silent" : "unstated" }, null, silent ? against(data, asked.platform, silent) : []);
  }
  const key = `${order.category || ""}|${order.programme || ""}`;
  const stated = (found.answers[key] || found.answers[`${order.category || ""}|`] || found.answers[`|${order.programme || ""}`] || found.answers["|"])
    .map((place) => data.sums[place]);
  if (stated.length === 1) return by(data, asked, stated[0], order);
  const state = leftAt(order) === null ? "unshipped" : "shipped";
  const first = stated.find((tally) => [undefined, state].includes(tally.state)) || stated[0];
  const told = by(data, asked, first, order);
  if (told.missing) return told;
  return { ...told, conflicts: [...told.conflicts, ...otherwise(data, told, first, stated, order)] };
}
function by(data, asked, tally, order) {
  const conflicts = against(data, asked.platform, tally.rule), paid = decimal(order.amount);
  const told = (amount, working) => owedOf(tally.matter, amount, tally.rule, working, tally.paid_as, conflicts);
  if (tally.difference) return difference(asked, tally, order, paid, told);
  const base = baseOf(tally, order, paid);
  if (base.missing) return { ...told(NOTHING, {}), missing: base.missing };
  const step = stepOf(tally, base.amount, order);
  if (!step) return told(NOTHING, { case: "no_tier", base });
  let once = sumOf(step, base.amount), loss = null;
  const byLoss = tally.loss_times && order.loss ? toFen(times(decimal(order.loss), decimal(tally.loss_times))) : NOTHING;
  if (less(once, byLoss)) [once, loss] = [byLoss, decimal(order.loss)];
  const count = order.count ?? 1, total = times(once, [BigInt(count), 0]);
  return told(total, {
    case: "reckoned", base, step, tally, once, count, total, loss, price: paid, freight: decimal(order.freight || "0"),
    state: leftAt(order) === null ? tally.state : undefined,
  });
}
function baseOf(tally, order, paid) {
  if (tally.base === "goods") return { amount: paid, kind: "goods" };
  const field = tally.base === "deposit" ? "deposit" : "prepaid";
  if (!order[field]) return { missing: field };
  const told = decimal(order[field]), most = tally.most_deposit ? toFen(share(tally.most_deposit, paid)) : null;
  if (most && less(most, told)) return { amount: most, kind: tally.base, cut: told, most: tally.most_deposit };
  return { amount: told, kind: tally.base };
}
function stepOf(tally, base, order) {
  const promised = order.promised ?? (order.agreed_ship_by && order.paid_at ? order.agreed_ship_by - order.paid_at : ALLOWED);
  return tally.steps.find((step) => fitsStep(step, base, promised)) || null;
}
function difference(asked, tally, order, paid, told) {
  if (order.category && listed(tally.excluded).includes(order.category)) return told(NOTHING, { case: "excluded", word: order.category });
  if (order.paid_at && tally.window && asked.now - order.paid_at > tally.window) return told(NOTHING, { case: "too_late", length: tally.window });
  if (!order.list_price) return { ...told(NOTHING, {}), missing: "list_price" };
  const now = decimal(order.list_price), returned = decimal(order.returned || "0"), fallen = minus(minus(paid, now), returned);
  const once = less(fallen, NOTHING) ? NOTHING : toFen(fallen), count = order.count ?? 1, total = times(once, [BigInt(count), 0]);
  return told(total, { case: "difference", base: { amount: paid, kind: "goods" }, now, returned, once, count, total });
}
/** The rules on the same matter, for the same goods and shops, by which another sum would be owed. */
function otherwise(data, told, tally, stated, order) {
  const within = (scope, word) => !scope || scope.includes(word);
  return stated.filter((other) => {
    if (other === tally || Boolean(other.refunds) !== Boolean(tally.refunds) || told.conflicts.includes(other.rule)) return false;
    const rule = data.rules[other.rule];
    if ((leftAt(order) !== null && other.state) || other.base !== tally.base) return false;
    if (!within(rule.category, order.category) || !within(rule.programme, order.programme)) return false;
    const paid = decimal(order.amount), step = stepOf({ steps: listed(other.steps) }, paid, order);
    return !step || !equal(times(sumOf(step, paid), [BigInt(order.count ?? 1), 0]), told.amount);
  }).map((other) => other.rule);
}

/* In words. */
function formula(data, asked, told, zh) {
  const working = told.working;
  if (working.case === "reckoned") return [reckoned(working, zh), ...besides(data, asked, told, zh)].join(zh ? "；" : "; ");
  return working.case === "difference" ? fallen(working, zh) : nothing(data, asked, told, zh);
}
function reckoned(working, zh) {
  const { base, step, count } = working;
  let words = "";
  if (base.cut) {
    const [cut, most, amount] = [fixed(base.cut), base.most[2], fixed(base.amount)];
    words = zh ? `定金 ${cut} 超过价款的 ${most}，按 ${amount} 算：` : `of the deposit ${cut} only ${most} of the price, ${amount}, counts: `;
  } else if (base.kind !== "goods") words = `${BASE_NAMES[base.kind][zh ? 0 : 1]} `;
  words += formulaOf(step, base.amount, zh);
  if (working.loss) {
    const sum = `${fixed(working.loss)} × ${working.tally.loss_times} = ${fixed(working.once)}`;
    words += zh ? `；按损失算更多：${sum}` : `; by the loss it is more: ${sum}`;
  }
  return count === 1 ? words : words + counted(working, zh);
}
function counted({ once, count, total }, zh) {
  return `${zh ? "；" : "; "}${fixed(once)} × ${count} ${zh ? "单" : "orders"} = ${fixed(total)}`;
}
/** What comes beside the sum, bounds it where one order cannot show it, or makes it unsure. */
function besides(data, asked, told, zh) {
  const { base, step, tally, state, price, freight, count } = told.working, said = [], say = (cn, en) => said.push(zh ? cn : en);
  if (less(NOTHING, freight) && base.kind === "goods" && !step.fixed) say(`运费 ${fixed(freight)} 不计`, `the freight of ${fixed(freight)} does not count`);
  if (tally.each_item) say("该条按件算，这里按一件", "the clause counts by the item, here one");
  if (state) {
    const name = (STATE_WORDS[state] || [state, state])[zh ? 0 : 1];
    say(`按${name}的订单算`, `as of an order ${name}`);
  }
  if (tally.besides) {
    const back = fixed(times(price, [BigInt(count), 0]));
    say(`货款 ${back} 另退`, `beside it the price of ${back} goes back`);
  }
  if (tally.own_refund) say("不另赔，符合退货条件的照退货款", "nothing on top; where a return is due the price goes back");
  if (tally.plus) say("另加利息和合理费用，数额看实际", "interest and reasonable costs come on top, as they were");
  if (tally.on_top_of) {
    const name = data.names.matters[tally.on_top_of][zh ? 0 : 1];
    say(`在${name}的赔付之外`, `on top of what is owed as ${name}`);
  }
  if (tally.cap_per) say("同一买家 24 小时内合计另有上限，单看一单看不出", "for one buyer within 24 hours there is a cap that one order cannot show");
  if (data.rules[tally.rule].status === "disputed" && asked.basis !== "seeds") {
    say("该条有争议，没有更可靠的规定", "the clause is disputed, and there is no surer one");
  }
  return said;
}
function fallen(working, zh) {
  const less_ = less(NOTHING, working.returned) ? ` − ${fixed(working.returned)}` : "";
  const paid = `${fixed(working.base.amount)} − ${fixed(working.now)}${less_}`;
  if (!less(NOTHING, working.once)) return zh ? `${paid}：没有差价` : `${paid}: no difference`;
  return `${paid} = ${fixed(working.once)}${working.count === 1 ? "" : counted(working, zh)}`;
}
/** Why nothing is owed, or no sum can be named. */
function nothing(data, asked, told, zh) {
  const working = told.working, here = zh ? 0 : 1, where = data.names.platforms[asked.platform][here], what = data.names.matters[told.matter][here];
  switch (working.case) {
    case "in_time": {
      const due = clockTime(working.due), left = clockTime(working.left);
      return zh ? `应在 ${due} 前发货，${left} 已发，没有逾期` : `due by ${due}, left at ${left}: in time`;
    }
    case "cod": return zh ? "货到付款的订单不计发货时限" : "no deadline of shipping runs for pay-on-delivery";
    case "excluded": return zh ? `${working.word}不参加价保` : `there is no price protection for ${working.word}`;
    case "too_late": {
      const days = Math.floor(working.length / DAY);
      return zh ? `价保最长 ${days} 天，已经过了` : `price protection ends after ${days} days at most`;
    }
    case "no_tier": return zh ? `${fixed(working.base.amount)} 不在该条款的档内` : `${fixed(working.base.amount)} is in no tier of the clause`;
    case "silent": return zh ? "该条讲到这种情形，但没有写明赔多少" : "the clause speaks of it and names no sum";
    default: {
      const seeds = asked.basis === "seeds";
      return zh ? `${seeds ? "最初材料里" : "规则库里"}没有${where}「${what}」该赔多少的规定`
        : `${seeds ? "the seed documents have" : "the rulebook has"} nothing on what is owed for ${what} on ${where}`;
    }
  }
}

/* Several matters on one order. */
function givesBack(part) {
  const { working } = part;
  return part.paid_as === "refund" || working.case === "difference" || (working.step?.share?.[0] === "100" && working.step.share[1] === 100);
}
/** What several matters come to, without paying the same money twice. */
function together(data, parts) {
  const best = (group) => group.reduce((top, part) => (top && !less(top.amount, part.amount) ? top : part), null);
  const tops = (one, other) => one.working.tally?.on_top_of === other.matter;
  const left = [], refunds = parts.filter(givesBack);
  const groups = [refunds,
    ...WRONGS.map((wrong) => parts.filter((part) => wrong.includes(part.matter) && !refunds.includes(part)))];
  for (const group of groups) {
    const top = best(group);
    left.push(...group.filter((part) => part !== top && less(NOTHING, part.amount) && !tops(part, top) && !tops(top, part)));
  }
  const kept = parts.filter((part) => !left.includes(part)), total = kept.reduce((sum, part) => plus(sum, part.amount), NOTHING);
  const name = (part, zh) => data.names.matters[part.matter][zh ? 0 : 1];
  const told = (zh) => {
    const [opens, shuts] = zh ? ["（", "）"] : [" (", ")"];
    const words = kept.map((part) => `${fixed(part.amount)}${opens}${name(part, zh)}${shuts}`).join(" + ");
    const others = left.map((part) => (zh ? `；${name(part, zh)} ${fixed(part.amount)} 不重复计算` : `; ${name(part, zh)} ${fixed(part.amount)} is not paid twice`));
    return `${words || "0.00"} = ${fixed(total)}${others.join("")}`;
  };
  return { total, counted: kept, left, formula: told };
}
