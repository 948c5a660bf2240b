/* What every sheet of figures has: its two languages, light and dark, and charts that are drawn again when one of them turns. */
const sheet = (() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a page from disk may not */ } };

  /** Sets it going. title: Chinese and English; turned: what else changes with the language; printing, printed: around a print. */
  function start({ title, draw, turned = () => {}, printing = () => {}, printed = () => {} }) {
    function speak(language) {
      root.dataset.lang = language;
      root.lang = language === "zh" ? "zh-CN" : "en";
      document.title = `${word(title)} · Kefu`;
      turned(language);
      draw();
    }
    function paint(theme) {
      root.dataset.theme = theme;
      draw();
    }
    document.getElementById("language").addEventListener("click", () => {
      const language = root.dataset.lang === "zh" ? "en" : "zh";
      keep("kefu-language", language);
      speak(language);
    });
    document.getElementById("theme").addEventListener("click", () => {
      const theme = root.dataset.theme === "dark" ? "light" : "dark";
      keep("kefu-theme", theme);
      paint(theme);
    });
    dark.addEventListener("change", () => { if (!kept("kefu-theme")) paint(dark.matches ? "dark" : "light"); });
    addEventListener("resize", draw);
    let theme = "light";
    addEventListener("beforeprint", () => { theme = root.dataset.theme; printing(); paint("light"); });
    addEventListener("afterprint", () => { printed(); paint(theme); });
    if (typeof echarts !== "undefined") for (const details of document.querySelectorAll("figure details")) details.open = false;
    paint(kept("kefu-theme") || (dark.matches ? "dark" : "light"));
    speak(kept("kefu-language") || (location.hash === "#en" ? "en" : "zh"));
  }

  const word = (pair) => pair[root.dataset.lang === "en" ? 1 : 0];
  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  return { figures: JSON.parse(document.getElementById("figures").textContent), word, colour, start };
})();
