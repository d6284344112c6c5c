// The page of a person: what is tapped, chosen and written goes out; what it opens comes up.

import { follow, pending, tapped } from "./feed.js";
import { read, send } from "./send.js";
import { closeable, confirmed, openSheet } from "./sheet.js";

const composer = document.getElementById("composer");
const say = document.getElementById("say");
const menu = document.getElementById("menu");
const toast = document.getElementById("toast");
const failed = document.getElementById("failed").textContent;
const draft = `said ${document.body.dataset.person}`;
let fading;

function tell(words) {
  clearTimeout(fading);
  toast.textContent = words;
  fading = setTimeout(() => (toast.textContent = ""), 3000 + words.length * 80);
}

function answered(answer) {
  if (answer.reload) return location.reload();
  if (answer.sheet) openSheet(answer.sheet);
  if (answer.hint) tell(answer.hint);
  else if (!answer.ok) tell(failed);
}

async function tap(button) {
  if (button.getAttribute("aria-busy") === "true") return;
  const { button: name, value, opens, confirm } = button.dataset;
  if (confirm && !(await confirmed(confirm, button.textContent.trim()))) return;
  const { delivery } = button.closest(".message").dataset;
  const end = tapped(button);
  const answer = await (opens ? read("/form", { delivery, form: opens }) : send("/act", { delivery, button: name, value }));
  end(answer.ok && !opens);
  answered(answer);
}

async function speak(text, command = false) {
  const article = pending(text);
  const answer = await send("/say", { text, command });
  if (answer.ok) article.querySelector(".fate").hidden = true;
  else article.remove();
  if (!answer.ok && !command && !say.value) write(text);
  answered(answer);
}

function write(text) {
  say.value = text;
  sessionStorage.setItem(draft, text);
  say.style.height = "auto";
  say.style.height = `${Math.min(say.scrollHeight, 160)}px`;
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = say.value.trim();
  if (!text) return;
  write("");
  speak(text);
});

say.addEventListener("input", () => write(say.value));
say.addEventListener("keydown", (event) => {
  // While Chinese is being composed, Enter belongs to the input method.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  composer.requestSubmit();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-button]");
  const command = event.target.closest("[data-command]");
  if (button) tap(button);
  if (command) {
    menu.close();
    speak(command.dataset.command, true);
  }
  if (event.target.closest("[data-sign-out]")) sessionStorage.clear();
});

document.getElementById("menu-button").addEventListener("click", () => menu.showModal());
document.querySelector("#listening .topic").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById(event.target.hash.slice(1))?.scrollIntoView({ block: "center" });
});
document.addEventListener("answered", (event) => answered(event.detail));
document.addEventListener("session-over", () => (document.getElementById("state-over").hidden = false));

closeable();
write(say.value || (sessionStorage.getItem(draft) ?? ""));
follow();
