// What this person did and the server has not answered yet. Every act has an id of its own and lies in the browser's
// storage until its answer is here, so that neither a closed tab nor a lost connection loses it; the server carries out
// each id once, so sending twice does no harm.

const AT_ONCE = 40
const PATIENCE = 6000 // ms until an unanswered message is sent again
const SLOW = 1200 // ms after which the person is told that something waits

export function newId() {
  // UUID version 7 (RFC 9562): begins with the time, so that ids sort by it. crypto.randomUUID needs https.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let now = Math.max(Date.now(), newId.last + 1)
  newId.last = now
  for (let i = 5; i >= 0; i--, now = Math.floor(now / 256)) bytes[i] = now % 256
  bytes[6] = 0x70 | (bytes[6] & 0x0f)
  bytes[8] = 0x80 | (bytes[8] & 0x3f)
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
newId.last = 0

export class Queue {
  // send(acts) hands a message to the server; told(state) is called when "saved", "saving" or "waiting" begins.
  constructor(journey, send, told) {
    this.prefix = `journeymap.board.${journey}.act.`
    this.send = send
    this.told = told
    this.acts = this.stored()
    this.inflight = null
  }

  stored() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix))
    const acts = keys.map((key) => read(key)).filter((act) => act && typeof act.kind === "string")
    return acts.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  add(kind, given) {
    const act = { id: newId(), kind, ...given }
    this.acts.push(act)
    write(this.prefix + act.id, act)
    this.flush()
    return act
  }

  flush() {
    if (this.inflight || !this.acts.length) return
    const batch = this.acts.slice(0, AT_ONCE)
    this.inflight = new Set(batch.map((act) => act.id))
    this.begun ??= Date.now()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.again(), PATIENCE)
    this.slow ??= setTimeout(() => this.told("saving"), SLOW)
    try {
      this.send(batch)
    } catch {
      // not connected at this moment: the timer sends it again
    }
  }

  again() {
    this.inflight = null
    this.told("waiting")
    this.flush()
  }

  // The server's answers; those that say no are given back with their act.
  answered(outcomes) {
    const by = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
    const refused = []
    this.acts = this.acts.filter((act) => {
      const outcome = by.get(act.id)
      if (!outcome) return true
      localStorage.removeItem(this.prefix + act.id)
      this.inflight?.delete(act.id)
      if (outcome.state !== "done") refused.push({ act, outcome })
      return false
    })
    if (this.inflight && !this.inflight.size) this.inflight = null
    if (!this.acts.length) {
      clearTimeout(this.timer)
      clearTimeout(this.slow)
      this.slow = undefined
      this.told("saved")
    }
    this.flush()
    return refused
  }

  stop() {
    clearTimeout(this.timer)
    clearTimeout(this.slow)
  }
}

// A text that is being typed: written down at every letter, taken up again when the tab or the machine died.
export class Drafts {
  constructor(journey) {
    this.prefix = `journeymap.board.${journey}.draft.`
    this.key = this.prefix + newId()
  }

  keep(target, text) {
    write(this.key, { target, text, at: Date.now() })
  }

  drop() {
    localStorage.removeItem(this.key)
  }

  // Those of tabs that are gone: an open editor writes at least every five seconds.
  left() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix) && key !== this.key)
    return keys.map((key) => ({ key, ...read(key) })).filter(({ at, target }) => target && Date.now() - at > 12000)
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // storage is full or forbidden: the act is still sent
  }
}
