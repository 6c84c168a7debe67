// The kiosk: an answer is kept in the browser first and sent then, so that a network that is gone loses none. Each has
// an id of its own, so that one which is sent twice counts once.

const RESET_MS = 15000
const RETRY_MS = 10000
const AT_ONCE = 100

const ask = document.querySelector("#ask")
const done = document.querySelector("#done")
const waiting = document.querySelector("#waiting")
const { address, survey, test } = ask.dataset
const key = `journeymap.kiosk.${address.split("?")[0]}`

let memory = "[]" // where the browser keeps nothing, what was answered lives as long as the page
let reset = 0
let sending = false

function read() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? memory)
  } catch {
    return JSON.parse(memory)
  }
}

function write(queue) {
  memory = JSON.stringify(queue)
  try {
    localStorage.setItem(key, memory)
  } catch {
    // full or forbidden
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)) // randomUUID() is missing without https
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

function show(answered) {
  ask.hidden = answered
  done.hidden = !answered
  clearTimeout(reset)
  if (answered) reset = setTimeout(() => show(false), RESET_MS)
}

async function send() {
  if (sending) return
  sending = true
  try {
    for (let queue = read(); queue.length; queue = read()) {
      const shown = queue[0].survey
      const answers = queue.filter((one) => one.survey === shown).slice(0, AT_ONCE)
      const body = JSON.stringify({ survey: shown, sent: Date.now(), answers })
      const headers = { "Content-Type": "application/json" }
      const reply = await fetch(address, { method: "POST", headers, body, credentials: "omit" })
      if (!reply.ok) throw new Error(String(reply.status))
      const { taken, refused, current } = await reply.json()
      const settled = new Set([...taken, ...refused])
      const left = read().filter((one) => !settled.has(one.id))
      if (left.length === queue.length) break
      write(left)
      if (!current && !left.length) location.reload()
    }
    waiting.hidden = true
  } catch {
    waiting.hidden = false
  } finally {
    sending = false
  }
}

ask.addEventListener("submit", (event) => {
  event.preventDefault()
  const score = Number(event.submitter.value)
  event.submitter.blur()
  show(true)
  if (test) return
  write([...read(), { id: newId(), survey, score, given: Date.now() }])
  send()
})

let shownAt = 0
new MutationObserver(() => (shownAt = Date.now())).observe(done, { attributes: true })
document.addEventListener("pointerup", () => {
  if (!done.hidden && Date.now() - shownAt > 1500) show(false) // the next customer need not wait
})
window.addEventListener("online", send)
setInterval(send, RETRY_MS)
show(false)
send()
