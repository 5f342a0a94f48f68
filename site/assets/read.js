// Tells the newsroom how long this article is being read; that it was opened the server knows. No cookie, no storage, nothing
// about the reader; `visit` is random and lives as long as the page. The page works without this file.
const page = document.querySelector("[data-publication]");
const publication = page && page.dataset.publication;

if (publication) {
  const visit = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
  const send = (seconds) => {
    const body = new Blob([JSON.stringify({ publication, visit, kind: "engaged", seconds })], { type: "application/json" });
    // sendBeacon survives the closing of the page; fetch is for browsers that switched it off
    if (!(navigator.sendBeacon && navigator.sendBeacon("/r", body))) fetch("/r", { method: "POST", body, keepalive: true }).catch(() => {});
  };

  // A second counts when the page is visible and something was done in the last half minute: an open tab is not a reader.
  let seconds = 0;
  let active = performance.now();
  for (const type of ["scroll", "pointermove", "keydown", "touchstart"]) {
    addEventListener(type, () => { active = performance.now(); }, { passive: true });
  }
  const flush = () => {
    if (seconds > 0) send(seconds);
    seconds = 0;
  };
  setInterval(() => {
    if (document.visibilityState === "visible" && performance.now() - active < 30000) seconds += 1;
    if (seconds >= 15) flush();
  }, 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  addEventListener("pagehide", flush);
}
