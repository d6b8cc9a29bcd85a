// Every action by keyboard.

function bindKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && typing.id === "search")) return;
    const inGraph = currentTab() === "graph" && !(event.target.closest && event.target.closest("#facets, #panel, #letter, [role=tablist]"));
    const onCard = event.target.closest && event.target.closest(".card");
    if (event.key === "/") { event.preventDefault(); $("search").focus(); $("search").select(); }
    else if (event.key === "?") go({ help: state.help ? undefined : "1", node: undefined, edge: undefined });
    else if (event.key === "Escape") stepBack();
    else if (inGraph && event.key.startsWith("Arrow")) { event.preventDefault(); walk(event.key); }
    else if ((event.key === "Enter" || event.key === " ") && onCard) {
      event.preventDefault();
      const one = graph.drawn.cards.get(onCard.dataset.key);
      if (event.shiftKey && one.node !== undefined) focusOn(one.node, 1);
      else if (one.act) one.act(); else if (one.node !== undefined) select(one.node);
    } else if (inGraph && state.focus && /^[123]$/.test(event.key)) go({ steps: event.key });
    else if (inGraph && (event.key === "+" || event.key === "=")) zoom(graph.zoom * 1.2);
    else if (inGraph && event.key === "-") zoom(graph.zoom / 1.2);
    else if (inGraph && event.key === "0") zoom(1);
  });
}
// Esc goes back by layers: what lies over, what is chosen, where one is.
function stepBack() {
  if ($("export").open) $("export").open = false;
  else if (document.body.classList.contains("filtering")) document.body.classList.remove("filtering");
  else if (state.letter) go({ letter: undefined, at: undefined });
  else if (state.help || state.node || state.edge) go({ help: undefined, node: undefined, edge: undefined });
  else if (state.focus || state.from) go({ focus: undefined, steps: undefined, from: undefined, to: undefined });
}
