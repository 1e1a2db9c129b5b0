/* What falls due next, said in a sentence: how many, in whose hands; and whose turn to be seen it is. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, show } = cc.dom;
  const { say } = cc;
  const TURN_MS = 15000;
  const TURNS = ["late", "soon", "hands"]; // where there is room for one of them
  const OTHERS = 3;
  const byId = (id) => document.getElementById(`wall-${id}`);

  /* Whoever has to act: a unit, or a seat. */
  function holder(who) {
    return say.has(`seat.${who}`) ? say.fill(`seat.${who}`) : say.name("units", who);
  }

  /* In a sentence: how many, in whose hands, how many nobody has taken up yet. */
  function draw({ next: { all = 0, unheard = 0, hands: found = [] } = {} }) {
    const said = byId("soon-said");
    show(said, all > 0);
    if (!(all > 0) || found.length === 0) return;
    const [first, ...others] = found;
    const values = { n: say.count(all), m: say.count(first.n), who: holder(first.who) };
    write(said.querySelector(".next-most"), say.fill(first.n === all ? "next_all" : "next_most", values));
    const rest = say.fill("next_unheard", { n: say.count(unheard) });
    show(said.querySelector(".mark-ring"), unheard > 0);
    write(said.querySelector(".next-unheard"), unheard > 0 ? rest : say.fill("next_heard"));
    const line = said.querySelector(".next-others");
    while (line.childElementCount > 1) line.lastElementChild.remove();
    for (const { who, n } of others.slice(0, OTHERS)) {
      const part = document.createElement("span");
      part.append(say.fill("hand", { who: holder(who), n: say.count(n) }));
      line.append(part);
    }
  }

  function turn() {
    const body = cc.wall.root()?.querySelector(".wall-overdue > .body");
    if (!body) return;
    body.dataset.turn = TURNS[(TURNS.indexOf(body.dataset.turn ?? TURNS[0]) + 1) % TURNS.length];
    body.dataset.half = body.dataset.half === "hands" ? "ages" : "hands";
  }

  setInterval(turn, TURN_MS);

  cc.overdueNext = { draw, holder };
})();
