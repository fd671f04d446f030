// What the page does beyond being read: values under the pointer, tables that sort, rows that are filtered, charts
// that are saved. Without scripts everything else is there. No network, nothing is kept.
"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (name, more, parent) => {
    const made = Object.assign(document.createElement(name), more);
    if (parent) parent.append(made);
    return made;
  };
  const words = document.body.dataset;

  // One box for the values of all charts; it is read aloud when keys move it.
  const tip = make("div", { className: "tip", hidden: true }, document.body);
  const aloud = make("div", { style: "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)" }, document.body);
  aloud.setAttribute("aria-live", "polite");
  let cross = null;
  const hide = () => {
    tip.hidden = true;
    if (cross) cross.remove();
    cross = null;
  };

  // The paper of a chart that this screen shows, with its plots.
  const plots = new Map();
  const papers = (chart) => all(".paper", chart).filter((paper) => paper.offsetWidth > 0)[0];
  const read = (paper) => {
    if (!plots.has(paper)) plots.set(paper, JSON.parse(paper.querySelector("script").textContent));
    return plots.get(paper);
  };
  // Dots of the drawing in pixels of the screen.
  const scale = (paper) => {
    const svg = paper.querySelector("svg"), box = svg.getBoundingClientRect();
    return { box, one: box.width / svg.viewBox.baseVal.width };
  };

  // Shows the values of one place of a plot.
  const show = (paper, plot, place) => {
    const { box, one } = scale(paper);
    const [x, head, values] = place;
    tip.replaceChildren(make("b", { textContent: head }));
    plot.series.forEach(([name, color], k) => {
      if (!values[k]) return;
      const line = make("div", {}, tip);
      make("i", { style: `background:${color}` }, line);
      line.append(name ? `${name}: ${values[k]}` : values[k]);
    });
    tip.hidden = false;
    if (!cross) cross = make("div", { className: "cross" });
    paper.append(cross);
    const [, top, , low] = plot.box;
    Object.assign(cross.style, { left: `${x * one}px`, top: `${top * one}px`, height: `${(low - top) * one}px` });
    // Beside the place where there is room, and always inside the window.
    const at = box.left + x * one, wide = tip.offsetWidth, room = document.documentElement.clientWidth;
    const left = at + 12 + wide < room ? at + 12 : at - 12 - wide;
    const up = Math.min(Math.max(box.top + top * one, 4), window.innerHeight - tip.offsetHeight - 4);
    Object.assign(tip.style, { left: `${Math.max(4, Math.min(left, room - wide - 4))}px`, top: `${up}px` });
    return [head, ...all("div", tip).map((line) => line.textContent)].join("; ");
  };

  const nearest = (places, x) =>
    places.reduce((best, place) => (Math.abs(place[0] - x) < Math.abs(best[0] - x) ? place : best));

  const point = (chart, event) => {
    const paper = papers(chart);
    if (!paper) return;
    const { box, one } = scale(paper);
    const x = (event.clientX - box.left) / one, y = (event.clientY - box.top) / one;
    // A little beyond the plot counts, so that its first and last place are reached.
    const inside = ({ box: [left, top, right, low] }) => x > left - 12 && x < right + 12 && y > top && y < low;
    // Of several the one it is in, and of marks that lie on one another the nearest.
    const far = ({ box: [left, top, right, low] }) =>
      1e6 * Math.max(0, left - x, x - right) + Math.hypot(x - (left + right) / 2, y - (top + low) / 2);
    const there = read(paper).filter((plot) => plot.at.length > 0 && inside(plot));
    const plot = there.reduce((best, one) => (best && far(best) <= far(one) ? best : one), undefined);
    if (plot) show(paper, plot, nearest(plot.at, x));
    else hide();
  };

  all(".chart").forEach((chart) => {
    let at = -1;
    chart.title = "";
    chart.setAttribute("aria-description", words.keys);
    chart.addEventListener("pointermove", (event) => point(chart, event));
    chart.addEventListener("pointerdown", (event) => point(chart, event));
    chart.addEventListener("pointerleave", hide);
    chart.addEventListener("scroll", hide);
    chart.addEventListener("blur", hide);
    chart.addEventListener("keydown", (event) => {
      const paper = papers(chart);
      if (event.key === "Escape") hide();
      if (!paper || event.ctrlKey || event.altKey || event.metaKey) return;
      const places = read(paper).flatMap((plot) => plot.at.map((place) => [plot, place]));
      const last = places.length - 1;
      const moved = { ArrowLeft: Math.max(0, at - 1), ArrowRight: Math.min(last, at + 1), Home: 0, End: last }[event.key];
      if (moved === undefined || last < 0) return;
      at = moved;
      aloud.textContent = show(paper, ...places[at]);
      event.preventDefault();
    });
    // The drawing as a file; the browser writes its name space.
    const save = make("button", { type: "button", textContent: "SVG", title: words.save });
    save.setAttribute("aria-label", words.save);
    save.addEventListener("click", () => {
      const svg = chart.querySelector(".broad svg");
      const file = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
      const link = make("a", { href: URL.createObjectURL(file), download: `${chart.parentElement.id}.svg` });
      link.click();
      URL.revokeObjectURL(link.href);
    });
    const files = chart.parentElement.querySelector(".files");
    if (files) files.append(save);
  });
  window.addEventListener("scroll", hide, { passive: true });
  window.addEventListener("beforeprint", hide);

  // A cell as what it sorts by: its number, or its words; an empty one comes last.
  const key = (row, column) => {
    const text = row.cells[column].innerText.trim();
    const plain = text.replace(/−/g, "-").replace(/,/g, "");
    const number = parseFloat(plain) * ({ 万: 1e4, 亿: 1e8 }[plain.replace(/[-\d.]/g, "")[0]] || 1);
    if (text === "" || text === "–") return null;
    return Number.isNaN(number) || /^\d{4}-\d\d/.test(text) ? text : number;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);

  const sort = (table, head, column) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    all("thead th", table).forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    table.classList.add("sorted");
    // Groups stay together below their names, and sums below what they are of.
    [...table.tBodies].forEach((body) => {
      const are = (kind) => [...body.rows].filter((row) => row.classList.contains(kind));
      const names = are("group"), totals = are("total");
      const rows = [...body.rows].filter((row) => !names.includes(row) && !totals.includes(row));
      const keyed = rows.map((row) => [key(row, column), row]);
      const known = keyed.filter(([value]) => value !== null).sort((a, b) => (up ? 1 : -1) * compare(a[0], b[0]));
      const none = keyed.filter(([value]) => value === null);
      body.append(...names, ...[...known, ...none].map(([, row]) => row), ...totals);
    });
  };

  const LONG = 8; // rows from which a table gets a filter
  all("table.sort").forEach((table) => {
    all("thead th", table).forEach((head, column) => {
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    if (rows.length < LONG) return;
    const filter = make("input", { type: "search", className: "filter", placeholder: words.filter });
    filter.setAttribute("aria-label", words.filter);
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase();
      table.classList.toggle("sorted", wanted !== "" || table.querySelector("[aria-sort]") !== null);
      rows.filter((row) => !row.classList.contains("group")).forEach((row) => {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      });
    });
    table.parentElement.before(filter);
  });
})();
