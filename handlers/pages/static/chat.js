// Makes the chat page nicer where JavaScript is there. Everything works without it; nothing here knows the dialogue.
"use strict";

const LOOK_EVERY_MS = 8000;
const LOCATION_LIMIT_MS = 15000;
const form = document.getElementById("talk");
const text = document.getElementById("f-text");
const share = document.getElementById("share");
const offline = document.getElementById("offline");
const status = document.getElementById("status");
const sendButton = form && form.querySelector(".line button");
let busy = false;
let current = null;
let waiting = null;

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
function showPage(words, pressed) {
  const page = new DOMParser().parseFromString(words, "text/html");
  const newLog = page.getElementById("log");
  if (!newLog) {
    window.location.assign("/chat");
    return;
  }
  if (page.documentElement.dataset.form !== document.documentElement.dataset.form) {
    window.location.reload();
    return;
  }
  const refused = page.getElementById("errors") !== null;
  document.getElementById("errors-here").replaceChildren(...page.getElementById("errors-here").childNodes);
  form.elements.page.value = page.querySelector("#talk [name=page]").value;
  document.querySelector(".menu").open = false;
  const added = takeOver(newLog);
  const answer = added.find((line) => line.classList.contains("ours"));
  if (refused) {
    document.getElementById("errors").focus();
    return;
  }
  if (!pressed) {
    text.value = "";
  }
  toAnswer(added);
  if (pressed && answer) {
    answer.focus({ preventScroll: true });
  } else {
    text.focus({ preventScroll: true });
  }
}

function setBusy(now) {
  busy = now;
  form.setAttribute("aria-busy", String(now));
  status.textContent = now ? status.dataset.sending : "";
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

async function send(submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const pressed = submitter !== sendButton;
  setBusy(true);
  offline.hidden = true;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    showPage(await answer.text(), pressed);
  } catch {
    offline.hidden = false;
  } finally {
    setBusy(false);
  }
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
    const answer = await fetch(`/chat/neues?latest=${encodeURIComponent(log().dataset.latest)}`);
    if (answer.status === 200 && !busy) {
      const atEnd = isAtEnd();
      takeOver(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("log"));
      if (atEnd) {
        toEnd();
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
  share.hidden = !("geolocation" in navigator);
  toEnd();
  window.setInterval(look, LOOK_EVERY_MS);
}
