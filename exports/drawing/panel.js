// The panel: what the graph knows of a node or an edge, and where it was read. All text goes in as text, never as HTML.

const panel = document.getElementById("panel");
const trail = []; // what was shown before, for the way back
const FACTS_SHOWN = 60;

function make(tag, { className, text, ...properties } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

function icon(kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-1.45 -1.45 2.9 2.9");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const { outline } = kinds[kind];
  const form = document.createElementNS(space, outline.length ? "polygon" : "circle");
  if (outline.length) form.setAttribute("points", outline.map((point) => point.join(",")).join(" "));
  else form.setAttribute("r", "1");
  form.setAttribute("fill", colour(kind));
  svg.append(form);
  return svg;
}

function quoteBlock(number) {
  const [text, path, line, start, end, rung, rule, confidence] = detail.quotes[number];
  const place = detail.paths[path];
  const where = place && (line ? `${place}:${line}` : start >= 0 ? `${place}, characters ${start}–${end}` : place);
  const block = make("blockquote");
  if (detail.texts[text]) block.append(make("q", { text: detail.texts[text] }));
  block.append(make("footer", {},
    where ? make("code", { text: where }) : null,
    detail.words[rung] ? make("span", { className: "rung", text: detail.words[rung], title: "how it was read" }) : null,
    make("span", { text: `${Math.round(confidence * 100)} %`, title: "confidence" }),
    detail.words[rule] ? make("span", { text: detail.words[rule], title: "rule" }) : null));
  return block;
}

function quoteBlocks([numbers, left]) {
  if (!numbers.length) return [make("p", { className: "soft", text: "No quote is kept for this fact." })];
  const blocks = numbers.map(quoteBlock);
  if (blocks.length === 1 && !left) return blocks;
  const rest = make("details", {}, make("summary", { text: `${blocks.length - 1 + left} more` }), ...blocks.slice(1));
  if (left) rest.append(make("p", { className: "soft", text: `and ${left} not carried by this page` }));
  return [blocks[0], rest];
}

function neighbourButton(id) {
  const button = make("button", { type: "button" }, icon(nodes[id].kind), make("span", { text: nodes[id].label }));
  button.addEventListener("click", () => choose({ node: id }, true));
  return button;
}

// Facts of a node, by relation and direction, the largest groups last so that the telling ones are not buried.
function factGroups(node) {
  const groups = new Map();
  for (const fact of node.edges) {
    const out = fact.from === node.id;
    const key = `${detail.relations[fact.relation][out ? 0 : 1]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([fact, out ? fact.to : fact.from]);
  }
  return [...groups].sort((a, b) => a[1].length - b[1].length || a[0].localeCompare(b[0], "en"));
}

function factList(node) {
  const rows = [];
  for (const [words, facts] of factGroups(node)) {
    facts.sort((a, b) => nodes[a[1]].label.localeCompare(nodes[b[1]].label, "en"));
    rows.push(() => make("h3", { text: `${words} ` }, make("small", { text: `· ${facts.length}` })));
    for (const [fact, other] of facts)
      rows.push(() => make("div", { className: "fact" }, neighbourButton(other), ...quoteBlocks(fact.quotes)));
  }
  const list = make("div");
  const more = make("button", { type: "button", className: "more" });
  const grow = () => {
    list.append(...rows.splice(0, FACTS_SHOWN).map((row) => row()));
    more.textContent = `Show more (${rows.length})`;
    more.hidden = !rows.length;
  };
  more.addEventListener("click", grow);
  grow();
  return [list, more];
}

// "EventSeries" as a person writes it
const kindName = (kind) => kinds[kind].name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function kindRow(node) {
  return make("p", { className: "kinds" }, ...node.kinds.map((kind) => {
    const row = make("span", {}, icon(kind));
    row.append(kindName(kind));
    return row;
  }));
}

function nodeView(node) {
  const parts = [make("h2", { text: node.label }), kindRow(node)];
  if (node.aliases.length) parts.push(make("p", { className: "soft", text: `also: ${node.aliases.join(" · ")}` }));
  for (const url of node.urls) {
    if (!/^https?:\/\//i.test(url)) continue;
    parts.push(make("p", {}, make("a", { text: url, href: url, target: "_blank", rel: "noopener noreferrer" })));
  }
  for (const [words, text, ...quotes] of node.values)
    parts.push(make("h3", { text: words }), make("div", { className: "fact" }, make("p", { text }), ...quoteBlocks(quotes)));
  parts.push(...(node.edges.length ? factList(node) : [make("p", { className: "soft", text: "No fact here ties it to anything else." })]));
  parts.push(make("p", { className: "iri", text: node.iri }));
  return parts;
}

function edgeView(fact) {
  const tie = make("p", { className: "tie", text: detail.relations[fact.relation][0] });
  return [make("h2", { text: "One fact" }), make("div", { className: "fact" },
    neighbourButton(fact.from), tie, neighbourButton(fact.to)), make("h3", { text: "Read from" }), ...quoteBlocks(fact.quotes)];
}

function show() {
  const view = focus.node !== null ? nodeView(nodes[focus.node]) : focus.edge !== null ? edgeView(edges[focus.edge]) : null;
  panel.hidden = !view;
  if (!view) return panel.replaceChildren();
  const back = make("button", { type: "button", "aria-label": "Back", title: "Back", text: "‹" });
  back.hidden = !trail.length;
  back.addEventListener("click", () => choose(trail.pop(), true, false));
  const close = make("button", { type: "button", "aria-label": "Close", title: "Close (Escape)", text: "×" });
  close.addEventListener("click", () => choose({}));
  panel.replaceChildren(make("div", { className: "bar" }, back, close), ...view);
  panel.scrollTop = 0;
}

// Choose a node, an edge or nothing. `walk` moves the view to it and the keyboard into the panel.
function choose({ node = null, edge = null }, walk = false, remember = true) {
  if (remember && (focus.node ?? focus.edge) !== null && (node ?? edge) !== null) trail.push({ node: focus.node, edge: focus.edge });
  if ((node ?? edge) === null) trail.length = 0;
  if (node !== null && !nodes[node].shown) reveal(nodes[node]);
  Object.assign(focus, { node, edge });
  const ties = lit()?.facts.map((fact) => fact.id) ?? []; // selected, so that they wear the accent
  network.setSelection({ nodes: node !== null ? [node] : [], edges: ties }, { highlightEdges: false });
  show();
  if (walk && node !== null) {
    bring(node);
    panel.focus({ preventScroll: true });
  }
  network.redraw();
}

// Move the view to a node, between legend and panel rather than under them.
function bring(id) {
  const taken = room();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || nodes.length > 2000;
  network.moveTo({
    position: network.getPosition(id), scale: Math.min(1.6, Math.max(network.getScale(), 0.75)),
    offset: { x: (taken.left - taken.right) / 2, y: -taken.bottom / 2 },
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}
