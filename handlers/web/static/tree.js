// Finding goals in a tree: what matches is shown with all above it unfolded and all below it at hand.

const field = document.querySelector("#find");
const trees = document.querySelectorAll(".tree");
const none = document.querySelector("#find-none");
const folded = new Map([...document.querySelectorAll(".tree details")].map((each) => [each, each.open]));

const own = (node) => {
  const line = node.matches("details") ? node.querySelector(":scope > summary") : node;
  return `${line.textContent} ${node.dataset.foundBy ?? ""}`.toLowerCase();
};
const below = (node) => node.querySelectorAll(":scope > details, :scope > .leaf");

/** Whether something of this branch is to be seen; `within` says that what stands above it matches. */
function show(node, words, within) {
  const text = own(node);
  const matches = words.every((word) => text.includes(word));
  const seen = [...below(node)].map((each) => show(each, words, within || matches)).some(Boolean);
  node.hidden = !(matches || seen || within);
  if (node.matches("details")) node.open = words.length ? seen && !matches && !within : folded.get(node);
  return matches || seen;
}

function find() {
  const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...trees].flatMap((tree) => [...below(tree)].map((each) => show(each, words, false)));
  none.hidden = found.some(Boolean);
}

if (trees.length) {
  field.closest("label").hidden = false;
  field.addEventListener("input", find);
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "/" && !pressed.target.matches("input")) {
      pressed.preventDefault();
      field.focus();
    } else if (pressed.key === "Escape" && pressed.target === field) {
      field.value = "";
      find();
    }
  });
}
