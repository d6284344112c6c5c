// The feed: messages as they come, edited ones in their place, and what the composer is listening for.

const page = document.body.dataset;
const feed = document.getElementById("feed");
const newer = document.getElementById("newer");
const SILENCE = 40000; // The server gives a sign of life every 15 s.
const taps = new Set(); // What was tapped and is not answered yet, to be marked again on a card that changes meanwhile.

let seen = Number(page.last);
let atEnd = true; // Whoever reads the latest stays there, also when a keyboard comes up or a card grows.
let source;
let alarm;

const nearEnd = () => feed.scrollHeight - feed.scrollTop - feed.clientHeight < 160;
const find = (article, tap) =>
  [...article.querySelectorAll("[data-button]")].find((each) => each.dataset.button === tap.button && each.dataset.value === tap.value);

function mark(button) {
  button.setAttribute("aria-busy", "true");
  const group = button.closest(".chips");
  if (!group || button.dataset.opens) return;
  for (const each of group.children) {
    each.classList.toggle("chosen", each === button);
    each.setAttribute("aria-pressed", String(each === button));
  }
}

/** Show at once what was tapped; gives the function that ends it, with whether it was taken. */
export function tapped(button) {
  const article = button.closest(".message");
  const group = button.closest(".chips");
  const before = group && [...group.children].map((each) => [each, each.className, each.getAttribute("aria-pressed")]);
  const tap = { message: article.id, button: button.dataset.button, value: button.dataset.value };
  taps.add(tap);
  mark(button);
  return (taken) => {
    setTimeout(() => {
      taps.delete(tap);
      button.removeAttribute("aria-busy");
      for (const [each, classes, pressed] of before ?? []) {
        each.className = classes;
        if (pressed === null) each.removeAttribute("aria-pressed");
        else each.setAttribute("aria-pressed", pressed);
      }
    }, taken ? 2500 : 0); // A card that was taken comes changed; until it does, the tap stays marked.
  };
}

/** Put the person's own words on the page before the server has them; gives the article. */
export function pending(text) {
  const article = document.getElementById("pending").content.firstElementChild.cloneNode(true);
  article.querySelector(".verbatim").textContent = text;
  feed.append(article);
  feed.querySelector(".empty").hidden = true;
  show(article);
  return article;
}

function show(article) {
  const tall = article.offsetHeight > feed.clientHeight - 40;
  article.scrollIntoView({ block: tall ? "start" : "end" });
}

function scrolled() {
  atEnd = nearEnd();
  if (atEnd) newer.hidden = true;
}

function divide(article) {
  let before = article.previousElementSibling;
  while (before && !before.dataset.day) before = before.previousElementSibling;
  if (before?.dataset.day === article.dataset.day) return;
  const day = document.createElement("p");
  day.className = "day";
  day.textContent = article.dataset.day;
  article.before(day);
}

function replace(old, article) {
  const stay = atEnd && !old.nextElementSibling;
  const focused = old.contains(document.activeElement) && document.activeElement.dataset;
  old.replaceWith(article);
  for (const tap of taps) {
    const button = tap.message === article.id && find(article, tap);
    if (button) mark(button);
  }
  article.classList.add("changed");
  if (stay) feed.scrollTop = feed.scrollHeight;
  if (focused) (find(article, focused) ?? article).focus({ preventScroll: true });
}

function append(article) {
  const stay = !nearEnd() && !article.classList.contains("by-person");
  const words = article.querySelector(".bubble")?.textContent;
  const same = [...feed.querySelectorAll(".pending")].find((each) => each.querySelector(".bubble").textContent === words);
  if (same) same.replaceWith(article);
  else feed.insertBefore(article, feed.querySelector(".pending"));
  divide(article);
  article.classList.add("arrived");
  feed.querySelector(".empty").hidden = true;
  if (stay) newer.hidden = false;
  else show(article);
}

function take(event) {
  const box = document.createElement("template");
  box.innerHTML = event.data;
  const article = box.content.querySelector(".message");
  const old = document.getElementById(article.id);
  seen = Math.max(seen, Number(article.dataset.seq));
  if (old && Number(old.dataset.seq) >= Number(article.dataset.seq)) return;
  if (old) replace(old, article);
  else append(article);
  listen();
}

function listen() {
  const asking = [...feed.querySelectorAll("[data-asks]")].at(-1);
  const say = document.getElementById("say");
  const listening = document.getElementById("listening");
  const topic = listening.querySelector(".topic");
  listening.hidden = !asking?.dataset.asks;
  say.placeholder = asking ? say.dataset.hintListening : say.dataset.hint;
  if (!asking) return;
  topic.textContent = asking.dataset.asks;
  topic.href = `#${asking.id}`;
}

function connect() {
  source?.close();
  source = new EventSource(`${page.base}/stream?after=${seen}`);
  source.addEventListener("message", take);
  source.addEventListener("reload", () => location.reload());
  source.addEventListener("over", () => {
    source.close();
    clearTimeout(alarm);
    document.dispatchEvent(new Event("session-over"));
  });
  for (const sign of ["open", "message", "life"]) source.addEventListener(sign, watch);
  watch();
}

// A connection that went dead without saying so is made anew.
function watch() {
  clearTimeout(alarm);
  alarm = setTimeout(connect, SILENCE);
}

/** Begin: scroll to the latest message and follow what comes. */
export function follow() {
  const articles = feed.querySelectorAll(".message");
  for (const article of articles) divide(article);
  feed.scrollTop = feed.scrollHeight;
  if (articles.length) show(articles[articles.length - 1]);
  feed.addEventListener("scroll", scrolled, { passive: true });
  new ResizeObserver(() => atEnd && (feed.scrollTop = feed.scrollHeight)).observe(feed);
  newer.addEventListener("click", () => feed.scrollTo({ top: feed.scrollHeight }));
  addEventListener("online", connect);
  listen();
  connect();
}
