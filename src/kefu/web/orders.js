(() => {
  "use strict";
  const { figures, word, colour } = sheet;
  const rows = [...document.querySelectorAll(".dues tbody tr")];
  const find = document.getElementById("find"), clock = document.getElementById("clock");
  let chart = null, state = "all";

  function turned(language) {
    if (find) find.placeholder = word(["找订单编号", "Find an order"]);
    for (const option of clock ? clock.options : []) option.textContent = option.dataset[language];
    sift();
  }

  /* The rows that are wanted: by how they stand, by deadline, by a part of the order's number. */
  function sift() {
    if (!rows.length) return;
    const part = find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (state === "all" || row.classList.contains(state)) && (!clock.value || row.dataset.clock === clock.value)
        && (!part || row.dataset.order.includes(part));
      row.hidden = !fits;
      shown += fits;
    }
    for (const button of document.querySelectorAll(".filters button")) button.setAttribute("aria-pressed", button.dataset.state === state);
    document.getElementById("left").textContent = word([`显示 ${shown} 个`, `${shown} shown`]);
    document.querySelector(".none").classList.toggle("shown", shown === 0);
  }

  function option() {
    const faint = colour("faint"), line = colour("line"), bars = figures.bars, narrow = document.getElementById("chart").clientWidth < 560;
    return {
      animation: false,
      aria: { enabled: true },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: 10, top: 26, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText", confine: true,
        formatter: (items) => {
          const bar = bars[items[0].dataIndex];
          const lines = bar.clocks.map((each) => `${word(each.name)} ${each.count}`);
          if (bar.sum) lines.push(`${word(["应赔或可能的代价", "Owed or may cost"])} ¥${bar.sum}`);
          return [word(bar.full), ...lines].join("\n");
        },
      },
      xAxis: {
        type: "category", data: bars.map((bar) => word(bar.name)), axisTick: { show: false }, axisLine: { lineStyle: { color: line } },
        axisLabel: { color: faint, interval: 0, rotate: narrow ? 50 : 0, fontSize: narrow ? 11 : 12 },
      },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: faint }, splitLine: { lineStyle: { color: line } } },
      series: [{
        type: "bar", barMaxWidth: 44, label: { show: true, position: "top", color: faint, formatter: (item) => item.value || "" },
        data: bars.map((bar) => ({ value: bar.count, itemStyle: { color: colour(`bar-${bar.tone}`) } })),
      }],
    };
  }

  function draw() {
    const place = document.getElementById("chart");
    if (typeof echarts === "undefined" || !place) return;
    place.style.height = "230px";
    chart ??= echarts.init(place, null, { devicePixelRatio: Math.max(2, devicePixelRatio) });
    chart.resize();
    chart.setOption(option(), true);
  }

  for (const button of document.querySelectorAll(".filters button")) button.addEventListener("click", () => { state = button.dataset.state; sift(); });
  find?.addEventListener("input", sift);
  clock?.addEventListener("change", sift);
  sheet.start({ title: ["订单时限与赔付", "Deadlines of orders"], draw, turned });
})();
