// Keys and what they do to a talk, the same on the wall and in the presenter view. Remotes send PageDown, PageUp, F5,
// Escape, and "b" or "." for a black screen.

const MOVES = {
  PageDown: ["step", 1],
  PageUp: ["step", -1],
  " ": ["step", 1],
  Enter: ["step", 1],
  Backspace: ["step", -1],
  ArrowRight: ["touchpoint", 1],
  ArrowLeft: ["touchpoint", -1],
  ArrowDown: ["stage", 1],
  ArrowUp: ["stage", -1],
}

// Whether the key was one of ours. `here` does what concerns only this window: help, lanes, theme, full screen …
export function press(event, talk, here) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  if (digit && !(event.code.startsWith("Numpad") && event.shiftKey)) return number(Number(digit), event.shiftKey, talk, here)
  if (event.key in MOVES) {
    talk.move(...MOVES[event.key])
    return true
  }
  const act = {
    home: () => talk.whole(),
    w: () => talk.whole(),
    end: () => talk.end(),
    z: () => talk.zoom(),
    s: () => talk.flip("spotlight"),
    b: () => talk.flip("black"),
    ".": () => talk.flip("black"),
    ",": () => talk.flip("black"),
    x: () => talk.hide(),
    r: () => (event.shiftKey ? talk.change({ revealed: null }) : talk.reveal()),
    d: () => here.theme(),
    t: () => here.theme(),
    l: () => here.palette(),
    h: () => here.help(),
    "?": () => here.help(),
    f: () => here.fullscreen(),
    v: () => here.presenter(),
    escape: () => here.escape(),
  }[event.key.toLowerCase()]
  act?.()
  return Boolean(act)
}

function number(digit, shifted, talk, here) {
  if (digit === 0) {
    talk.all()
    return true
  }
  const kind = shifted ? "personas" : "lanes"
  const one = talk[kind].find((each) => each.key === digit)
  if (one && !talk.toggle(kind, one.id)) here.lastOne()
  return Boolean(one)
}
