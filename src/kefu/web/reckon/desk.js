"use strict";
/* The desk: what is entered, kept in the address, and the fields in which it stands. */
const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement, $ = (id) => document.getElementById(id);
const MOST_ROWS = 60;
const EVENT = { type: "", at: "", due: "", kind: "", reason: "" };
const VIOLATION = { term: "", degree: "", count: "", at: "" };
const BLANK = {
  tab: "clocks", platform: data.start.platform, basis: data.start.basis, now: data.start.now ? writeInstant(instant(data.start.now)) : "",
  clocks: {
    events: [{ ...EVENT }], category: "", mode: "", agreed: "", agreedTo: "", programme: "", service: "", sent: "", carrier: "", cod: false, three: false,
    suppose: "",
  },
  money: {
    matters: [""], amount: "", freight: "", count: "", category: "", programme: "", list_price: "", returned: "", deposit: "", prepaid: "", loss: "",
    promised: "", paid_at: "", shipped_at: "", carrier_accepted_at: "", agreed_ship_by: "", group_completed_at: "", cod: false, presale: false,
    step: "refuse", chance: "",
  },
  points: { general: "", severe: "", rows: [{ ...VIOLATION }], more: { ...VIOLATION }, chance: "", extra: "" },
};
let state = structuredClone(BLANK);
const problems = new Map(), touched = new Set();

/* Words. */
const side = () => (root.dataset.lang === "en" ? 1 : 0);
const isChinese = () => side() === 0;
/** A pair of names in the language of the page. */
function word(pair, values = {}) { return String(pair?.[side()] ?? "").replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all); }
function say(key, values) { return word(WORDS[key], values); }
function named(kind, key) { return data.names[kind][key] ? word(data.names[kind][key]) : key; }

/** A term of a platform: in English with what it is called there. */
function own(term) { return isChinese() || !TERMS[term] ? term : `${capital(TERMS[term])} ${term}`; }
function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

/* Elements. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function button(text, onclick, more = {}) { return make("button", { type: "button", onclick, ...more }, text); }

/* What is entered, by its path: "clocks.events.0.at". */
function get(path) { return path.split(".").reduce((at, key) => at?.[key], state); }
function set(path, value) {
  const keys = path.split("."), last = keys.pop();
  keys.reduce((at, key) => at[key], state)[last] = value;
}
/** Something that was kept, in the shape that is expected; what does not fit is left out. */
function fitted(shape, told) {
  if (Array.isArray(shape)) return Array.isArray(told) ? told.slice(0, MOST_ROWS).map((each) => fitted(shape[0], each)) : structuredClone(shape);
  if (typeof shape === "object") return Object.fromEntries(Object.keys(shape).map((key) => [key, fitted(shape[key], told?.[key])]));
  return typeof told === typeof shape ? told : shape;
}
function lighter(shape, told) {
  if (Array.isArray(told)) return told.map((each) => lighter(typeof shape[0] === "object" ? shape[0] : null, each));
  if (typeof told !== "object") return told;
  const kept = Object.entries(told).filter(([key, value]) => !shape || JSON.stringify(value) !== JSON.stringify(shape[key]));
  return Object.fromEntries(kept.map(([key, value]) => [key, lighter(shape?.[key], value)]));
}
function packed() {
  const bytes = new TextEncoder().encode(JSON.stringify(lighter({ ...BLANK, platform: null, basis: null }, state)));
  return btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
function unpacked(hash) {
  try {
    const bytes = Uint8Array.from(atob(hash.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    const told = JSON.parse(new TextDecoder().decode(bytes)), found = fitted(BLANK, told);
    found.money.matters = found.money.matters.filter((matter) => Object.hasOwn(data.names.matters, matter));
    if (!Object.hasOwn(data.books, found.platform)) found.platform = BLANK.platform;
    if (!["latest", "seeds"].includes(found.basis)) found.basis = BLANK.basis;
    if (!["clocks", "money", "points"].includes(found.tab)) found.tab = BLANK.tab;
    return found;
  } catch { return structuredClone(BLANK); }
}

/* Reading fields. */
function running() { return Math.floor((Date.now() + 8 * HOUR) / SECOND) * SECOND; }
function now() { return readInstant(state.now, running(), data.calendar, true).value ?? running(); }
const READ = {
  sum: readSum, points: readPoints, chance: readChance, count: (text) => readCount(text, 1, MOST_COUNT),
  instant: (text) => readInstant(text, now(), data.calendar), day: (text) => readInstant(text, now(), data.calendar, true),
};
const TOLD_AS = { points: "points_" };
function wrong(path, key, values) { problems.set(path, { key, values }); }
/** The value of a field; null where it is empty or wrong, and what is wrong is kept. */
function valueOf(path, kind) {
  const { value, error } = READ[kind](get(path));
  if (error) wrong(path, TOLD_AS[error] || error);
  return value ?? null;
}

/* Fields. */
function idOf(path) { return `f-${path.replaceAll(".", "-")}`; }
function framed(path, label, box, more = {}) {
  return make("div", { class: `field ${more.class || ""}` }, make("label", { for: idOf(path) }, label, more.unit ? make("small", {}, ` ${more.unit}`) : null), box,
    make("small", { class: "error", id: `${idOf(path)}-e`, role: "status" }));
}
const isTime = (kind) => kind === "instant" || kind === "day";
function field(path, label, kind, more = {}) {
  const told = (event) => { set(path, event.target.value); refresh(); };
  const input = make("input", {
    id: idOf(path), "data-path": path, value: get(path), autocomplete: "off", spellcheck: "false", inputmode: isTime(kind) ? null : "decimal",
    title: more.title, placeholder: more.placeholder ?? (isTime(kind) ? "3-1 10:00" : null), "aria-describedby": `${idOf(path)}-e`,
    oninput: told, onchange: told,
    onkeydown: (event) => { if (isTime(kind) && event.altKey && event.key === "ArrowDown") input.nextElementSibling.click(); },
    onblur: () => { tidy(path, kind); touched.add(path); tell(); },
  });
  return framed(path, label, isTime(kind) ? make("div", { class: "timed" }, input, picker(path, input)) : input, more);
}
/** What was understood, as it is written out. */
function tidy(path, kind) {
  const { value } = READ[kind](get(path));
  if (value === undefined || !isTime(kind)) return;
  const text = kind === "day" && value === endOf(value) ? iso(value).slice(0, 10) : writeInstant(value), input = $(idOf(path));
  if (get(path) === text || !input) return;
  set(path, text);
  input.value = text;
}
function picker(path, input) {
  const native = make("input", { type: "datetime-local", class: "native", tabindex: "-1", "aria-hidden": "true", oninput: () => {
    if (!native.value) return;
    const text = native.value.replace("T", " ");
    set(path, text);
    input.value = text;
    refresh();
  } });
  return [button("", () => {
    const at = readInstant(get(path), now(), data.calendar, true).value ?? now();
    native.value = iso(at).slice(0, 16);
    native.showPicker();
  }, { class: "pick", tabindex: "-1", "aria-label": say("pick"), title: say("pick") }), native];
}
/** A choice. options: [value, text]; groups: [label, options]. */
function choice(path, label, options, more = {}) {
  const known = options.flatMap((each) => (Array.isArray(each[1]) ? each[1] : [each]));
  const value = get(path), option = ([key, text]) => make("option", { value: key, selected: key === value }, text);
  const strange = value && !known.some(([key]) => key === value) ? option([value, value]) : null;
  const select = make("select", {
    id: idOf(path), "data-path": path, "aria-describedby": `${idOf(path)}-e`,
    onchange: (event) => { set(path, event.target.value); touched.add(path); build(); },
  }, ...options.map((each) => (Array.isArray(each[1]) ? make("optgroup", { label: each[0] }, ...each[1].map(option)) : option(each))), strange);
  return framed(path, label, select, more);
}
function tick(path, label) {
  return make("label", { class: "tick" }, make("input", {
    type: "checkbox", "data-path": path, checked: get(path), onchange: (event) => { set(path, event.target.checked); build(); },
  }), make("span", {}, label));
}
/** Buttons of which one is pressed. */
function segments(label, options, value, choose, more = {}) {
  return make("div", { class: `segments ${more.class || ""}`, role: "group", "aria-label": label }, ...options.map(([key, text]) => button(text, () => choose(key), {
    "aria-pressed": String(key === value), "data-path": `${label}:${key}`,
  })));
}
function rows(path, blank, row, kind = "") {
  const list = get(path);
  const remove = (n) => { list.splice(n, 1); if (!list.length) list.push({ ...blank }); problems.clear(); touched.clear(); build(); };
  return make("ol", { class: `rows ${kind}` }, ...list.map((_, n) => make("li", {}, make("span", { class: "number", "data-number": n }), row(`${path}.${n}`, n),
    button("×", () => remove(n), { class: "remove", "aria-label": say("remove", { n: n + 1 }), title: say("remove", { n: n + 1 }) }))));
}
function adder(path, blank) {
  return button(`＋ ${say("add")}`, () => {
    const list = get(path);
    if (list.length >= MOST_ROWS) return;
    list.push({ ...blank });
    build();
    $("form").querySelector(`[data-path^="${path}.${list.length - 1}."]`)?.focus();
  }, { class: "adder", "data-path": `${path}+` });
}
/** Tells beside every field what is wrong with it: not while it is being written for the first time. */
function tell() {
  for (const input of document.querySelectorAll("[data-path]")) {
    const path = input.dataset.path, place = $(`${idOf(path)}-e`), found = problems.get(path);
    if (!place) continue;
    if (!found) touched.delete(path);
    const quiet = found && !touched.has(path) && (input === document.activeElement || found.key === "needed");
    const told = found && !quiet ? say(found.key, found.values?.() ?? {}) : "";
    if (place.textContent !== told) place.textContent = told;
    place.classList.toggle("hint", found?.key === "later");
    input.setAttribute("aria-invalid", String(Boolean(told) && found.key !== "later"));
  }
}
