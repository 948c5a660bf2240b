(() => {
  "use strict";
  const { figures, word, colour } = sheet;
  const charts = new Map();

  const pen = document.createElement("canvas").getContext("2d");
  function measure(text) {
    pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }

  /* A name cut in its middle: what tells two names apart stands at their ends. */
  function fit(name, width) {
    const signs = [...name];
    for (let kept = signs.length; kept > 1; kept -= 1) {
      const shown = kept === signs.length ? name : `${signs.slice(0, Math.ceil(kept / 2)).join("")}…${signs.slice(-Math.floor(kept / 2)).join("")}`;
      if (measure(shown) <= width) return shown;
    }
    return signs.slice(0, 1) + "…";
  }

  /* An agent's own name, and as much of the shop's as there is room for. */
  function agent(row, width) {
    const own = fit(word(row.name), width), left = width - measure(`${own} · `);
    return row.shop && left > 40 ? `${own} · ${fit(row.shop, left)}` : own;
  }

  const most = (width) => Math.max(110, Math.min(210, width * 0.38));
  const room = (name, width) => Math.min(most(width), 1 + Math.max(...figures[name].map((row) => measure(word(row.name)))));
  const tall = (name, width) => name !== "agents" && figures[name].some((row) => measure(word(row.name)) > most(width));

  function option(name, width) {
    const upright = name === "days";
    const rows = upright || name === "platforms" ? figures[name] : [...figures[name]].reverse();
    const lying = !upright;
    if (name === "platforms") rows.reverse();
    const ink = colour("ink"), faint = colour("faint"), line = colour("line");
    const names = {
      type: "category", data: rows.map((row) => word(row.name)), axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: {
        color: lying ? ink : faint, width: lying && name !== "agents" ? room(name, width) : undefined, overflow: "break", lineHeight: 14,
        hideOverlap: !lying, interval: lying ? 0 : "auto",
        formatter: name === "agents" ? (value, place) => agent(rows[place], most(width)) : undefined,
      },
    };
    const counts = {
      type: "value", minInterval: 1, axisLabel: { color: faint, hideOverlap: true }, splitLine: { lineStyle: { color: line } },
    };
    const severities = Object.keys(figures.severity).filter((key) => rows.some((row) => row[key]));
    return {
      animation: false,
      aria: { enabled: true },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: lying ? 38 : 10, top: 10, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText", confine: true,
        formatter: (items) => {
          const row = rows[items[0].dataIndex];
          const lines = items.map((item) => `${item.seriesName} ${item.value}`);
          if (row.messages !== undefined) lines.push(`${word(["消息", "Messages"])} ${row.messages.toLocaleString("en")}`);
          return [row.full || word(row.name), ...lines].join("\n");
        },
      },
      xAxis: lying ? counts : names,
      yAxis: lying ? names : counts,
      series: severities.map((key, place) => ({
        name: word(figures.severity[key]), type: "bar", stack: "all", barMaxWidth: lying ? 16 : 28,
        itemStyle: { color: colour(`bar-${key}`) },
        data: rows.map((row) => row[key]),
        label: {
          show: lying && place === severities.length - 1, position: "right", color: faint,
          formatter: (item) => severities.reduce((sum, each) => sum + rows[item.dataIndex][each], 0) || "",
        },
      })),
    };
  }

  function draw() {
    if (typeof echarts === "undefined") return;
    for (const place of document.querySelectorAll(".chart")) {
      const name = place.dataset.chart;
      const rows = figures[name].length;
      place.style.height = name === "days" ? "240px" : `${Math.max(80, 36 + rows * (tall(name, place.clientWidth) ? 33 : 25))}px`;
      if (!charts.has(name)) charts.set(name, echarts.init(place, null, { devicePixelRatio: Math.max(2, devicePixelRatio) }));
      const chart = charts.get(name);
      chart.resize();
      chart.setOption(option(name, place.clientWidth), true);
    }
  }

  function sort(head) {
    const table = head.closest("table");
    const column = [...head.parentNode.children].indexOf(head);
    const falling = head.getAttribute("aria-sort") !== "descending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const value = (row) => row.children[column].innerText.trim();
    const figure = (text) => Number(text.replace(/,/g, ""));
    const rows = [...table.tBodies[0].rows].sort((one, two) => {
      const [a, b] = [value(one), value(two)];
      const order = head.classList.contains("n") ? figure(a) - figure(b) : a.localeCompare(b, "zh");
      return falling ? -order : order;
    });
    table.tBodies[0].append(...rows);
  }

  for (const head of document.querySelectorAll(".sortable th")) {
    head.tabIndex = 0;
    head.addEventListener("click", () => sort(head));
    head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(head); });
  }
  let unfolded = [];
  sheet.start({
    title: ["客服聊天质检报告", "Chat inspection"],
    draw,
    printing() {
      unfolded = [...document.querySelectorAll("section > details")].filter((details) => !details.open);
      for (const details of unfolded) details.open = true;
    },
    printed() { for (const details of unfolded) details.open = false; },
  });
})();
