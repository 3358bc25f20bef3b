// Putting it together: pointer, keyboard, theme, window.

const room = () => { // the part of the window that legend and panel leave free
  const wide = box.clientWidth > 720;
  const legend = document.getElementById("legend");
  return {
    left: wide && !legend.hidden ? legend.offsetWidth + 14 : 0,
    right: wide && !panel.hidden ? panel.offsetWidth + 14 : 0,
    bottom: !wide && !panel.hidden ? panel.offsetHeight : 0,
  };
};

function fit() {
  const shown = nodes.filter((node) => node.shown);
  if (!shown.length) return;
  const at = shown.map((node) => ({ ...network.getPosition(node.id), r: node.size + 14 }));
  const low = (of) => at.reduce((least, p) => Math.min(least, of(p)), Infinity);
  const [left, right] = [low((p) => p.x - p.r), -low((p) => -p.x - p.r)];
  const [top, bottom] = [low((p) => p.y - p.r), -low((p) => -p.y - p.r - 14)];
  const taken = room(), edge = 24;
  const width = box.clientWidth - taken.left - taken.right - 2 * edge, height = box.clientHeight - taken.bottom - 2 * edge;
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.min(1.8, Math.max(0.02, Math.min(width / (right - left), height / (bottom - top)))),
    offset: { x: (taken.left - taken.right) / 2, y: -taken.bottom / 2 },
  });
}

network.on("click", ({ nodes: [node], edges: [edge] }) => choose({ node: node ?? null, edge: node === undefined ? edge ?? null : null }));
network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && bring(node));
const point = (what) => (event) => {
  Object.assign(focus, what(event));
  box.style.cursor = focus.overNode !== null || focus.overEdge !== null ? "pointer" : "";
  network.redraw();
};
network.on("hoverNode", point(({ node }) => ({ overNode: node })));
network.on("blurNode", point(() => ({ overNode: null })));
network.on("hoverEdge", point(({ edge }) => ({ overEdge: edge })));
network.on("blurEdge", point(() => ({ overEdge: null })));

document.getElementById("fit").addEventListener("click", fit);
const legendButton = document.getElementById("toggle-legend");
function toggleLegend(yes) {
  document.getElementById("legend").hidden = !yes;
  legendButton.setAttribute("aria-expanded", String(yes));
}
legendButton.addEventListener("click", () => toggleLegend(document.getElementById("legend").hidden));
document.getElementById("legend").addEventListener("submit", (event) => event.preventDefault());

const dark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.getElementById("theme");
function wear(isDark) {
  document.documentElement.classList.toggle("dark", isDark);
  themeButton.textContent = isDark ? "Light" : "Dark";
  readTheme();
  network.setOptions({ edges: { color: edgeColour() } });
  drawLegend();
  show();
  network.redraw();
}
themeButton.addEventListener("click", () => wear(!theme.dark));
dark.addEventListener("change", () => wear(dark.matches));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") choose({});
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
  if (event.key === "/") { event.preventDefault(); query.focus(); }
  if (event.key === "f") fit();
});

toggleLegend(nodes.length > 0 && box.clientWidth > 720);
wear(dark.matches);
count();
fit();
for (const id of detail.centre.slice(0, 1)) choose({ node: id }), fit();
document.documentElement.dataset.ready = "yes"; // for programs that wait for the drawing
