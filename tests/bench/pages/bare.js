/* The plainest live page: one socket, one text node. */
(() => {
  "use strict";
  const { firstChild: text } = document.getElementById("bare");
  const socket = io({ transports: ["websocket"] });
  socket.on("told", (number) => {
    text.data = number;
  });
  socket.on("connect", () => document.body.setAttribute("data-state", "live"));
})();
