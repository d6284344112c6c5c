// Sends what the person did, one thing after the other, until it is taken. Every try of the same thing carries the
// same key, so a repetition after a lost answer changes nothing.

const page = document.body.dataset;
const LONGEST_WAIT = 15;
let last = Promise.resolve();

const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener("online", resolve, { once: true });
  });

// What came back, or null if nobody answered: no network, or the server asks to come again.
async function attempt(path, options) {
  try {
    const response = await fetch(page.base + path, {
      ...options,
      headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang, ...options?.headers },
      signal: AbortSignal.timeout(20000),
    });
    if ([502, 503, 504].includes(response.status)) return null;
    if (response.status === 401) document.dispatchEvent(new Event("session-over"));
    if (response.ok) return { ok: true, ...(await response.json()) };
    return { ...(await response.json().catch(() => ({}))), ok: false };
  } catch {
    return null;
  }
}

async function untilAnswered(path, options) {
  for (let seconds = 1; ; seconds = Math.min(seconds * 2, LONGEST_WAIT)) {
    const answer = await attempt(path, options);
    for (const waiting of document.querySelectorAll("[data-waiting]")) waiting.hidden = answer !== null;
    if (answer) return answer;
    await pause(seconds);
  }
}

/** Send something; resolves when the server has said yes or no, however long that takes. */
export function send(path, what) {
  const options = {
    method: "POST",
    body: JSON.stringify({ key: key(), ...what }),
    headers: { "Content-Type": "application/json", "X-Rapport-Token": page.token },
  };
  last = last.then(() => untilAnswered(path, options));
  return last;
}

/** Read something that a person waits for. */
export const read = (path, facts) => untilAnswered(`${path}?${new URLSearchParams(facts)}`);

/** Read something that the next key press makes stale; null if it could not be had. */
export const glance = (path, facts) => attempt(`${path}?${new URLSearchParams(facts)}`);
