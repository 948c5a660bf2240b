"use strict";
const $ = (id) => document.getElementById(id);
const filters = ["folder", "topic", "kind", "status"];
const articles = [...document.querySelectorAll("main article")];
const texts = new Map(articles.map((one) => [one, one.textContent.toLowerCase()]));
const cells = [...document.querySelectorAll("td button")];
function fits(one) {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  return filters.every((name) => !$(name).value || one.dataset[name].split(" ").includes($(name).value))
    && (!$("holding").checked || one.dataset.holding === "yes")
    && words.every((word) => texts.get(one).includes(word));
}
function show() {
  let count = 0;
  for (const one of articles) { one.hidden = !fits(one); if (!one.hidden) count += 1; }
  const silent = $("silent");
  if (silent) silent.hidden = !articles.some((one) => !one.hidden && one.dataset.holding === "no");
  const all = articles.length, every = count === all;
  $("count").textContent = document.documentElement.lang === "en"
    ? every ? `${all} rules` : `${count} of ${all} rules`
    : every ? `共 ${all} 条` : `找到 ${count} 条（共 ${all} 条）`;
  for (const cell of cells) {
    cell.setAttribute("aria-pressed", String(cell.dataset.folder === $("folder").value && cell.dataset.topic === $("topic").value));
  }
}
function speak(language) {
  document.documentElement.lang = language;
  const key = language === "en" ? "en" : "zh";
  for (const one of document.querySelectorAll("option[data-zh]")) one.textContent = one.dataset[key];
  $("search").placeholder = $("search").dataset[key];
  try { localStorage.setItem("kefu-rules-language", language); } catch (error) { /* a page opened from a file may have no storage */ }
  show();
}
function clear() {
  $("search").value = "";
  $("holding").checked = false;
  for (const name of filters) $(name).value = "";
  show();
}
function reveal() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!one) return;
  if (one.hidden) clear();
  one.scrollIntoView();
}
$("search").addEventListener("input", show);
$("holding").addEventListener("change", show);
for (const name of filters) $(name).addEventListener("change", show);
for (const cell of cells) {
  cell.addEventListener("click", () => {
    const pressed = cell.getAttribute("aria-pressed") === "true";
    $("folder").value = pressed ? "" : cell.dataset.folder;
    $("topic").value = pressed ? "" : cell.dataset.topic;
    show();
  });
}
$("clear").addEventListener("click", clear);
$("language").addEventListener("click", () => speak(document.documentElement.lang === "en" ? "zh-CN" : "en"));
addEventListener("hashchange", reveal);
let kept = null;
try { kept = localStorage.getItem("kefu-rules-language"); } catch (error) { /* as above */ }
speak(kept === "en" ? "en" : "zh-CN");
reveal();
