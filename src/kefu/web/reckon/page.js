"use strict";
/* The page: three panels, one clock, two languages. */
const PANELS = { clocks: [clocksForm, clocksResult], money: [moneyForm, moneyResult], points: [pointsForm, pointsResult] };
const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a page from disk may not */ } };
let saving = 0;

/** The whole page anew; who writes goes on writing where he was. */
function build() {
  const focus = document.activeElement?.dataset?.path;
  bar();
  tabs();
  const unfolded = unfold($("form"));
  $("form").replaceChildren(make("p", { class: "lead" }, say(`${state.tab}Lead`), button(say("clear"), clear, { class: "quiet" })), ...PANELS[state.tab][0]().filter(Boolean));
  refold($("form"), unfolded);
  $("footing").textContent = say("footing", { day: data.day });
  refresh();
  if (focus) [...document.querySelectorAll("[data-path]")].find((each) => each.dataset.path === focus)?.focus();
}
function unfold(place) { return new Map([...place.querySelectorAll("details")].map((each) => [each.dataset.key, each.open])); }
function refold(place, unfolded) {
  for (const each of place.querySelectorAll("details")) if (unfolded.has(each.dataset.key)) each.open ||= unfolded.get(each.dataset.key);
}
/** What comes out, told anew. */
function refresh() {
  problems.clear();
  const { error } = readInstant(state.now, running(), data.calendar, true);
  if (error) wrong("now", error);
  const day = iso(now()).slice(0, 10), place = $("results"), unfolded = unfold(place);
  const told = PANELS[state.tab][1]();
  place.replaceChildren(...[day === data.day ? null : notice(say("otherDay", { day: data.day, now: day })), ...told].filter(Boolean));
  refold(place, unfolded);
  draw();
  tell();
  $("spoken").textContent = $("verdict")?.innerText ?? "";
  clearTimeout(saving);
  saving = setTimeout(save, 250);
}
function save() {
  try { history.replaceState(null, "", `#${packed()}`); } catch { /* the address stays */ }
}
function clear() {
  state[state.tab] = structuredClone(BLANK[state.tab]);
  touched.clear();
  build();
}
function bar() {
  const pick = (path) => (key) => { set(path, key); build(); };
  $("title").textContent = say("title");
  document.title = `${say("title")} · Kefu`;
  $("asked").replaceChildren(
    segments(say("platform"), Object.entries(data.names.platforms).map(([key, pair]) => [key, word(pair)]), state.platform, pick("platform"), { class: "platforms" }),
    field("now", say("now"), "day", { placeholder: writeInstant(running()), title: say("nowTip"), class: "now" }),
    segments(say("basis"), [["latest", say("latest")], ["seeds", say("seeds")]], state.basis, pick("basis")),
  );
  $("tools").replaceChildren(button(say("copy"), copy, { title: say("copyTip"), id: "copy" }), button(say("language"), () => speak(isChinese() ? "en" : "zh"), { id: "language", lang: isChinese() ? "en" : "zh-CN" }));
}
function tabs() {
  const names = Object.keys(PANELS), choose = (key) => { state.tab = key; touched.clear(); build(); $(`tab-${key}`).focus(); };
  $("tabs").replaceChildren(...names.map((key, n) => make("button", {
    type: "button", role: "tab", id: `tab-${key}`, "aria-selected": String(key === state.tab), "aria-controls": "panel", tabindex: key === state.tab ? "0" : "-1", "data-path": `tab:${key}`,
    onclick: () => choose(key),
    onkeydown: (event) => {
      const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: names.length - 1 }[event.key];
      if (to !== undefined) choose(names[(to + names.length) % names.length]);
    },
  }, say(key))));
  $("panel").setAttribute("aria-labelledby", `tab-${state.tab}`);
}
async function copy() {
  save();
  try { await navigator.clipboard.writeText(location.href); } catch {
    const area = make("textarea", { value: location.href });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  $("copy").textContent = say("copied");
  setTimeout(() => { $("copy").textContent = say("copy"); }, 1500);
}
function speak(language) {
  root.dataset.lang = language;
  root.lang = language === "zh" ? "zh-CN" : "en";
  keep("kefu-language", language);
  build();
}
/** The clock goes on where no now was entered. */
function tick_() {
  if (state.now.trim()) return;
  const input = $(idOf("now"));
  if (input) input.placeholder = writeInstant(running());
  if (running() % MINUTE < SECOND && !$("results").contains(document.activeElement)) refresh();
}
addEventListener("hashchange", () => { state = unpacked(location.hash.slice(1)); touched.clear(); build(); });
addEventListener("paste", (event) => {
  const found = /#(eyJ[\w-]+)$/.exec(event.clipboardData.getData("text").trim());
  if (!found) return;
  event.preventDefault();
  location.hash = found[1];
});
addEventListener("resize", draw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
setInterval(tick_, SECOND);
if (location.hash.length > 1) state = unpacked(location.hash.slice(1));
speak(kept("kefu-language") === "en" ? "en" : "zh");
