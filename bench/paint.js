// Runs in the page before everything else and notes, in milliseconds of the page's own clock, when what was on its way
// to the screen: pointer and keys going down, and what was waited for having been painted (two frames after it is in the DOM).
window.bench = { input: 0, waits: [], stamps: [] }

const settle = (note) => requestAnimationFrame(() => requestAnimationFrame(() => note(performance.now())))

for (const kind of ["pointerdown", "keydown"]) {
  window.addEventListener(kind, (event) => (window.bench.input = event.timeStamp), { capture: true, passive: true })
}

let newest

// Components draw inside shadow roots, which an observer of the document does not see into.
const look = new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.attributeName === "data-pictured") {
      settle((at) => (window.bench.pictured ??= at))
      continue
    }
    const stamp = change.target.dataset.drawn
    if (stamp === undefined || stamp === newest) continue
    newest = stamp
    settle((at) => window.bench.stamps.push({ stamp, at }))
  }
})
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how)
  look.observe(root, { subtree: true, attributes: true, attributeFilter: ["data-drawn", "data-pictured"] })
  return root
}

// What never comes must not be waited for for ever.
const inTime = (promise) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("not painted within 30 s")), 30000))])

// Resolves with the time at which an element with this text was painted.
window.bench.text = (selector, text) =>
  inTime(new Promise((resolve) => {
    const there = () => [...document.querySelectorAll(selector)].some((e) => e.textContent.includes(text))
    const seen = () => there() && (observer.disconnect(), settle(resolve))
    const observer = new MutationObserver(seen)
    observer.observe(document, { subtree: true, childList: true, characterData: true })
    seen()
  }))

// Resolves with the time at which the first map was to be seen, as a picture or drawn.
window.bench.seen = () =>
  inTime(new Promise((resolve) => {
    const ask = () => {
      const at = window.bench.pictured ?? window.bench.stamps[0]?.at
      at ? resolve(at) : requestAnimationFrame(ask)
    }
    ask()
  }))

// Resolves with the time at which another figure than the newest so far was painted.
window.bench.drawing = (known = window.bench.stamps.length) =>
  inTime(new Promise((resolve) => {
    const ask = () => {
      const newer = window.bench.stamps[known]
      newer ? resolve(newer.at) : requestAnimationFrame(ask)
    }
    ask()
  }))
