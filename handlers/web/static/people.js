// Finding a person by typing: a combobox with a list (WAI-ARIA Authoring Practices, "Editable Combobox With List").

import { glance } from "./send.js";

const TYPING = 150;

/** Bring every person field of a form to life. */
export function people(form) {
  for (const box of form.querySelectorAll("[data-person]")) combobox(form, box);
}

function combobox(form, box) {
  const [input, value] = box.querySelectorAll("input");
  const list = box.querySelector("ul");
  let timer;
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    if (!option?.dataset.value) return;
    input.value = option.textContent;
    value.value = option.dataset.value;
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const move = (step) => {
    const options = [...list.querySelectorAll("[data-value]")];
    if (!options.length) return;
    active = (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length;
    for (const [n, option] of options.entries()) option.setAttribute("aria-selected", String(n === active));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const offer = (options) => {
    list.replaceChildren(...options.map((option, n) => item(list, option, n)));
    if (!options.length) list.append(nobody());
    list.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
    list.scrollIntoView({ block: "nearest" });
  };

  const look = async () => {
    const text = input.value.trim();
    const { delivery, form: name } = form.dataset;
    const answer = await glance("/options", { delivery, form: name, field: box.dataset.person, text });
    if (answer?.ok && input.value.trim() === text && document.activeElement === input) offer(answer.options);
  };

  const keys = {
    ArrowDown: () => (list.hidden ? look() : move(1)),
    ArrowUp: () => move(-1),
    Enter: () => choose(list.querySelector("[aria-selected=true]")),
    Escape: close,
  };

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    value.value = "";
    clearTimeout(timer);
    timer = setTimeout(look, TYPING);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return;
    if (list.hidden && event.key !== "ArrowDown") return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(event.target.closest("[data-value]"));
  });
}

function item(list, option, n) {
  const line = document.createElement("li");
  line.id = `${list.id}-${n}`;
  line.role = "option";
  line.dataset.value = option.value;
  line.textContent = option.label;
  line.setAttribute("aria-selected", "false");
  return line;
}

function nobody() {
  const line = document.createElement("li");
  line.className = "nobody";
  line.role = "option";
  line.setAttribute("aria-disabled", "true");
  line.textContent = document.getElementById("no-options").textContent;
  return line;
}
