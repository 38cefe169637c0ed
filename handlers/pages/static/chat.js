// Makes the chat page nicer where JavaScript is there. Everything works without it; nothing here knows the dialogue.
"use strict";

const LOOK_EVERY_MS = 8000;
const LOCATION_LIMIT_MS = 15000;
const SEND_LIMIT_MS = 20000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60000;
// The service remembers what it took for longer than this, so that nothing is taken twice.
const KEPT_MS = 24 * 60 * 60 * 1000;
const form = document.getElementById("talk");
// The chat in a frame of another site is another conversation.
const KEPT_AS = `forumsbote.unsent ${form && form.getAttribute("action")}`;
const text = document.getElementById("f-text");
const share = document.getElementById("share");
const offline = document.getElementById("offline");
const status = document.getElementById("status");
const sendButton = form && form.querySelector(".line button");
let busy = false;
let current = null;
let waiting = null;
let unsent = null;
let pause = 0;

function log() {
  return document.getElementById("log");
}

/** Put in what is new, take away buttons that are no longer good; lines that stay are not touched, so they are not read out again. */
function takeOver(newLog) {
  const old = log();
  const added = [];
  for (const line of [...newLog.children]) {
    const shown = document.getElementById(line.id);
    if (!shown) {
      added.push(old.appendChild(document.adoptNode(line)));
    } else {
      takeOverKeys(shown, line);
    }
  }
  old.dataset.latest = newLog.dataset.latest;
  return added;
}

function takeOverKeys(shown, line) {
  const before = shown.querySelector(".keys");
  const now = line.querySelector(".keys");
  if (before && !now) {
    before.remove();
  } else if (before && before.innerHTML !== now.innerHTML) {
    before.replaceWith(document.adoptNode(now));
  }
}

/** Who reads further up is left in peace. */
function isAtEnd() {
  return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 150;
}

function toEnd() {
  window.scrollTo(0, document.documentElement.scrollHeight);
}

/** Show the end, but not past the beginning of what is new: a long answer is read from its top. */
function toAnswer(added) {
  toEnd();
  if (added.length > 0 && added[0].getBoundingClientRect().top < 0) {
    added[0].scrollIntoView();
  }
}

/** Show the answered page: new lines, a new page number, and what is wrong, if anything is. */
function showPage(words, act) {
  const page = new DOMParser().parseFromString(words, "text/html");
  const newLog = page.getElementById("log");
  if (!newLog) {
    keep(act, 0);
    window.location.assign(form.action);
    return;
  }
  if (page.documentElement.dataset.form !== document.documentElement.dataset.form) {
    window.location.reload();
    return;
  }
  const refused = page.getElementById("errors") !== null;
  document.getElementById("errors-here").replaceChildren(...page.getElementById("errors-here").childNodes);
  form.elements.page.value = page.querySelector("#talk [name=page]").value;
  const atEnd = isAtEnd();
  const added = takeOver(newLog);
  if (refused) {
    document.getElementById("errors").focus();
    return;
  }
  if (text.value === act.typed) {
    text.value = "";
  }
  if (!act.again) {
    document.querySelector(".menu").open = false;
    toAnswer(added);
    moveFocus(added, act);
  } else if (atEnd) {
    toAnswer(added);
  }
}

/** The pressed button is gone: go to who spoke and when, not to the words, for the log reads these out already. */
function moveFocus(added, act) {
  const answer = added.find((line) => line.classList.contains("ours"));
  const target = act.typed === null && answer ? answer.querySelector(".who") : text;
  target.focus({ preventScroll: true });
}

function setBusy(now) {
  busy = now;
  form.setAttribute("aria-busy", String(now));
  if (!unsent) {
    status.textContent = now ? status.dataset.sending : "";
  }
}

/** Take what was pressed while the last was under way; a second press of the same is a double click and counts once. */
function goOn() {
  const next = waiting;
  waiting = null;
  current = null;
  if (next && next.isConnected) {
    void start(next);
  }
}

async function start(submitter) {
  current = submitter;
  await (submitter === share ? sendLocation() : send(submitter));
  goOn();
}

/** What was typed, pressed or shared, with the number of its page: sent once more it is the same, and is taken once. */
function actOf(submitter) {
  const typed = submitter === sendButton ? text.value : null;
  if (typed !== null && unsent && unsent.typed === typed) {
    return unsent;
  }
  return { body: new URLSearchParams(new FormData(form, submitter)).toString(), typed, tries: 0, again: false };
}

async function send(submitter) {
  const act = actOf(submitter);
  act.again = false;
  if (unsent && unsent !== act && unsent.typed === null) {
    // What was pressed first is said first, or the next words would be said to another question.
    unsent.again = true;
    await post(unsent);
  }
  await post(act);
}

async function post(act) {
  window.clearTimeout(pause);
  keep(act, Date.now());
  setBusy(true);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(act.body),
      signal: AbortSignal.timeout(SEND_LIMIT_MS),
    });
    if (answer.status >= 500) {
      throw new Error("not taken");
    }
    const words = await answer.text();
    arrived(act);
    showPage(words, act);
  } catch {
    later(act);
  } finally {
    setBusy(false);
  }
}

function arrived(act) {
  if (act === unsent || act.typed !== null) {
    forgetUnsent();
  } else if (unsent) {
    later(unsent);
  }
}

/** Try again by itself after a pause that grows. A typed line goes before a button, which can be pressed again. */
function later(act) {
  if (!unsent || unsent.typed === null) {
    unsent = act;
  }
  const wait = Math.min(FIRST_PAUSE_MS * 2 ** unsent.tries, LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);
  unsent.tries += 1;
  window.clearTimeout(pause);
  pause = window.setTimeout(tryAgain, wait);
  if (offline.hidden) {
    offline.hidden = false;
    offline.scrollIntoView({ block: "nearest" });
    status.textContent = offline.textContent;
  }
}

function tryAgain() {
  if (!unsent) {
    return;
  }
  if (busy) {
    later(unsent);
    return;
  }
  unsent.again = true;
  void post(unsent);
}

function forgetUnsent() {
  window.clearTimeout(pause);
  unsent = null;
  offline.hidden = true;
  status.textContent = "";
  try {
    window.sessionStorage.removeItem(KEPT_AS);
  } catch {
    // No storage here: then nothing was kept either.
  }
}

/** Keep a typed line over a reload until it has arrived; what was pressed or where somebody is does not outlive the page. */
function keep(act, at) {
  if (act.typed === null) {
    return;
  }
  try {
    window.sessionStorage.setItem(KEPT_AS, JSON.stringify({ body: act.body, typed: act.typed, at }));
  } catch {
    // No storage here: the line then lives as long as the page.
  }
}

/** After a reload: put the line back into the field, and send it unless that is too long ago. */
function takeUpUnsent() {
  let kept = null;
  try {
    kept = JSON.parse(window.sessionStorage.getItem(KEPT_AS));
  } catch {
    // No storage here, or nothing of ours in it.
  }
  if (!kept) {
    return;
  }
  text.value = kept.typed;
  if (Date.now() - kept.at > KEPT_MS) {
    forgetUnsent();
    return;
  }
  unsent = { body: kept.body, typed: kept.typed, tries: 0, again: true };
  void post(unsent);
}

function whereAmI() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: LOCATION_LIMIT_MS, maximumAge: 60000 });
  });
}

async function sendLocation() {
  setBusy(true);
  try {
    const place = await whereAmI();
    form.elements.latitude.value = String(place.coords.latitude);
    form.elements.longitude.value = String(place.coords.longitude);
    await send(share);
  } catch {
    setBusy(false);
    status.classList.remove("unseen");
    status.textContent = share.dataset.failed;
  } finally {
    form.elements.latitude.value = "";
    form.elements.longitude.value = "";
  }
}

async function look() {
  if (busy || document.hidden) {
    return;
  }
  try {
    const answer = await fetch(`${form.dataset.news}latest=${encodeURIComponent(log().dataset.latest)}`);
    if (unsent) {
      tryAgain();
    }
    if (answer.status === 410 && !busy && text.value === "") {
      // Taken apart or erased elsewhere: what stands here is shown to nobody any more.
      window.location.reload();
    } else if (answer.status === 200 && !busy) {
      const atEnd = isAtEnd();
      const added = takeOver(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("log"));
      if (atEnd) {
        toAnswer(added);
      }
    }
  } catch {
    // No connection: the next look comes by itself, and sending says so where it matters.
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const submitter = event.submitter || sendButton;
    if (!current) {
      void start(submitter);
    } else if (submitter !== current) {
      waiting = submitter;
    }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(sendButton);
    }
  });
  text.addEventListener("input", () => {
    if (unsent && unsent.typed !== null && unsent.typed !== text.value) {
      forgetUnsent();
    }
  });
  window.addEventListener("online", tryAgain);
  share.hidden = !("geolocation" in navigator);
  toAnswer([document.getElementById("neu") || log()]);
  takeUpUnsent();
  window.setInterval(look, LOOK_EVERY_MS);
}
