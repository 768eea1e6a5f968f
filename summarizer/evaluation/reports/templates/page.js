"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const cases = [...document.querySelectorAll("details.case")];
  const boxes = [...document.querySelectorAll("#filter input[type=checkbox]")];
  const texts = new Map(); // what a case says, in small letters; made when first asked for
  const textOf = (each) => {
    if (!texts.has(each)) texts.set(each, each.textContent.toLowerCase());
    return texts.get(each);
  };
  const ticked = (id) =>
    boxes.filter((box) => box.checked && box.closest("fieldset")?.id === id).map((box) => box.value);

  const filter = () => {
    const words = byId("query").value.toLowerCase().split(/\s+/).filter(Boolean);
    const splits = ticked("splits");
    const families = ticked("families");
    let shown = 0;
    for (const each of cases) {
      const { split, families: own, wrong } = each.dataset;
      const fits =
        (!byId("wrong").checked || wrong !== "0") &&
        (!splits.length || splits.includes(split)) &&
        (!families.length || own.split(" ").some((family) => families.includes(family))) &&
        words.every((word) => textOf(each).includes(word));
      each.hidden = !fits;
      shown += fits;
    }
    byId("count").value = `${shown} of ${cases.length} cases`;
  };

  const reset = () => {
    byId("query").value = "";
    for (const box of boxes) box.checked = false;
    filter();
  };

  // A link may lead into a case that is filtered away or closed.
  const arrive = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const target = byId(id);
    const around = target?.closest("details");
    if (!around) return;
    if (around.hidden) reset();
    around.open = true;
    target.scrollIntoView();
  };

  let waiting = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  for (const box of boxes) box.addEventListener("change", filter);
  byId("reset").addEventListener("click", reset);
  byId("open").addEventListener("click", () => {
    for (const each of cases) if (!each.hidden) each.open = true;
  });
  byId("close").addEventListener("click", () => {
    for (const each of cases) each.open = false;
  });
  addEventListener("hashchange", arrive);
  byId("filter").hidden = false;
  filter();
  arrive();
})();
