// The demonstration: the company's clock, two phones, and what happens.

const page = document.body.dataset;
const language = document.documentElement.lang;
const locale = language === "en" ? "en-GB" : language; // as the cards write their days
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
const next = document.getElementById("next");
const storyOver = document.getElementById("story-over");
const happenings = document.getElementById("happenings");
const EVERY = 3000;

const shape = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const written = (iso, more) => new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone, ...more }).format(new Date(iso));
const at = (iso, more = {}) => written(iso, more).replace(/日(?=周)/, "日 "); // a space before the weekday, as on the cards
const named = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" });
const zoneAt = (iso) => named.formatToParts(new Date(iso)).find((part) => part.type === "timeZoneName").value; // the visitor's own, by its name
const options = (facts) => ({ headers: { Accept: "application/json", "Accept-Language": language }, ...facts });

let moving = false;
let shown = "";

function showClock() {
  const now = document.getElementById("now");
  now.dateTime = page.now;
  now.textContent = `${at(page.now)} ${zoneAt(page.now)}`;
  for (const there of document.querySelectorAll("[data-there]")) {
    const chosen = document.querySelector(`[data-choose="${there.dataset.there}"]`).selectedOptions[0];
    const { zone: theirs, place } = chosen.dataset;
    there.textContent = `${at(page.now, { timeZone: theirs, day: undefined, month: undefined })} · ${place}`;
  }
  if (moving) return;
  if (page.moving) now.setAttribute("aria-busy", "true");
  else now.removeAttribute("aria-busy");
  next.textContent = page.moving ? next.dataset.moving : page.next ? next.dataset.coming.replace("%", at(page.next)) : next.dataset.nothing;
}

function take(facts) {
  page.now = facts.now;
  page.next = facts.next;
  page.moving = facts.moving ? "yes" : "";
  const over = facts.told ? "" : storyOver.dataset.words;
  if (storyOver.textContent !== over) storyOver.textContent = over; // said once to whoever listens
  if (facts.happenings !== shown) {
    shown = facts.happenings;
    happenings.innerHTML = facts.happenings;
    for (const time of happenings.querySelectorAll("[data-local]")) time.textContent = at(time.dateTime, { day: undefined, month: undefined });
  }
  showClock();
}

async function look() {
  try {
    const response = await fetch(`/demo/now?language=${language}`, options());
    if (response.ok) take(await response.json());
  } catch {
    // The phones say themselves that there is no connection; the clock shows its last time until there is.
  }
  setTimeout(look, EVERY);
}

async function move(button) {
  if (moving) return;
  moving = true;
  button.setAttribute("aria-busy", "true");
  next.textContent = next.dataset.moving;
  const shown = [...document.querySelectorAll("[data-choose]")].map((select) => select.value);
  const body = JSON.stringify({ to: button.dataset.move, zone, shown });
  const headers = { ...options().headers, "Content-Type": "application/json" };
  const response = await fetch(`/demo/move?language=${language}`, { method: "POST", body, headers }).catch(() => null);
  moving = false;
  button.removeAttribute("aria-busy");
  if (response?.ok) take(await response.json());
  else next.textContent = next.dataset.failed;
}

function choose(select) {
  const side = select.dataset.choose;
  const chosen = select.selectedOptions[0];
  document.querySelector(`[data-side="${side}"]`).src = `${chosen.dataset.base}/`;
  document.querySelector(`[data-alone="${side}"]`).href = `${chosen.dataset.base}/`;
  document.querySelector(`#tab-${side} .tab-name`).textContent = chosen.textContent.split(" · ")[0];
  const address = new URL(location);
  address.searchParams.set(side, chosen.value);
  history.replaceState(null, "", address);
  showClock();
}

// Something came on a phone: it glows, and where one phone hides the other, its tab has a mark until it is seen.
function noticed(frame) {
  const phone = frame.closest(".phone");
  const tab = document.getElementById(`tab-${frame.dataset.side}`);
  if (tab.checkVisibility() && tab.getAttribute("aria-selected") !== "true") tab.querySelector(".mark-new").hidden = false;
  phone.classList.remove("news");
  void phone.offsetWidth; // begins the animation anew
  phone.classList.add("news");
}

function listenTo(frame) {
  frame.contentDocument?.addEventListener("news", () => noticed(frame));
}

function showTab(tab) {
  for (const each of document.querySelectorAll("[role=tab]")) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
    if (each === tab && each.querySelector(".mark-new")) each.querySelector(".mark-new").hidden = true;
    document.getElementById(each.getAttribute("aria-controls")).classList.toggle("front", each === tab);
  }
}

for (const button of document.querySelectorAll("[data-move]")) button.addEventListener("click", () => move(button));
for (const select of document.querySelectorAll("[data-choose]")) select.addEventListener("change", () => choose(select));

for (const frame of document.querySelectorAll("[data-side]")) {
  frame.addEventListener("load", () => listenTo(frame));
  listenTo(frame); // it may have come before us
}

const tabs = [...document.querySelectorAll("[role=tab]")];
for (const [n, tab] of tabs.entries()) {
  tab.addEventListener("click", () => showTab(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const other = tabs[(n + step + tabs.length) % tabs.length];
    showTab(other);
    other.focus();
  });
}

showTab(tabs[0]);
showClock();
look();
