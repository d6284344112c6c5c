// The feed: messages as they come, edited ones in their place, and what the composer is listening for.

const page = document.body.dataset;
const feed = document.getElementById("feed");
const newer = document.getElementById("newer");
const heard = document.getElementById("heard");
const SILENCE = 40000; // The server gives a sign of life every 15 s.
const OWN = 4000; // What changes so soon after the person did something comes of that, and is no news to them.
const PARTS = ".card > :not(.actions, .fields, .table, hr), .fields > div"; // What of a card can be news.
const taps = new Set(); // What was tapped and is not answered yet, to be marked again on a card that changes meanwhile.

let seen = Number(page.last);
let following = true; // Whoever has not scrolled away from the latest is taken along, also when a keyboard comes up.
let place; // What we scrolled to last: [article, part of it].
let ours = 0; // How many changes of the page may still scroll it, which is not the reader's doing.
const SHOWN = 10000; // So long the way to what has changed is offered; to what has arrived until it is seen.
let leaves; // What takes it away again.
let unseen; // The news that the chip leads to: [article, part of it].
let acted = -OWN;
let source;
let alarm;

const nearEnd = () => feed.scrollHeight - feed.scrollTop - feed.clientHeight < 160;
const find = (article, tap) =>
  [...article.querySelectorAll("[data-button]")].find((each) => each.dataset.button === tap.button && each.dataset.value === tap.value);

// Marks what was tapped; gives the function that takes the mark back.
function mark(button) {
  button.setAttribute("aria-busy", "true");
  const group = button.closest(".chips");
  const before = group && !button.dataset.opens ? [...group.children].map((each) => [each, each.className, each.getAttribute("aria-pressed")]) : [];
  for (const [each] of before) {
    each.classList.toggle("chosen", each === button);
    each.setAttribute("aria-pressed", String(each === button));
  }
  return () => {
    button.removeAttribute("aria-busy");
    for (const [each, classes, pressed] of before) {
      each.className = classes;
      if (pressed === null) each.removeAttribute("aria-pressed");
      else each.setAttribute("aria-pressed", pressed);
    }
  };
}

/** Show at once what was tapped; gives the function that ends it, with whether it was taken. */
export function tapped(button) {
  const article = button.closest(".message");
  const tap = { message: article.id, button: button.dataset.button, value: button.dataset.value, unmark: mark(button) };
  taps.add(tap);
  acted = performance.now();
  return (taken) => {
    tap.answered = true;
    const end = () => {
      taps.delete(tap);
      tap.unmark();
    };
    // A card that was taken comes changed; until it does, the tap stays marked. It may have come before the answer.
    if (taken && article.isConnected) setTimeout(end, 2500);
    else end();
  };
}

/** Put the person's own words on the page before the server has them; gives the article. */
export function pending(text) {
  const article = document.getElementById("pending").content.firstElementChild.cloneNode(true);
  article.querySelector(".verbatim").textContent = text;
  feed.append(article);
  feed.querySelector(".empty").hidden = true;
  acted = performance.now();
  show(article);
  return article;
}

/** Scroll to an article: all of it, or if it is too tall to what is new in it, else to where it begins. */
function show(article, part = article) {
  place = [article, part];
  const tall = article.offsetHeight > feed.clientHeight - 40;
  if (!tall) article.scrollIntoView({ block: article.nextElementSibling ? "nearest" : "end" });
  else if (part === article) article.scrollIntoView({ block: "start" });
  else part.scrollIntoView({ block: "center" });
  following = !article.nextElementSibling;
  settle();
  passed();
}

// A browser keeps in place what is read when something above it grows, and says so a frame later.
function settle() {
  ours += 1;
  requestAnimationFrame(() => requestAnimationFrame(() => (ours -= 1)));
}

function scrolled() {
  passed();
  if (ours) return;
  following = nearEnd();
  place = undefined;
}

function stay() {
  settle();
  if (following && place) show(...place);
  else if (following) feed.scrollTop = feed.scrollHeight;
}

function inSight(part) {
  const [box, frame] = [part.getBoundingClientRect(), feed.getBoundingClientRect()];
  return box.height > 0 && box.top < frame.bottom - 48 && box.bottom > frame.top + 24;
}

/** Offer the way to what is out of sight, above or below; what has arrived comes before what has changed. */
function offer(article, part, what) {
  if (!newer.hidden && newer.dataset.what === "arrived") return;
  newer.dataset.what = what;
  unseen = [article, part];
  const above = part.getBoundingClientRect().top < feed.getBoundingClientRect().top;
  newer.classList.toggle("above", above);
  newer.querySelector("span").textContent = newer.dataset[what];
  newer.hidden = false;
  clearTimeout(leaves);
  if (what === "changed") leaves = setTimeout(left, SHOWN);
}

function left() {
  newer.hidden = true;
  unseen = undefined;
}

function passed() {
  if (newer.hidden || !unseen || (unseen[1].isConnected && !inSight(unseen[1]))) return;
  newer.hidden = true;
  flash(unseen[1]);
  unseen = undefined;
}

function flash(part) {
  part.classList.remove("news");
  void part.offsetWidth; // begins the animation anew
  part.classList.add("news");
}

/** Tell whoever shows this page beside others that something came. */
const announce = () => document.dispatchEvent(new Event("news"));

function divide(article) {
  let before = article.previousElementSibling;
  while (before && !before.dataset.day) before = before.previousElementSibling;
  if (before?.dataset.day === article.dataset.day) return;
  const day = document.createElement("p");
  day.className = "day";
  day.textContent = article.dataset.day;
  article.before(day);
}

const said = (part) => (part.querySelector(".row-words") ?? part).textContent.trim();

function newIn(article, old) {
  const known = new Set([...old.querySelectorAll(PARTS)].map(said));
  return [...article.querySelectorAll(PARTS)].filter((part) => !known.has(said(part)));
}

function replace(old, article) {
  const latest = !old.nextElementSibling;
  const atEnd = nearEnd();
  const focused = old.contains(document.activeElement) && document.activeElement.dataset;
  const news = newIn(article, old);
  article.setAttribute("aria-live", "off"); // Of a card that changes, only what is new is read out.
  old.replaceWith(article);
  for (const tap of taps) {
    const button = tap.message === article.id && !tap.answered && find(article, tap);
    if (button) tap.unmark = mark(button);
  }
  article.classList.add("changed");
  if (place?.[0] === old) place = [article];
  if (unseen?.[0] === old) unseen = [article, article];
  if (focused) (find(article, focused) ?? article).focus({ preventScroll: true });
  if (latest && atEnd) feed.scrollTop = feed.scrollHeight;
  if (news.length) noticed(article, news, following && latest);
}

function noticed(article, news, follow) {
  const own = performance.now() - acted < OWN;
  for (const part of news) flash(part);
  if (!own) {
    heard.textContent = news.map(said).join(" ");
    announce();
  }
  if (news.some(inSight)) return;
  if (follow) show(article, news[0]);
  else if (!own) offer(article, news[0], "changed");
}

function append(article) {
  const own = article.classList.contains("by-person");
  const words = article.querySelector(".bubble")?.textContent;
  const same = [...feed.querySelectorAll(".pending")].find((each) => each.querySelector(".bubble").textContent === words);
  if (same) same.replaceWith(article);
  else feed.insertBefore(article, feed.querySelector(".pending"));
  divide(article);
  article.classList.add("arrived");
  feed.querySelector(".empty").hidden = true;
  if (!own) announce();
  if (own || following || nearEnd()) show(article);
  else offer(article, article, "arrived");
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
  settle();
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
  new ResizeObserver(stay).observe(feed);
  newer.addEventListener("click", () => {
    const [article, part] = unseen;
    show(article, part);
    article.focus({ preventScroll: true });
  });
  document.addEventListener("answered", () => (acted = performance.now()));
  addEventListener("online", connect);
  listen();
  connect();
}
