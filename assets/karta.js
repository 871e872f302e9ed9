// The map under a finger: the first tap names a kommun, the second goes there. A finger is wider than
// a mark where they lie close, so the mark nearest to it counts.

const CLOSE = 12, REACH = 24; // CSS pixels
let named = null, pointer = "";

function name(link) {
  named?.classList.remove("named");
  named = link;
  link?.classList.add("named");
}

function distance(mark, event) {
  const box = mark.getBoundingClientRect();
  return Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY);
}

function find(chart, event) {
  const area = event.target.closest(".chart a, .chart .quiet g");
  if (area?.parentElement.classList.contains("frames")) return null;
  let [best, nearest] = [null, REACH];
  for (const mark of chart.querySelectorAll(".reach")) {
    const away = distance(mark, event);
    if (away < nearest) [best, nearest] = [mark.parentElement, away];
  }
  return area && nearest > CLOSE ? area : best ?? area;
}

addEventListener("pointerdown", (event) => { pointer = event.pointerType; }, true);
addEventListener("keydown", () => { pointer = ""; }, true);

for (const chart of document.querySelectorAll(".chart")) {
  chart.addEventListener("click", (event) => {
    if (pointer !== "touch") return;
    const link = find(chart, event);
    if (!link) return;
    event.preventDefault();
    if (link !== named) name(link);
    else if (link.href) location.href = link.href.baseVal;
  });
}

addEventListener("click", (event) => {
  if (!event.target.closest(".chart")) name(null);
});
