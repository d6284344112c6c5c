// Sheets: forms over the conversation. What was typed is kept until it is taken, also when the sheet is closed.

import { people } from "./people.js";
import { send } from "./send.js";

const sheet = document.getElementById("sheet");
const fine = matchMedia("(pointer: fine)");

const draftName = (form) => `draft ${document.body.dataset.person} ${form.dataset.delivery} ${form.dataset.form}`;
const fields = (form) => [...form.elements].filter((each) => each.name && each.tagName !== "FIELDSET");
const isTick = (each) => each.type === "radio" || each.type === "checkbox";

function valuesIn(form) {
  const values = {};
  for (const each of fields(form)) {
    if (isTick(each) && !each.checked) continue;
    (values[each.name] ??= []).push(each.value);
  }
  return values;
}

function put(form, values) {
  const taken = {};
  for (const each of fields(form)) {
    const given = values[each.name] ?? [];
    if (isTick(each)) each.checked = given.includes(each.value);
    else each.value = given[(taken[each.name] = (taken[each.name] ?? -1) + 1)] ?? "";
  }
  for (const box of form.querySelectorAll("[data-person]")) box.querySelector("input").value = values[`${box.dataset.person} shown`] ?? "";
}

function typedIn(form) {
  const values = valuesIn(form);
  for (const box of form.querySelectorAll("[data-person]")) values[`${box.dataset.person} shown`] = box.querySelector("input").value;
  return values;
}

// In the order of the form: what depends on something hidden is hidden too. "*" waits for any answer.
function showWhatApplies(form) {
  const values = valuesIn(form);
  for (const field of form.querySelectorAll("[data-shown-when]")) {
    const { shownWhen, shownFor } = field.dataset;
    const given = (values[shownWhen] ?? []).filter((text) => text.trim());
    const above = form.querySelector(`[data-field="${CSS.escape(shownWhen)}"]`);
    field.hidden = above?.hidden || !(shownFor === "*" ? given.length : given.includes(shownFor));
  }
}

function sayErrors(form, errors) {
  for (const error of form.querySelectorAll(".error")) error.hidden = true;
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const [name, words] of Object.entries(errors)) {
    const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const error = field?.querySelector(".error") ?? form.querySelector("[data-form-error]");
    error.textContent = words;
    error.hidden = false;
    for (const each of field?.querySelectorAll("input:not([type=hidden]), textarea, select") ?? []) each.setAttribute("aria-invalid", "true");
  }
  const wrong = form.querySelector("[aria-invalid]") ?? form.querySelector(".error:not([hidden])");
  wrong?.focus();
  wrong?.scrollIntoView({ block: "center" });
}

// A name that was typed but not chosen from the list would be lost without a word.
function unchosen(form) {
  const open = [...form.querySelectorAll("[data-person]")].filter((box) => {
    const [shown, value] = box.querySelectorAll("input");
    return shown.value.trim() && !value.value && !box.closest(".field").hidden;
  });
  return Object.fromEntries(open.map((box) => [box.dataset.person, document.getElementById("no-options").textContent]));
}

async function submit(form) {
  const missing = unchosen(form);
  if (Object.keys(missing).length) return sayErrors(form, missing);
  const shown = Object.entries(valuesIn(form)).filter(([name]) => !form.querySelector(`[data-field="${CSS.escape(name)}"]`)?.hidden);
  const values = Object.fromEntries(shown.map(([name, all]) => [name, all.filter((text) => text.trim())]));
  const { delivery, form: name, version } = form.dataset;
  form.setAttribute("aria-busy", "true");
  const answer = await send("/submit", { delivery, form: name, values, version: version ? Number(version) : null });
  form.removeAttribute("aria-busy");
  if (Object.keys(answer.errors ?? {}).length) return sayErrors(form, answer.errors);
  if (!answer.ok) return sayErrors(form, { "": answer.hint ?? document.getElementById("failed").textContent });
  sessionStorage.removeItem(draftName(form));
  sheet.close();
  document.dispatchEvent(new CustomEvent("answered", { detail: answer }));
}

function keepDraft(form, before) {
  const draft = form.querySelector(".draft");
  const kept = sessionStorage.getItem(draftName(form));
  if (kept && kept !== before) {
    put(form, JSON.parse(kept));
    draft.hidden = false;
  }
  form.querySelector("[data-start-over]").addEventListener("click", () => {
    put(form, JSON.parse(before));
    sessionStorage.removeItem(draftName(form));
    draft.hidden = true;
    showWhatApplies(form);
  });
  form.addEventListener("input", () => {
    sessionStorage.setItem(draftName(form), JSON.stringify(typedIn(form)));
    showWhatApplies(form);
  });
}

// Enter goes on to what comes next, as in a list; it shares at the button, or anywhere with Ctrl or Cmd held.
function onEnter(form, event) {
  // While Chinese is being composed, Enter belongs to the input method.
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const shares = event.ctrlKey || event.metaKey;
  if (!shares && event.target.matches(event.repeat ? "textarea" : "textarea, button")) return;
  event.preventDefault();
  if (event.repeat) return; // held down, it would run through the form and share it
  if (shares) form.requestSubmit();
  else nextStop(form, event.target)?.focus();
}

function nextStop(form, from) {
  const all = [...form.elements];
  const isStop = (each) => each.checkVisibility() && each.tagName !== "FIELDSET" && !("close" in each.dataset);
  const next = all.slice(all.indexOf(from) + 1).find((each) => isStop(each) && !(isTick(from) && each.name === from.name));
  return next?.type === "radio" ? (all.find((each) => each.name === next.name && each.checked) ?? next) : next;
}

/** Open a form that the server has drawn. */
export function openSheet(html) {
  sheet.innerHTML = html;
  const form = sheet.querySelector("form");
  people(form);
  keepDraft(form, JSON.stringify(typedIn(form)));
  showWhatApplies(form);
  form.addEventListener("keydown", (event) => onEnter(form, event));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") submit(form);
  });
  if (!sheet.open) sheet.showModal();
  // On a phone the first field would bring up the keyboard over the question.
  const first = fields(form).find((each) => each.type !== "hidden" && (!isTick(each) || each.checked)) ?? fields(form)[0];
  if (fine.matches) first?.focus();
  sheet.querySelector(".form-body").scrollTop = 0;
}

/** Ask before something that cannot be undone; resolves to whether the person agreed. */
export function confirmed(words, label) {
  const dialog = document.getElementById("confirm");
  document.getElementById("confirm-words").textContent = words;
  document.getElementById("confirm-yes").textContent = label;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

/** Every dialog closes by its buttons and by a tap beside it. */
export function closeable() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
  }
}
