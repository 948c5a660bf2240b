"use strict";
/* What is drawn, as options of ECharts. `pen`: colours by name, the font, the width in pixels. */
const TICKS = [
  10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY,
  7 * DAY, 14 * DAY, 30 * DAY, 60 * DAY, 120 * DAY, 240 * DAY, 365 * DAY, 730 * DAY,
];
const TICK_ROOM = 84, LANE = 46, RUNG_LANE = 92, DOT = 20, FARTHER = 3;

/** From where to where it is drawn: a deadline that is much farther away than those before it runs off the edge. */
function reach(rows, events, now) {
  const left = Math.min(now, ...events.map((each) => each.at), ...rows.map((row) => row.from));
  let right = Math.max(now, ...events.map((each) => each.at), ...rows.map((row) => row.stopped ?? 0));
  const dues = rows.map((row) => row.due).sort((one, other) => one - other);
  if (dues.length) right = Math.max(right, dues[0]);
  for (const due of dues) if (due - left <= FARTHER * (right - left)) right = Math.max(right, due);
  return [left, Math.max(right, left + MINUTE)];
}
/** Dots that would lie on each other are one. */
function gathered(events, x) {
  const groups = [];
  for (const event of [...events].sort((one, other) => one.at - other.at)) {
    const last = groups[groups.length - 1];
    if (last && x(event.at) - x(last.at) < DOT) last.numbers.push(event.number);
    else groups.push({ at: event.at, numbers: [event.number] });
  }
  return groups.map(({ at, numbers }) => ({ at, text: numbers.length > 2 ? `${numbers[0]}–${numbers[numbers.length - 1]}` : numbers.join(" ") }));
}
/** Names above their rows, from the left edge. */
function namesAbove(texts, lift, pen) {
  return {
    type: "category", inverse: true, data: texts.map((_, n) => n), axisTick: { show: false }, axisLine: { show: false }, z: 10,
    axisLabel: {
      inside: true, margin: 0, align: "left", verticalAlign: "bottom", padding: [0, 0, lift, 0], width: pen.width - 12, overflow: "truncate",
      interval: 0, formatter: (place) => texts[place],
      rich: {
        n: { color: pen.ink, fontWeight: 600, fontSize: 13, backgroundColor: pen.paper }, s: { color: pen.faint, fontSize: 12, backgroundColor: pen.paper },
        w: { color: pen.block, fontSize: 12, backgroundColor: pen.paper },
      },
    },
  };
}
function canvas(pen) { return { animation: false, textStyle: { fontFamily: pen.font } }; }

/**
 * Clocks over time, a row each: what has passed, what is left, what is over; above them what happened, by its number.
 * rows: { name, told, state, from, due, stopped }; events: { at, number }.
 */
function timelineOption({ rows, events, now, words }, pen) {
  const [left, right] = reach(rows, events, now), wide = pen.width - 24;
  const step = TICKS.find((each) => (right - left) / each <= Math.max(2, wide / TICK_ROOM)) || TICKS[TICKS.length - 1];
  const base = Math.floor(left / step) * step, span = Math.max(Math.ceil((right - base) / step), 1) * step;
  const x = (at) => ((at - base) / span) * wide, upTo = (at) => Math.max(0, Math.min(at - base, span));
  const parts = rows.map((row) => {
    const seen = row.stopped ?? now, done = Math.min(seen, row.due);
    return {
      pad: upTo(row.from), done: Math.max(0, upTo(done) - upTo(row.from)), left: Math.max(0, upTo(row.due) - Math.max(upTo(done), upTo(row.from))),
      over: row.state === "missed" ? Math.max(0, upTo(seen) - upTo(row.due)) : 0,
    };
  });
  const bar = (name, colour) => ({
    type: "bar", stack: "all", barWidth: 10, silent: true, cursor: "default",
    data: [0, ...parts.map((part, n) => ({ value: part[name], itemStyle: { color: colour(rows[n].state), borderRadius: 2 } }))],
  });
  const dots = gathered(events, x);
  return {
    ...canvas(pen),
    grid: { left: 8, right: 16, top: 18, bottom: 24 },
    xAxis: {
      type: "value", min: 0, max: span, interval: step, splitLine: { lineStyle: { color: pen.line } }, axisLine: { show: false },
      axisLabel: { color: pen.faint, fontSize: 11, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right", formatter: (at) => tickText(base + at, step) },
    },
    yAxis: [
      namesAbove(["", ...rows.map((row) => `{n|${row.name}}  {${row.state === "missed" ? "w" : "s"}|${row.told}}`)], 14, pen),
      { type: "value", min: 0, max: 1, show: false },
    ],
    series: [
      bar("pad", () => "transparent"),
      bar("done", (state) => ({ running: pen.link, met: pen.good, missed: pen["bar-note"], cancelled: pen["bar-note"] })[state]),
      bar("left", () => pen.soft), bar("over", () => pen["bar-block"]),
      {
        type: "line", lineStyle: { opacity: 0 }, symbol: "roundRect", symbolSize: (_, item) => [dots[item.dataIndex].text.length > 2 ? 38 : DOT, DOT],
        itemStyle: { color: pen.paper, borderColor: pen.faint, borderWidth: 1 }, silent: true, z: 5,
        label: { show: true, position: "inside", color: pen.ink, fontSize: 11, formatter: (item) => dots[item.dataIndex].text },
        data: dots.map((dot) => [dot.at - base, 0]),
      },
      {
        type: "line", yAxisIndex: 1, symbol: "none", silent: true, z: 4, lineStyle: { color: pen.block, width: 1.5, type: "dashed" },
        data: [[now - base, 0], [now - base, 1]],
        endLabel: { show: true, formatter: words.now, color: pen.block, fontSize: 11, offset: [x(now) > wide - 40 ? -34 : -8, -10] },
      },
    ],
  };
}
function tickText(at, step) {
  const told = iso(at);
  if (step >= 365 * DAY) return told.slice(0, 7);
  if (step >= DAY) return told.slice(5, 10);
  if (step < MINUTE) return told.slice(11);
  return told.endsWith("T00:00:00") ? told.slice(5, 10) : told.slice(11, 16);
}
function timelineHeight({ rows }) { return 42 + LANE * (rows.length + 1); }

/** The nodes of a ladder up to some points, those that repeat as often as they do. */
function nodesUpTo(ladder, most) {
  const found = new Set();
  for (const node of ladder.nodes) for (let at = node.at; at <= most; at += node.step || Infinity) found.add(at);
  return [...found].sort((one, other) => one - other);
}
/** Ladders, a row each. rows: { name, told, ladder, balance, before, next }, all points in thousandths. */
function ladderOption({ rows, words }, pen) {
  const top = (row) => Math.max(...row.ladder.nodes.map((node) => node.at));
  const reached = Math.max(...rows.map((row) => Math.max(row.balance, row.next ?? 0))), most = Math.max(48000, reached, ...rows.map(top));
  const span = most * 1.05, nodes = rows.flatMap((row, place) => nodesUpTo(row.ladder, most).map((at) => ({ at, place, row })));
  const bar = (data, more) => ({ type: "bar", barWidth: 10, barGap: "-100%", silent: true, data, ...more });
  return {
    ...canvas(pen),
    grid: { left: 8, right: 18, top: 6, bottom: 4 },
    xAxis: { type: "value", min: 0, max: span, show: false },
    yAxis: namesAbove(rows.map((row) => `{n|${row.name}}  {s|${row.told}}`), 26, pen),
    series: [
      bar(rows.map(() => span), { itemStyle: { color: pen.soft, borderRadius: 5 } }),
      bar(rows.map((row) => row.before), { stack: "points", itemStyle: { color: pen["bar-warn"], borderRadius: [5, 0, 0, 5] } }),
      bar(rows.map((row) => ({ value: row.balance - row.before, itemStyle: { borderRadius: row.before ? [0, 5, 5, 0] : 5 } })), { stack: "points", itemStyle: { color: pen["bar-block"] } }),
      {
        type: "line", lineStyle: { opacity: 0 }, symbol: "circle", silent: true, z: 5,
        symbolSize: (_, item) => (nodes[item.dataIndex].at === nodes[item.dataIndex].row.next ? 20 : 14),
        data: nodes.map(({ at, place, row }) => {
          const isNext = at === row.next, past = at <= row.balance;
          return {
            value: [at, place],
            itemStyle: { color: past ? pen["bar-block"] : pen.paper, borderColor: isNext ? pen.block : past ? pen.paper : pen.faint, borderWidth: isNext ? 3 : 1.5 },
            label: {
              show: true, position: "bottom", distance: 6, color: isNext ? pen.block : pen.faint, fontWeight: isNext ? 600 : 400, fontSize: 12,
              formatter: isNext ? `${pointsText(at)}\n${words.next}` : pointsText(at), lineHeight: 14,
            },
          };
        }),
      },
    ],
  };
}
function ladderHeight({ rows }) { return 10 + RUNG_LANE * rows.length; }
