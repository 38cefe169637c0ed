/* Keys for the frequent moves at the desk. Everything they do is a button or a link of the page, which works without them.

   [data-key]  is pressed by its key; a <details> opens and gets the focus
   [data-row]  one row of a list: j and k go from one to the next, o presses its [data-open]
   #keys       the help, with a box that switches the keys off on this device */

"use strict";

const OFF = "desk-keys-off";
const help = document.getElementById("keys");
let leaving = false; // a second press of a key is none while the next page is on its way
const rows = [...document.querySelectorAll("[data-row]")];

function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function keep(name, value) {
  try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch { /* not kept then */ }
}

function typing(target) {
  return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio]"));
}

function currentRow() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function moveTo(at) {
  const row = rows[Math.max(0, Math.min(at, rows.length - 1))];
  row.querySelector("a").focus();
  row.scrollIntoView({ block: "nearest" });
}

function ofRow(key) {
  if (!rows.length) return false;
  const at = currentRow();
  if (key === "j") moveTo(at + 1);
  else if (key === "k") moveTo(at < 0 ? 0 : at - 1);
  else if (key === "o" && at >= 0) rows[at].querySelector("[data-open]").click();
  else if (key === "x" && at >= 0) rows[at].querySelector("[type=checkbox]")?.click();
  else return false;
  return true;
}

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.offsetParent);
  if (!target) return false;
  if (target.tagName === "DETAILS") {
    target.open = true;
    (target.querySelector("input:not([type=hidden])") || target.querySelector("summary")).focus();
  } else target.click();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
  if (typing(event.target) || help.open || leaving) return;
  if (kept(OFF) && event.key !== "?") return;
  if (ofRow(event.key) || press(event.key)) event.preventDefault();
}

if (help) {
  const box = document.getElementById("keys-on");
  box.checked = !kept(OFF);
  box.addEventListener("change", () => keep(OFF, box.checked ? "" : "1"));
  for (const hint of document.querySelectorAll(".keys-hint")) hint.hidden = false;
  for (const opener of document.querySelectorAll("[data-help]")) opener.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", (event) => { leaving = event.target.method !== "dialog"; });
  window.addEventListener("pageshow", () => { leaving = false; });
}
