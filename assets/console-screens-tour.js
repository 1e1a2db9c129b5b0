/* The playlist of a wall, edited below its line: views in their order, each with its seconds. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const SECONDS = 30;

  function tour(name, box, line, opener) {
    const open = line.querySelector(".screen-tour");
    opener.setAttribute("aria-expanded", String(open === null));
    if (open !== null) {
      open.remove();
      return;
    }
    const { make } = cc.cells;
    const { word: say } = cc.screens;
    const stops = make("ol", "screen-stops");
    const { least, most, stops: limit } = box.dataset;

    function stop({ view = "overview", filter = "", seconds = SECONDS }) {
      const place = say("stop", { n: stops.children.length + 1 });
      const chosen = cc.screenChoice(box, `${place}: ${say("view")}`, view);
      chosen.querySelector("[value=tour]")?.remove();
      const lasts = make("input", "");
      Object.assign(lasts, { type: "number", min: least, max: most, value: String(seconds) });
      lasts.setAttribute("aria-label", `${place}: ${say("seconds")}`);
      const item = make("li", "", chosen, lasts, make("span", "", say("seconds")));
      item.dataset.filter = filter;
      if (filter !== "") item.append(make("code", "", filter));
      item.append(
        cc.screenButton(say("up"), () => move(item, item.previousElementSibling, "before")),
        cc.screenButton(say("down"), () => move(item, item.nextElementSibling, "after")),
        cc.screenButton(say("drop"), () => drop(item)),
      );
      return item;
    }

    /* The button that was pressed keeps the focus. */
    function move(item, other, where) {
      const held = document.activeElement;
      other?.[where](item);
      held?.focus();
    }

    function drop(item) {
      const beside = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      count();
      (beside?.querySelector("select") ?? add).focus();
    }

    function count() {
      add.disabled = stops.children.length >= Number(limit);
    }

    function added() {
      stops.append(stop({}));
      count();
      stops.lastElementChild.querySelector("select").focus();
    }

    function save(whose) {
      const told = [...stops.children].map((item) => ({
        view: item.querySelector("select").value,
        filter: item.dataset.filter,
        seconds: Math.round(Number(item.querySelector("input").value)),
      }));
      cc.screens.ask({ deed: "tour", name: whose, stops: told });
    }

    const add = cc.screenButton(say("add_stop"), added);
    const foot = make("div", "screen-acts", add);
    foot.append(
      cc.screenButton(say("save"), () => save(name)),
      cc.screenButton(say("save_all"), () => save(null)),
    );
    line.append(make("div", "screen-tour", stops, foot));
    for (const known of cc.screens.wall(name)?.stops ?? []) stops.append(stop(known));
    if (stops.children.length === 0) stops.append(stop({}));
    count();
    stops.querySelector("select").focus();
  }

  cc.screenTour = tour;
})();
