/* Incidents that are running, as a strip in the bar: never a page of their own by themselves. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const NUMERALS = { 1: "I", 2: "II", 3: "III", 4: "IV" };
  const SHOWN_MAX = 2;

  let strip = null;
  let incidents = {};

  const graver = ([, a], [, b]) => (a.level ?? 5) - (b.level ?? 5) || a.known_at - b.known_at;

  function line([number, { level, title, street, grid, known_at: since, cases, status }]) {
    const { make } = cc.cells;
    const { fill, count, place, text } = cc.say;
    const known = Object.hasOwn(NUMERALS, level);
    const mark = make("span", "level", make("span", "numeral", known ? NUMERALS[level] : "?"));
    mark.dataset.level = known ? level : "none";
    const rank = known ? `level.${level}` : `level.${status === "SUSPECTED" ? "suspected" : "open"}`;
    const facts = [
      place(street, grid),
      fill("incident.cases", { n: count(cases) }),
      fill("incident.for", { t: cc.saying.span((cc.clock.now() ?? since) - since) }),
    ];
    const words = make("strong", "", `${fill(rank)} · ${text(title)}`);
    const button = make("button", "bar-incident", mark, words, facts.join(" · "));
    button.type = "button";
    button.dataset.incident = number;
    button.title = fill("incident.open");
    return button;
  }

  function draw() {
    if (strip === null) return;
    const all = Object.entries(incidents).sort(graver);
    const more = all.length - SHOWN_MAX;
    const lines = all.slice(0, SHOWN_MAX).map(line);
    const said = lines.map((one) => one.textContent).join() + more;
    if (strip.dataset.said === said) return;
    strip.dataset.said = said;
    strip.replaceChildren(...lines, more > 0 ? `+${more}` : "");
  }

  /* A click opens the cases that are linked to it. */
  function mount() {
    strip = cc.cells.make("span", "bar-incidents");
    strip.addEventListener("click", (event) => {
      const button = event.target.closest("[data-incident]");
      if (button !== null) cc.filter.set(`incident=${button.dataset.incident}`);
    });
    return strip;
  }

  function show(section) {
    incidents = section ?? {};
    draw();
  }

  cc.incidents = { mount, show, draw };
})();
