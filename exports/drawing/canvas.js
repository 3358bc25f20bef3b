// The drawing itself: data, colours, vis-network, and a layer of labels that never lie over each other.

const drawing = JSON.parse(document.getElementById("drawing").textContent);
const detail = drawing.detail;
const kinds = detail.kinds;
const kindNumber = new Map(kinds.map((kind, i) => [kind.name, i]));
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const box = document.getElementById("graph");

const nodes = drawing.nodes.map((node, i) => ({
  ...detail.nodes[i], id: i, label: node.label, kind: kindNumber.get(node.group), x: node.x, y: node.y, size: node.size,
  edges: [], shown: true, lines: null, full: null, widths: new Map(),
}));
const edges = drawing.edges.map((edge, i) => {
  const fact = { id: i, from: edge.from, to: edge.to, relation: edge.relation, quotes: detail.facts[i], shown: true };
  nodes[edge.from].edges.push(fact);
  if (edge.to !== edge.from) nodes[edge.to].edges.push(fact);
  return fact;
});
// the best connected are labelled first
const ranked = nodes.slice().sort((a, b) => b.size - a.size || a.id - b.id);

const shape = new Map(kinds.map((kind, i) => {
  const path = new Path2D();
  if (kind.outline.length) {
    kind.outline.forEach(([x, y], j) => (j ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
  } else path.arc(0, 0, 1, 0, 2 * Math.PI);
  return [i, path];
}));

const theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "soft", "line", "accent"]) theme[name] = style.getPropertyValue(`--${name}`).trim();
  theme.dark = document.documentElement.classList.contains("dark");
}
const colour = (kind) => (theme.dark ? kinds[kind].dark : kinds[kind].light);

// Seen from afar, nodes shrink less than the distances between them, so that a large graph does not fade to dust.
const sizeOf = (node) => node.size * Math.min(2.5, Math.max(1, network.getScale() ** -0.45));

function drawNode({ ctx, id, x, y, state }) {
  const node = nodes[id], size = sizeOf(node);
  return {
    drawNode() {
      ctx.translate(x, y);
      ctx.scale(size, size);
      ctx.lineJoin = "round";
      const chosen = state.selected || state.hover;
      ctx.lineWidth = (chosen ? 7 : 3) / size;
      ctx.strokeStyle = chosen ? theme.accent : theme.ground; // a rim that keeps a node apart from what lies under it
      if (chosen || size * network.getScale() > 4) ctx.stroke(shape.get(node.kind));
      if (chosen) {
        ctx.lineWidth = 3 / size;
        ctx.strokeStyle = theme.ground;
        ctx.stroke(shape.get(node.kind));
      }
      ctx.fillStyle = colour(node.kind);
      ctx.fill(shape.get(node.kind));
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

const edgeColour = () => ({ color: theme.line, highlight: theme.accent, hover: theme.accent, opacity: edges.length > 2000 ? 0.55 : 0.8 });
readTheme();
const points = new vis.DataSet(nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size })));
const lines = new vis.DataSet(drawing.edges.map(({ id, from, to, smooth }) => (smooth ? { id, from, to, smooth } : { id, from, to })));
const network = new vis.Network(box, { nodes: points, edges: lines }, {
  ...drawing.options,
  nodes: { shape: "custom", ctxRenderer: drawNode },
  edges: { ...drawing.options.edges, width: 1.2, hoverWidth: 0.8, selectionWidth: 1.2, color: edgeColour() },
});

// What is pointed at and what is chosen: a node, an edge, or nothing.
const focus = { node: null, edge: null, overNode: null, overEdge: null };

function lit() {
  if (focus.node !== null) {
    const facts = nodes[focus.node].edges.filter((fact) => fact.shown);
    return { facts, ids: new Set([focus.node, ...facts.flatMap((fact) => [fact.from, fact.to])]) };
  }
  if (focus.edge !== null) {
    const fact = edges[focus.edge];
    return { facts: [fact], ids: new Set([fact.from, fact.to]) };
  }
  return null;
}

network.on("afterDrawing", (ctx) => {
  const light = lit();
  const body = network.body;
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  if (light) {
    // a veil over everything, and what belongs to the choice once more above it
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 0.82;
    ctx.fillStyle = theme.ground;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
    for (const fact of light.facts) {
      body.edges[fact.id].draw(ctx);
      body.edges[fact.id].drawArrows(ctx);
    }
    for (const id of light.ids) if (nodes[id].shown) body.nodes[id].draw(ctx);
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawLabels(ctx, light);
  ctx.restore();
});

// Places taken on the screen, kept in squares so that a look-up touches only neighbours.
function occupancy() {
  const side = 48;
  const squares = new Map();
  const keys = (r) => {
    const found = [];
    for (let i = Math.floor(r.left / side); i <= Math.floor(r.right / side); i++)
      for (let j = Math.floor(r.top / side); j <= Math.floor(r.bottom / side); j++) found.push(i * 4096 + j);
    return found;
  };
  return {
    free: (r) => keys(r).every((key) => (squares.get(key) ?? []).every(
      (o) => o.owner === r.owner || o.right <= r.left || o.left >= r.right || o.bottom <= r.top || o.top >= r.bottom)),
    take(r) {
      for (const key of keys(r)) squares.has(key) ? squares.get(key).push(r) : squares.set(key, [r]);
    },
  };
}

function wrapped(text, width, most) {
  const rows = [];
  let rest = text.slice(0, 4 * width * most).replace(/\s+/g, " ").trim();
  // even lines rather than a full one and a leftover word
  width = Math.min(width, Math.floor(rest.length / Math.max(1, Math.ceil(rest.length / (width + 3)))) + 4);
  while (rest && rows.length < most) {
    if (rest.length <= width + 3) { rows.push(rest); return rows; }
    let cut = rest.lastIndexOf(" ", width);
    if (cut < width / 3) cut = width;
    rows.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest) rows[rows.length - 1] = rows.at(-1).replace(/[ ,.;:–-]+$/, "") + "…";
  return rows;
}

function textWidth(ctx, owner, text) {
  const key = ctx.font + text;
  if (!owner.has(key)) owner.set(key, ctx.measureText(text).width);
  return owner.get(key);
}

function drawLabels(ctx, light) {
  const scale = network.getScale(), middle = network.getViewPosition();
  const width = box.clientWidth, height = box.clientHeight;
  const toScreen = ({ x, y }) => ({ x: (x - middle.x) * scale + width / 2, y: (y - middle.y) * scale + height / 2 });
  const taken = occupancy(), discs = occupancy(); // labels and names of relations; nodes
  const pointed = focus.overNode !== null ? nodes[focus.overNode] : null;
  const first = [pointed, focus.node !== null ? nodes[focus.node] : null].filter(Boolean);
  const list = [...new Set([...first, ...ranked])].filter(
    (node) => node.shown && (!light || light.ids.has(node.id) || node === pointed));
  const seen = [];
  for (const node of list) {
    const at = toScreen(network.body.nodes[node.id]);
    const r = sizeOf(node) * scale;
    if (at.x < -120 || at.x > width + 120 || at.y < -40 || at.y > height + 40) continue;
    seen.push({ node, at, r });
  }
  if (seen.length < 1500) // so that no label hides a node
    for (const { node, at, r } of seen) discs.take({ left: at.x - r, right: at.x + r, top: at.y - r, bottom: at.y + r, owner: node.id });
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  const facts = light ? light.facts : edges.length <= 150 || scale > (edges.length > 3000 ? 1.2 : 0.8) ? edges : [];
  if (light) labelEdges(ctx, facts, toScreen, scale, [taken, discs], true);
  let drawn = 0;
  for (const { node, at, r } of seen) {
    const must = first.includes(node);
    if (!must && (drawn > 350 || (r < 2 && drawn > 60))) continue;
    const size = Math.round(10.5 + Math.min(4, node.size / 7) * Math.min(1.1, Math.max(0.6, scale)));
    const big = node.size > 16 || must;
    ctx.font = `${big ? 600 : 400} ${size}px ${FONT}`;
    const rows = must ? (node.full ??= wrapped(node.label, 30, 4)) : (node.lines ??= wrapped(node.label, 22, 2));
    const w = Math.max(...rows.map((row) => textWidth(ctx, node.widths, row)));
    const h = rows.length * (size + 2);
    const gap = r + 3;
    const side = gap * 0.75;
    const spots = [[-w / 2, gap], [-w / 2, -gap - h], [gap + 2, -h / 2], [-gap - 2 - w, -h / 2],
      [side, side], [-side - w, side], [side, -side - h], [-side - w, -side - h]].map(([dx, dy]) => ({
      left: at.x + dx - 2, right: at.x + dx + w + 2, top: at.y + dy - 1, bottom: at.y + dy + h + 1, owner: node.id }));
    const open = spots.filter(taken.free);
    // a hub is named even where its name covers small nodes, and in a small graph so is everything
    const spot = open.find(discs.free) ?? (node.size > 16 || nodes.length <= 80 || must ? open[0] : null) ?? (must ? spots[0] : null);
    if (!spot) continue;
    taken.take({ ...spot, owner: -1 });
    drawn++;
    ctx.textAlign = "center";
    write(ctx, rows, (spot.left + spot.right) / 2, spot.top + 1 + (size + 2) / 2, size + 2, theme.ink);
  }
  if (!light) labelEdges(ctx, facts, toScreen, scale, [taken, discs], false);
}

function write(ctx, rows, x, y, step, ink) {
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = theme.ground;
  ctx.fillStyle = ink;
  rows.forEach((row, i) => ctx.strokeText(row, x, y + i * step));
  rows.forEach((row, i) => ctx.fillText(row, x, y + i * step));
}

const relationWidths = new Map();

// Names of relations stand along their edges, wherever an edge is long enough on the screen and nothing is in the way.
function labelEdges(ctx, facts, toScreen, scale, [taken, discs], wanted) {
  ctx.font = `400 10.5px ${FONT}`;
  ctx.textAlign = "center";
  let drawn = 0;
  const over = focus.overEdge;
  for (const fact of over !== null && edges[over].shown ? [edges[over], ...facts] : facts) {
    if (!fact.shown || drawn > 200) continue;
    const from = network.body.nodes[fact.from], to = network.body.nodes[fact.to];
    const a = toScreen(from), b = toScreen(to);
    const text = detail.relations[fact.relation][0];
    const w = textWidth(ctx, relationWidths, text);
    const room = Math.hypot(b.x - a.x, b.y - a.y) - (sizeOf(nodes[fact.from]) + sizeOf(nodes[fact.to])) * scale;
    const must = fact.id === over || fact.id === focus.edge;
    if (!must && (room < w + 14 || scale < 0.3)) continue;
    let angle = Math.atan2(b.y - a.y, b.x - a.x);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    for (const t of must ? [0.5] : [0.5, 0.4, 0.6]) {
      const at = toScreen(network.body.edges[fact.id].edgeType.getPoint(t));
      if (at.x < 0 || at.x > box.clientWidth || at.y < 0 || at.y > box.clientHeight) continue;
      const beads = [];
      const count = Math.ceil(w / 10);
      for (let i = 0; i <= count; i++) {
        const d = (i / count - 0.5) * w;
        const x = at.x + d * Math.cos(angle), y = at.y + d * Math.sin(angle);
        beads.push({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6, owner: -2 - fact.id });
      }
      if (!must && !beads.every((bead) => taken.free(bead) && discs.free(bead))) continue;
      beads.forEach(taken.take);
      drawn++;
      ctx.save();
      ctx.translate(at.x, at.y);
      ctx.rotate(angle);
      write(ctx, [text], 0, 0, 12, wanted || must ? theme.accent : theme.soft);
      ctx.restore();
      break;
    }
  }
}
