(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const data = JSON.parse($("data").textContent);
  const messages = data.messages;
  const emotions = Object.entries(data.emotions).map(([name, words]) => ({ name, words, key: name[0] }));
  const skipped = new Set();
  const behind = [];
  let at = -1, ticked = new Set(), shown = [], emotion = "calm", busy = false, over = false, picked = 0;

  const english = () => root.lang === "en";
  const word = (pair) => pair[english() ? 1 : 0];
  const say = (zh, en) => (english() ? en : zh);
  const one = () => messages[at];
  const known = (message) => (message.role === "agent" ? data.rules : data.signals);
  const open = (n) => !messages[n].said && !skipped.has(n);

  function make(tag, text, more = {}) {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(more)) made.setAttribute(name, value);
    return made;
  }

  /* The verdict of a message before it is touched: what was said of it, else what the reader guesses. */
  function begin(n) {
    at = n;
    const message = messages[n], guess = message.guess || {}, from = message.said || guess;
    const own = known(message);
    ticked = new Set([...(from.labels || []), ...(from.intent || []), ...(from.risk || [])].filter((name) => own.includes(name)));
    emotion = from.emotion || "calm";
    shown = [...message.offered, ...[...ticked].filter((name) => !message.offered.includes(name))];
    close();
    draw();
    $("talk").scrollTop = 0;
    $("message").scrollIntoView({ block: "nearest" });
  }

  function next() {
    const after = messages.findIndex((_, n) => n > at && open(n));
    const found = after >= 0 ? after : messages.findIndex((_, n) => open(n));
    if (found >= 0) begin(found);
    else { at = -1; draw(); }
  }

  function move(to) {
    if (at >= 0) behind.push(at);
    to();
  }

  function back() {
    if (behind.length) begin(behind.pop());
  }

  function skip() {
    if (at < 0) return;
    if (!one().said) skipped.add(at);
    move(next);
  }

  function again() {
    skipped.clear();
    at = -1;
    next();
  }

  async function send(where, what) {
    const answer = await fetch(where, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.error || `${answer.status}`);
    return told;
  }

  async function confirm() {
    const message = one();
    if (!message) return;
    const all = known(message).filter((name) => ticked.has(name));
    const verdict = message.role === "agent" ? { labels: all } : {
      intent: all.filter((name) => !name.startsWith("risk.")), risk: all.filter((name) => name.startsWith("risk.")), emotion,
    };
    if (await put("verdict", { id: message.id, ...verdict }, message)) {
      skipped.delete(at);
      move(next);
    }
  }

  async function undo() {
    const message = one();
    if (message && message.said && await put("undo", { id: message.id }, message)) begin(at);
  }

  /* Whether the file has taken what was said of a message, or that nothing is said of it any more. */
  async function put(where, what, message) {
    if (busy) return false;
    busy = true;
    try {
      message.said = (await send(where, what)).said;
      trouble("");
      return true;
    } catch (error) {
      trouble(lost(error) ? say("连不上 kefu label：它可能已经结束。请在终端里重新运行，已确认的都在。", "kefu label does not answer; it may have ended. Call it again: what was confirmed is kept.")
        : say(`没有存上。请腾出空间，或关闭正在打开 ${data.file} 的程序，再确认一次。（${error.message}）`, `Not kept: ${error.message}`));
      return false;
    } finally {
      busy = false;
    }
  }

  const lost = (error) => error instanceof TypeError;

  async function end() {
    try { await send("end", {}); } catch (error) { if (!lost(error)) { trouble(error.message); return; } }
    over = true;
    draw();
  }

  function trouble(text) {
    $("trouble").textContent = text;
    $("trouble").hidden = !text;
  }

  function toggle(name) {
    if (!ticked.delete(name)) ticked.add(name);
    if (!shown.includes(name)) shown.push(name);
    draw();
  }

  function clear() {
    ticked.clear();
    draw();
  }

  function feel(name) {
    emotion = name;
    draw();
  }

  function chip(name, key, act, pressed) {
    const made = make("button", "", { type: "button" });
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    made.append(make("kbd", key), make("b", word(data.names[name])));
    const p = ((one().guess || {}).p || {})[name];
    made.append(make("i", p === undefined ? "" : `${(p * 100).toFixed(p < 0.1 ? 1 : 0)}%`));
    if (data.meanings[name]) made.append(make("small", word(data.meanings[name])));
    made.title = name;
    made.classList.toggle("ask", /^(ask|report)\./.test(name));
    made.addEventListener("click", act);
    return made;
  }

  function labels() {
    const agent = one().role === "agent";
    const none = make("button", "", { type: "button", "aria-pressed": String(!ticked.size), class: "clean" });
    none.append(make("kbd", "0"), make("b", agent ? say("没有违规", "Clean") : say("没有要求，也没有风险", "Asks nothing, no risk")));
    none.addEventListener("click", clear);
    $("labels").replaceChildren(none, ...shown.map((name, n) => chip(name, n < 9 ? String(n + 1) : "·", () => toggle(name), ticked.has(name))));
    $("emotions").hidden = agent;
    $("emotions").replaceChildren(...(agent ? [] : emotions.map(({ name, words, key }) => {
      const made = make("button", "", { type: "button", "aria-pressed": String(name === emotion) });
      made.append(make("kbd", key.toUpperCase()), word(words));
      made.addEventListener("click", () => feel(name));
      return made;
    })));
  }

  function talk() {
    const message = one();
    const where = message.file ? `${message.file}${message.row ? ` : ${message.row}` : ""}` : "";
    $("place").textContent = [word(message.platform), where].filter(Boolean).join(" · ");
    $("history").replaceChildren(...message.history.map((turn) => {
      const made = make("div", "", { class: `turn ${turn.role}` });
      made.append(make("b", word(data.roles[turn.role])), make("p", turn.text));
      return made;
    }));
    $("who").textContent = word(data.roles[message.role]);
    $("text").textContent = message.text;
    $("question").textContent = message.role === "agent" ? say("这句话违反了什么？", "What does it break?") : say("买家要什么，情绪怎样？", "What does the buyer want, and in what mood?");
    $("undo").hidden = !message.said;
    $("state").textContent = message.said ? say("已确认过；再确认一次就会改掉原来的。", "Confirmed before; confirming again replaces it.")
      : message.guess ? say("已按质检的判断勾选；百分数是阅读器的把握。", "Ticked as the inspection judged; per cent is how sure the reader is.") : say("质检没有判断这一句。", "The inspection did not judge this one.");
  }

  function rest() {
    const done = messages.filter((message) => message.said).length, left = messages.length - done;
    const paragraphs = [];
    if (over) {
      $("resthead").textContent = say("已结束，可以关掉这个页面", "Ended; you may close this page");
    } else if (!messages.length) {
      $("resthead").textContent = say("没有要看的消息", "Nothing to look at");
      paragraphs.push(make("p", say("这里列的是阅读器最没把握的消息。先质检一次聊天记录（不要加 --fast），再打开那个文件夹：", "Here stand the messages of which the reader is least certain. Inspect some chats first, without --fast, then open that folder:")),
        make("pre", say("kefu inspect 聊天/ -o 质检\nkefu label 质检", "kefu inspect chats/ -o inspection\nkefu label inspection")),
        make("p", say("如果已经这样做过，那就是阅读器对每一句都有把握。", "If that is done, the reader is certain of every message.")));
    } else {
      $("resthead").textContent = !left ? say("全部看完了", "All done") : say("看到底了", "The end of the list");
    }
    if (messages.length) {
      paragraphs.push(make("p", say(`确认了 ${done} 条${left ? `，还有 ${left} 条没有` : ""}。都写在 ${data.file} 里，只在这台电脑上。`, `${done} confirmed${left ? `, ${left} left` : ""}. They stand in ${data.file}, on this machine alone.`)));
      paragraphs.push(make("p", over ? say("下次运行同样的命令，会从没看的接着来。", "Call the same command again to go on where you stopped.") : say("按退格键回去改，按 Q 结束。", "Backspace goes back, Q ends.")));
    }
    $("resttext").replaceChildren(...paragraphs);
    $("again").hidden = over || !skipped.size;
    $("again").replaceChildren(make("kbd", "Enter"), make("span", say(`再看跳过的 ${skipped.size} 条`, `Look at the ${skipped.size} skipped`)));
  }

  function draw() {
    const done = messages.filter((message) => message.said).length;
    const working = at >= 0 && !over;
    document.title = say("标注 · Kefu", "Labels · Kefu");
    $("progress").max = Math.max(1, messages.length);
    $("progress").value = done;
    $("count").textContent = messages.length ? `${done} / ${messages.length}` : "";
    $("work").hidden = !working;
    $("rest").hidden = working;
    $("end").hidden = over;
    $("back").disabled = !behind.length;
    $("search").placeholder = say("规则名、编号或条款里的词", "a name, an id or words of the clause");
    if (working) { talk(); labels(); if (!$("finder").hidden) find(); } else rest();
  }

  function find() {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = known(one()).filter((name) => {
      const hay = [name, ...data.names[name], ...(data.meanings[name] || [])].join(" ").toLowerCase();
      return words.every((each) => hay.includes(each));
    });
    picked = Math.max(0, Math.min(picked, all.length - 1));
    $("found").replaceChildren(...all.map((name, n) => {
      const made = chip(name, ticked.has(name) ? "✓" : "", () => choose(name));
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", String(n === picked));
      made.id = `found-${n}`;
      made.tabIndex = -1;
      return made;
    }));
    if (!all.length) $("found").replaceChildren(make("p", say("没有找到", "Nothing found")));
    $("search").setAttribute("aria-activedescendant", all.length ? `found-${picked}` : "");
    const here = $(`found-${picked}`);
    if (here) here.scrollIntoView({ block: "nearest" });
    return all;
  }

  function choose(name) {
    toggle(name);
    close();
  }

  function search() {
    if (at < 0) return;
    finding(true);
    $("search").value = "";
    picked = 0;
    find();
    $("search").focus();
    $("found").scrollTop = 0;
    $("finder").scrollIntoView({ block: "nearest" });
  }

  /* While one looks for a label, its list takes the place of the others. */
  function finding(now) {
    $("finder").hidden = !now;
    for (const one of ["labels", "moves", "state"]) $(one).hidden = now;
  }

  function close() {
    finding(false);
    $("search").blur();
  }

  function searching(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") { picked += 1; find(); }
    else if (event.key === "ArrowUp") { picked -= 1; find(); }
    else if (event.key === "Enter") { const all = find(); if (all.length) choose(all[picked]); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /* What a key does; undefined where it does nothing. */
  function meant(event) {
    const key = event.key.toLowerCase();
    if (over) return undefined;
    if (key === "q") return end;
    if (key === "backspace") return back;
    if (at < 0) return key === "enter" && skipped.size ? again : undefined;
    if (key === "enter") return confirm;
    if (key === "s") return skip;
    if (key === "delete") return undo;
    if (key === "/" || event.code === "Slash") return search;
    if (key === "0") return clear;
    if (/^[1-9]$/.test(key)) return shown[key - 1] ? () => toggle(shown[key - 1]) : undefined;
    const felt = one().role === "buyer" && emotions.find((each) => each.key === key);
    return felt ? () => feel(felt.name) : undefined;
  }

  function speak(language) {
    root.lang = language;
    try { localStorage.setItem("kefu-label-language", language); } catch { /* a browser may forbid it */ }
    draw();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target === $("search")) return;
    const button = event.target.closest && event.target.closest("button");
    if (event.key === "Enter" && button && !$("labels").contains(button) && !$("emotions").contains(button) && button.id !== "confirm") return;
    const act = meant(event);
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || act === back) act();
  });
  /* A button that was clicked gives the keys back; one that was reached by Tab keeps its Enter. */
  document.addEventListener("click", (event) => {
    const button = event.detail && event.target.closest("button");
    if (button) button.blur();
  });
  $("search").addEventListener("keydown", searching);
  $("search").addEventListener("input", () => { picked = 0; find(); });
  $("confirm").addEventListener("click", confirm);
  $("skip").addEventListener("click", skip);
  $("back").addEventListener("click", back);
  $("undo").addEventListener("click", undo);
  $("find").addEventListener("click", search);
  $("again").addEventListener("click", again);
  $("end").addEventListener("click", end);
  $("language").addEventListener("click", () => speak(english() ? "zh-CN" : "en"));
  let kept = null;
  try { kept = localStorage.getItem("kefu-label-language"); } catch { /* as above */ }
  if (kept === "en" || location.hash === "#en") root.lang = "en";
  next();
})();
