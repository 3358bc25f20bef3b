// The legend: what colours and shapes mean, how many there are, and check boxes that hide them.

const hiddenKinds = new Set(), hiddenRelations = new Set();
const lone = document.getElementById("lone");
const counts = document.getElementById("counts");
const number = new Intl.NumberFormat("en");
const many = (n, word) => `${number.format(n)} ${word}${n === 1 ? "" : "s"}`;

function fillLegend(list, hidden, entries) {
  list.replaceChildren(...entries.map(({ id, text, count, kind }) => {
    const tick = make("input", { type: "checkbox", value: id });
    tick.checked = !hidden.has(id);
    tick.addEventListener("change", () => {
      tick.checked ? hidden.delete(id) : hidden.add(id);
      filter();
    });
    return make("li", {}, make("label", {}, tick, kind === undefined ? null : icon(kind),
      make("span", { text, title: text }), make("small", { text: number.format(count) })));
  }));
  list.parentElement.hidden = !entries.length;
}

const kindCounts = kinds.map((_, kind) => nodes.filter((node) => node.kinds.includes(kind)).length);
const relationCounts = detail.relations.map(() => 0);
for (const fact of edges) relationCounts[fact.relation]++;

function drawLegend() {
  fillLegend(document.getElementById("classes"), hiddenKinds,
    kinds.map((kind, id) => ({ id, text: kind.plural, count: kindCounts[id], kind: id })).filter(({ count }) => count));
  fillLegend(document.getElementById("relations"), hiddenRelations,
    detail.relations.map(([text], id) => ({ id, text, count: relationCounts[id] })).sort((a, b) => b.count - a.count || a.id - b.id));
}

function filter() {
  for (const node of nodes) node.shown = node.kinds.some((kind) => !hiddenKinds.has(kind));
  for (const fact of edges) fact.shown = !hiddenRelations.has(fact.relation) && nodes[fact.from].shown && nodes[fact.to].shown;
  if (lone.checked) for (const node of nodes) node.shown &&= node.edges.some((fact) => fact.shown);
  const changed = (all, data) => {
    const rows = all.filter((one) => (data.get(one.id).hidden ?? false) === one.shown).map((one) => ({ id: one.id, hidden: !one.shown }));
    if (rows.length) data.updateOnly(rows);
  };
  changed(nodes, points);
  changed(edges, lines);
  if ((focus.node !== null && !nodes[focus.node].shown) || (focus.edge !== null && !edges[focus.edge].shown)) choose({});
  count();
  network.redraw();
}

// A node reached by search or from the panel is shown even where its class was switched off.
function reveal(node) {
  for (const kind of node.kinds) hiddenKinds.delete(kind);
  if (lone.checked && !node.edges.some((fact) => fact.shown)) lone.checked = false;
  drawLegend();
  filter();
}

function count() {
  const n = nodes.filter((node) => node.shown).length, m = edges.filter((fact) => fact.shown).length;
  const whole = n === nodes.length && m === edges.length;
  counts.textContent = whole ? `${many(n, "node")}, ${many(m, "fact")}, ${many(detail.paths.filter(Boolean).length, "write-up")}`
    : `${number.format(n)} of ${many(nodes.length, "node")}, ${number.format(m)} of ${many(edges.length, "fact")}`;
  const empty = document.getElementById("empty");
  empty.hidden = n > 0;
  empty.textContent = nodes.length ? "Everything is hidden.\nSwitch on a class in the legend."
    : "There is nothing to draw yet.\nRead some write-ups with “hallway build FOLDER”, then draw again.";
}

lone.addEventListener("change", filter);
for (const button of document.querySelectorAll("fieldset button"))
  button.addEventListener("click", () => {
    const [hidden, size] = button.dataset.of === "classes" ? [hiddenKinds, kinds.length] : [hiddenRelations, detail.relations.length];
    hidden.clear();
    if (button.className === "none") for (let i = 0; i < size; i++) hidden.add(i);
    drawLegend();
    filter();
  });
