/* The wall of a major incident: the banner, the cells, who has what, the acts, the linked cases;
   with none in progress the last ones that are over. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});
  const { write, mark, show } = cc.dom;
  const { say, clock } = cc;
  const TAKES_OVER = [1, 2, 3];
  const byId = (id) => document.getElementById(`wall-incidents-${id}`);
  const part = (name) => byId("banner").querySelector(`.${name}`);
  const current = ({ large = {} }) => large.now ?? null;

  const { linked, holders, acts, others, over, watch } = cc.incidents;
  const { known, name, rank, whereOf, since } = cc.incidents;

  function large(model) {
    const now = current(model);
    show(part("running"), now !== null);
    show(part("empty"), now === null);
    show(byId("body"), now !== null);
    show(byId("quiet"), now === null);
    mark(byId("banner"), "data-level", say.has(`rank.${now?.level}`) ? String(now.level) : null);
    const foot = now === null ? "quiet" : TAKES_OVER.includes(now.level) ? "takeover" : "watch";
    write(byId("foot"), say.fill(`foot.${foot}`));
    cc.incidentMap.point(now);
    if (now === null) {
      write(part("empty-news"), say.fill("no_incident"));
      write(part("empty-detail"), say.fill("none_detail"));
      return;
    }
    cc.incident.paint(now.level)(part("level"));
    write(part("what"), `${rank(now)} · ${name(now)}`);
    write(part("place"), whereOf(now));
    write(part("status"), known(`status.${now.status}`, ""));
    write(part("declared"), declared(now));
    write(part("known"), say.fill("since", { at: clock.moment(now.known_at) }));
    for (const kind of ["open", "late", "closed"]) write(byId(kind), say.count(now[`linked_${kind}`]));
    mark(byId("counts").querySelector("[data-count=late]"), "data-hot", now.linked_late > 0 ? "" : null);
    ticked(model);
  }

  function declared({ declared_at: at, declared_by: by }) {
    if (!Number.isFinite(at)) return "";
    const role = known(`role.${by}`, null);
    return say.fill(role === null ? "declared_plain" : "declared", { at: clock.moment(at), role });
  }

  function ticked(model) {
    const now = current(model);
    if (now !== null) write(part("elapsed"), say.fill("so_far", { t: since(now.known_at) }));
  }

  function affected(model) {
    const cells = model.affected ?? {};
    write(byId("cells-title"), say.fill("cells", { n: Object.keys(cells).length }));
    cc.incidentMap.hatch(cells);
  }

  cc.views.incidents = {
    mount() {
      for (const list of [linked, holders, acts, others, over, watch]) list.mount();
    },
    draw: {
      large(model) {
        large(model);
        linked.draw(model.linked, model); // its good news counts the closed ones
      },
      linked: (model) => linked.draw(model.linked, model),
      holders: (model) => holders.draw(model.holders, model),
      acts: (model) => acts.draw(model.acts, model),
      others(model) {
        show(byId("others"), others.draw(model.others, model) > 0);
      },
      over: (model) => over.draw(model.over, model),
      watch: (model) => watch.draw(model.watch, model),
      affected,
    },
    tick(model) {
      ticked(model);
      linked.each(cc.drawn.clock);
      watch.each(cc.drawn.clock);
      others.each((cells, value) =>
        write(cells("time"), say.fill("so_far", { t: since(value.known_at) })),
      );
    },
    checked: () => cc.incidentMap.insist(),
  };
})();
