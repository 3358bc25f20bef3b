// The search box: names without case and accents; Enter walks through the matches.

const query = document.getElementById("query"), found = document.getElementById("found");
const MATCHES_SHOWN = 50;
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
let names = null; // folded once, when first needed
let matches = [], active = -1;

function search() {
  names ??= nodes.map((node) => [node.label, ...node.aliases].map(folded));
  const sought = folded(query.value);
  const rank = (forms) => Math.min(...forms.map((form) => {
    const at = form.indexOf(sought);
    return at < 0 ? 9 : form === sought ? 0 : at === 0 ? 1 : form[at - 1] === " " ? 2 : 3;
  }));
  matches = !sought ? [] : ranked.map((node) => ({ node, rank: rank(names[node.id]) }))
    .filter((match) => match.rank < 9).sort((a, b) => a.rank - b.rank).map((match) => match.node);
  active = -1;
  const rows = matches.slice(0, MATCHES_SHOWN).map((node, i) => {
    const row = make("li", { role: "option", id: `found-${i}`, "aria-selected": "false" }, icon(node.kind),
      make("span", { text: node.label }), make("small", { text: kindName(node.kind) }));
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the keyboard
    row.addEventListener("click", () => { mark(i); pick(); close(); });
    return row;
  });
  if (sought && !rows.length) rows.push(make("li", { className: "note", text: "No name holds these letters." }));
  if (matches.length > rows.length) rows.push(make("li", { className: "note", text: `and ${matches.length - rows.length} more` }));
  found.replaceChildren(...rows);
  open(Boolean(sought));
}

function open(yes) {
  found.hidden = !yes;
  query.setAttribute("aria-expanded", String(yes));
  if (!yes) query.removeAttribute("aria-activedescendant");
}
const close = () => open(false);

function mark(i) {
  active = i;
  [...found.children].forEach((row, j) => row.role === "option" && row.setAttribute("aria-selected", String(j === i)));
  const row = found.children[i];
  row?.scrollIntoView({ block: "nearest" });
  if (row) query.setAttribute("aria-activedescendant", row.id);
}

function pick() {
  choose({ node: matches[active].id });
  bring(matches[active].id);
}

query.addEventListener("input", search);
query.addEventListener("focus", () => query.value && found.hidden && search());
query.addEventListener("blur", close);
query.addEventListener("keydown", (event) => {
  const last = Math.min(matches.length, MATCHES_SHOWN);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) open(last > 0);
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (last) mark(active < 0 ? (step > 0 ? 0 : last - 1) : (active + step + last) % last);
    query.dataset.moved = "yes";
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!last) return;
    // after an arrow key: the row it stands on; else the next one, round and round
    if (!query.dataset.moved) mark((active + (event.shiftKey ? last - 1 : 1)) % last);
    delete query.dataset.moved;
    pick();
    close(); // the panel stands below; the matches stay, so that Enter goes on to the next
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (found.hidden) query.blur();
    query.value = "";
    search();
  }
});
