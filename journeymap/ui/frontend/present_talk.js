// Where a talk stands: one state that the wall and the presenter view share. Whichever of them changes it tells the
// other through a BroadcastChannel, the link and the tab remember it, and the newest word counts.

const START = {
  stage: null, // the stage that fills the screen, null for the whole map
  touchpoint: null, // the one that is lit
  wide: false, // it is lit on the whole map
  lanes: null, // ids of the lanes shown, null for those that the journey shows
  personas: null, // likewise
  theme: null, // light or dark, null as the browser has it
  spotlight: false,
  revealed: null, // null: scores are shown; else they are hidden but for these touchpoints
  black: false,
  at: 0, // when it was changed, milliseconds
}

export class Talk {
  // kind: "wall" or "presenter"; onchange is called after every change, also one made in the other window.
  constructor(kind, briefing, onchange) {
    this.kind = kind
    this.onchange = onchange
    this.place = `journeymap.${kind}.${briefing.journey}`
    this.brief(briefing)
    const begun = this.remembered()
    this.state = this.sound(begun ?? START)
    this.channel = new BroadcastChannel(`journeymap.talk.${briefing.journey}`)
    this.channel.onmessage = ({ data }) => this.heard(data)
    if (begun?.told) this.tell()
    else this.channel.postMessage({ kind: "hello" })
  }

  brief(briefing) {
    this.steps = briefing.steps
    this.lanes = briefing.lanes
    this.personas = briefing.personas
    this.scored = briefing.scored
    if (this.state) this.state = this.sound(this.state)
  }

  // After a reload the tab knows everything; a link that was opened names a stage or a touchpoint.
  remembered() {
    const link = new URLSearchParams(location.search)
    const asked = { stage: link.get("stage"), touchpoint: link.get("touchpoint"), wide: link.has("whole") }
    const kept = JSON.parse(sessionStorage.getItem(this.place) ?? "null")
    if (kept && (kept.stage ?? null) === asked.stage && (kept.touchpoint ?? null) === asked.touchpoint) return kept
    if (!asked.stage && !asked.touchpoint) return null
    return { ...START, ...asked, at: Date.now(), told: this.kind === "wall" }
  }

  // The same state without what is gone from the journey meanwhile.
  sound(state) {
    const found = { ...START, ...state }
    delete found.told
    const known = (id) => this.steps.find((step) => step.touchpoint === id)
    if (found.touchpoint && !known(found.touchpoint)) found.touchpoint = null
    if (found.touchpoint) found.stage = known(found.touchpoint).stage
    if (found.stage && !this.steps.some((step) => step.stage === found.stage)) found.stage = null
    if (!found.touchpoint) found.wide = false
    const still = (ids, all) => (ids?.some((id) => all.some((one) => one.id === id)) ? ids : null)
    found.lanes = still(found.lanes, this.lanes)
    found.personas = still(found.personas, this.personas)
    return found
  }

  heard(message) {
    if (message.kind === "hello") return this.state.at && this.tell()
    if (message.kind === "anybody") return this.kind === "wall" && this.channel.postMessage({ kind: "here" })
    if (message.kind === "here") return this.onanswer?.()
    if (message.state.at <= this.state.at) return undefined
    this.state = this.sound(message.state)
    this.remember()
    return this.onchange()
  }

  tell() {
    this.channel.postMessage({ kind: "state", state: this.state })
  }

  // Ask whether there is a wall; onanswer is called when one answers.
  anybody() {
    this.channel.postMessage({ kind: "anybody" })
  }

  change(more) {
    this.state = this.sound({ ...this.state, ...more, at: Math.max(Date.now(), this.state.at + 1) })
    this.remember()
    this.tell()
    this.onchange()
  }

  remember() {
    sessionStorage.setItem(this.place, JSON.stringify(this.state))
    const link = new URL(location)
    const { stage, touchpoint, wide } = this.state
    for (const [name, value] of [["stage", stage], ["touchpoint", touchpoint], ["whole", wide && "1"]]) {
      value ? link.searchParams.set(name, value) : link.searchParams.delete(name)
    }
    history.replaceState(history.state, "", link)
  }

  get index() {
    const { stage, touchpoint } = this.state
    const at = this.steps.findIndex((step) => step.stage === stage && step.touchpoint === touchpoint)
    return Math.max(at, 0)
  }

  // Where a move leads: "step", "touchpoint" or "stage", on (1) or back (-1).
  target(kind, by) {
    const { wide } = this.state
    const index = this.index
    if (kind === "step" && !wide) return { ...this.steps[Math.min(Math.max(index + by, 0), this.steps.length - 1)], wide: false }
    const moves = this.steps[index][by > 0 ? "on" : "back"]
    if (kind === "stage") return { ...this.steps[moves.stage], wide: false }
    if (wide && by < 0 && moves.touchpoint === index) return { ...this.steps[0], wide: false }
    return { ...this.steps[moves.touchpoint], wide: wide || index === 0 }
  }

  go({ stage, touchpoint, wide }) {
    if (stage !== this.state.stage || touchpoint !== this.state.touchpoint || wide !== this.state.wide || this.state.black) {
      this.change({ stage, touchpoint, wide, black: false })
    }
  }

  move(kind, by) {
    this.go(this.target(kind, by))
  }

  whole() {
    this.go({ stage: null, touchpoint: null, wide: false })
  }

  end() {
    this.go({ ...this.steps.at(-1), wide: false })
  }

  // The lit touchpoint on the whole map, or in its stage.
  zoom() {
    const { stage, touchpoint, wide } = this.state
    if (touchpoint) this.go({ stage, touchpoint, wide: !wide })
    else if (stage) this.whole()
    else this.move("stage", 1)
  }

  light(touchpoint) {
    const step = this.steps.find((one) => one.touchpoint === touchpoint)
    const wide = this.state.wide || this.state.stage === null
    if (touchpoint === this.state.touchpoint) this.go({ stage: wide ? null : step.stage, touchpoint: null, wide: false })
    else if (step) this.go({ ...step, wide })
  }

  // One step out: from the touchpoint to its stage (or map), from the stage to the map; false when there is no further.
  out() {
    const { stage, touchpoint, wide } = this.state
    if (!stage && !touchpoint) return false
    this.go({ stage: touchpoint && !wide ? stage : null, touchpoint: null, wide: false })
    return true
  }

  shown(kind) {
    const all = kind === "lanes" ? this.lanes.filter((lane) => lane.shown) : this.personas
    return this.state[kind] ?? all.map((one) => one.id)
  }

  // Switch a lane or a persona; false when it is the last that is shown.
  toggle(kind, id) {
    const now = this.shown(kind)
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id]
    if (!next.length) return false
    this.change({ [kind]: this[kind].map((one) => one.id).filter((one) => next.includes(one)) })
    return true
  }

  all() {
    this.change({ lanes: null, personas: null })
  }

  flip(name) {
    this.change({ [name]: !this.state[name] })
  }

  hide() {
    this.change({ revealed: this.state.revealed ? null : [] })
  }

  get covered() {
    const { revealed } = this.state
    return revealed ? this.scored.filter((id) => !revealed.includes(id)) : []
  }

  // Which score is told next: that of the lit touchpoint, else the next one on the way, else the first.
  get nextToTell() {
    const covered = this.covered
    const order = this.steps.slice(this.index).concat(this.steps).map((step) => step.touchpoint)
    return order.find((id) => covered.includes(id)) ?? null
  }

  reveal() {
    const next = this.nextToTell
    if (next === null) return this.state.revealed && this.change({ revealed: null })
    const revealed = [...this.state.revealed, next]
    const rest = this.covered.filter((id) => id !== next)
    return this.change({ revealed: rest.length ? revealed : null })
  }

  remove() {
    this.channel.close()
  }
}
