"use strict";
/* The page of `kefu reckon`: one sum at a time. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent), main = document.getElementById("main");
  const make = (name, ...children) => { const element = document.createElement(name); element.append(...children); return element; };
  const choice = (names) => {
    const select = make("select");
    for (const [value, [zh]] of Object.entries(names)) select.append(new Option(zh, value));
    return select;
  };
  const platform = choice(data.names.platforms), matter = choice(data.names.matters), amount = make("input"), answer = make("p");
  const label = (text, field) => make("label", text, field, " ");
  function tell() {
    if (!/^\d{1,9}\.\d\d$/.test(amount.value)) { answer.textContent = "填实付金额，元，两位小数，如 59.90"; return; }
    const asked = { platform: platform.value, basis: "latest", now: Date.now() + 8 * HOUR };
    const told = owed(data, asked, matter.value, { amount: amount.value, freight: "0.00", count: 1 });
    answer.textContent = told.missing ? `还要填 ${told.missing}` : `¥${fixed(told.amount)}　${formula(data, asked, told, true)}　${told.rule || ""}`;
  }
  main.append(make("h1", "赔付"), label("平台 ", platform), label("事由 ", matter), label("实付金额 ", amount), answer);
  for (const field of [platform, matter, amount]) field.addEventListener("input", tell);
  tell();
})();
