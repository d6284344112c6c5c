// A paper: its button that prints, and the chapter that is being read marked in the list.

const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());

const links = new Map([...document.querySelectorAll(".chapters a")].map((link) => [link.hash.slice(1), link]));
const reached = new Set();

function mark() {
  const now = [...links.keys()].filter((id) => reached.has(id))[0];
  for (const [id, link] of links) {
    if (id !== now) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      const list = link.closest("ol");
      list.scrollTo({ left: link.offsetLeft - list.clientWidth / 3, behavior: "smooth" });
    }
  }
}

const watching = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) reached[isIntersecting ? "add" : "delete"](target.id);
  if (reached.size) mark();
}, { rootMargin: "-20% 0px -60% 0px" });

for (const id of links.keys()) watching.observe(document.getElementById(id));
