/* Who else looks at the case of the detail, or works on it: the same faces as in the queue, with
   names. */
(() => {
  "use strict";
  const cc = (window.cc = window.cc || {});

  let said = null;
  let shown = null;

  function one(somebody) {
    const words = somebody.mode === "edit" ? "edits" : "views";
    const name = cc.say.text(somebody.name);
    const line = document.createElement("span");
    line.append(cc.cells.face(somebody), cc.say.fill(words, { name }));
    return line;
  }

  /* Anew only when somebody has come, gone or begun to work on it. */
  function draw(detail) {
    const place = detail.querySelector(".detail-looking");
    if (place === null) return;
    const me = detail.closest(".desk")?.dataset.login;
    const here = cc.presence.of(detail.dataset.no).filter(({ login }) => login !== me);
    const now = here.map(({ login, mode }) => `${login} ${mode}`).join();
    if (place === shown && now === said) return;
    [shown, said] = [place, now];
    place.replaceChildren(...here.map(one));
  }

  cc.looking = { draw };
})();
