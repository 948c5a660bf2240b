"use strict";
/* What the three panels share: the rules that hold, and examples to begin with. */
const here = () => data.books[state.platform][state.basis];
const termsHere = () => here().clocks.map((place) => data.terms[place]);
const optional = (options, first) => [["", first], ...options];
const distinct = (list) => [...new Set(list.filter(Boolean))];

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
