"use strict";
/* What is typed into a field: { value }, nothing where it is empty, or { error } with a word for what is wrong. */
const MOST_COUNT = 100000, MOST_POINTS = 200000;
const NEAR_DAYS = { 今天: 0, 昨天: -1, 前天: -2, 明天: 1, 后天: 2, today: 0, yesterday: -1, tomorrow: 1 };
const HALF_YEAR = 183;
const WRITTEN = new RegExp([
  "^(?:(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{1,2})[-/.月](\\d{1,2})日?", `|(${Object.keys(NEAR_DAYS).join("|")}))?[t\\s]*`,
  "(?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?|[点时](?:(\\d{1,2})分?)?))?\\s*(z|[+-]\\d{2}:?\\d{2})?$",
].join(""));

function typed(text) { return String(text ?? "").normalize("NFKC").trim(); }

/** A sum in yuan, with its two decimals. */
function readSum(text) {
  const told = typed(text).replace(/^¥\s*/, "").replace(/\s*元$/, "");
  if (!told) return {};
  if (/^[-−]/.test(told)) return { error: "negative" };
  const bare = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(told) ? told.replaceAll(",", "") : told;
  if (!/^\d+(\.\d+)?$/.test(bare)) return { error: "sum" };
  const [whole, part = ""] = bare.split(".");
  if (part.length > 2) return { error: "fen" };
  return whole.length > 12 ? { error: "large" } : { value: `${whole}.${part.padEnd(2, "0")}` };
}
/** A whole number. */
function readCount(text, least, most) {
  const told = typed(text);
  if (!told) return {};
  return /^\d{1,9}$/.test(told) && Number(told) >= least && Number(told) <= most ? { value: Number(told) } : { error: "count" };
}
/** Points, in thousandths. */
function readPoints(text) {
  const told = typed(text).replace(/\s*分$/, "");
  if (!told) return {};
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(told) || Number(told) > MOST_POINTS) return { error: "points" };
  return { value: Math.round(Number(told) * 1000) };
}
/** A chance in percent, as a share of one. */
function readChance(text) {
  const told = typed(text).replace(/\s*%$/, "");
  if (!told) return {};
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(told) || Number(told) > 100) return { error: "chance" };
  const [parts, places] = decimal(told);
  return { value: shown([parts, places + 2]) };
}
/**
 * An instant, as shops copy it from their desks: 2026-03-01 10:00:05, 3-1 10:00, 3月1日10点, 10:00, 昨天 10:00, or ISO 8601.
 * Without a year it is the nearest such day, not far ahead. A bare day is its end where a day is meant, else it lacks its time.
 */
function readInstant(text, now, calendar, ofDay = false) {
  const told = typed(text).toLowerCase();
  if (!told) return {};
  const found = WRITTEN.exec(told);
  if (!found) return { error: "instant" };
  const [, year, month, day, bareMonth, bareDay, near, hour, minute, second, past, zone] = found;
  if (hour === undefined && !ofDay) return { error: "timeless" };
  let at;
  if (near !== undefined) at = dayOf(now) + NEAR_DAYS[near] * DAY;
  else if (year === undefined && bareMonth === undefined) at = dayOf(now);
  else {
    at = dayAt(Number(year ?? yearOf(now)), Number(month ?? bareMonth), Number(day ?? bareDay));
    if (year === undefined && at !== null && at - now > HALF_YEAR * DAY) at = dayAt(yearOf(now) - 1, Number(bareMonth), Number(bareDay));
    if (at === null) return { error: "day" };
  }
  if (yearOf(at) <= calendar.first || yearOf(at) >= calendar.last) return { error: "year" };
  if (hour === undefined) return { value: endOf(at) };
  const [h, m, s] = [hour, minute ?? past ?? 0, second ?? 0].map(Number);
  if (h > 23 || m > 59 || s > 59) return { error: "time" };
  return { value: at + h * HOUR + m * MINUTE + s * SECOND + ashore(zone) };
}
/** A day of the calendar; null where there is none. */
function dayAt(year, month, day) {
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day ? at : null;
}
/** How far a zone lies behind Shanghai. */
function ashore(zone) {
  if (zone === undefined) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) || [null, "+", "0", "0"];
  return 8 * HOUR - (sign === "-" ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}
/** An instant as a field shows it. */
function writeInstant(at) { return iso(at).replace("T", " ").replace(/:00$/, ""); }
