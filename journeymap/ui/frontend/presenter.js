// The presenter view: notes, clock and what comes next on the laptop, while the wall shows the map. Both windows follow
// each other without the server.

import { kept } from "./kept.js"
import { button, make } from "./present_dom.js"
import { press } from "./present_keys.js"
import { Lists } from "./present_lists.js"
import { briefed, onNews } from "./present_store.js"
import { Talk } from "./present_talk.js"
import { Watch } from "./presenter_watch.js"

const ASK = 2000 // milliseconds between two questions whether there is a wall

const LOOK = `
.view{position:fixed;inset:0;z-index:2147483000;overflow:auto;outline:none;box-sizing:border-box;padding:14px 18px;
  display:grid;gap:12px 22px;grid-template:"head times" auto "warn warn" auto "notes side" minmax(0,1fr) "foot foot" auto
  / minmax(0,1fr) minmax(240px,31%);
  font:400 18px/1.45 "Source Sans","Source Sans Pro",sans-serif;color:#F3F5F9;background:#11161F}
.view.light{color:#1A2233;background:#fff}
.view h1{font-size:30px;line-height:1.2;margin:0;font-weight:700}
.view h2{font-size:15px;margin:0 0 4px;font-weight:600;color:#A6B0C0}
.light h2,.light .place{color:#566072}
.place{color:#A6B0C0;font-size:16px;margin:0}
.view header{grid-area:head}
.times{grid-area:times;display:flex;gap:18px;justify-content:flex-end;align-items:flex-start;flex-wrap:wrap}
.times div{text-align:right}
.hands{display:flex;gap:8px}
.times output{display:block;font-size:34px;font-weight:700;line-height:1.1;font-variant-numeric:tabular-nums}
.warn{grid-area:warn;margin:0;padding:8px 12px;border-radius:8px;background:#4C3021;color:#FFD9BF;display:flex;gap:12px;
  align-items:center;flex-wrap:wrap}
.light .warn{background:#F9E0CF;color:#662900}
.notes{grid-area:notes;overflow:auto;font-size:var(--notes);min-height:8em}
.notes section{margin-bottom:1em}
.notes p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.notes .none{color:#A6B0C0;font-size:18px}
.light .notes .none{color:#566072}
.side{grid-area:side;overflow:auto;min-height:0}
.side p{margin:0 0 12px;font-size:20px;font-weight:600}
.view .steps{list-style:none;margin:0;padding:0;font-size:16px}
.view .steps button{width:100%;text-align:left;min-height:32px;padding:3px 8px}
.view .steps .deep button{padding-left:26px}
.view .steps button[aria-current=step],.view.light .steps button[aria-current=step]{background:#1E4A6E;color:#fff}
.foot{grid-area:foot;display:flex;flex-wrap:wrap;gap:8px;align-items:stretch}
.view.light .row button:hover,.view.light .times button:hover,.view.light .steps button:hover{background:#DDE2EA}
.foot button,.times button,.warn button,.notes button{border-color:#8C96A8}
.view.light .row button[aria-pressed=true]{background:#D3E7F4;border-color:#005C92}
.foot .big{flex:1 1 160px;font-size:24px;font-weight:700;min-height:72px;background:#1E78B8;color:#fff;border-color:#1E78B8}
.view.light .foot .big{background:#005C92}
.foot .big:hover,.view.light .foot .big:hover{background:#2A5F94}
.foot .row{display:flex;flex-wrap:wrap;gap:8px;flex:2 1 380px;justify-content:center;align-content:center}
[hidden]{display:none!important}
@media (max-width:760px){.view{grid-template:"head" auto "times" auto "warn" auto "notes" auto "side" auto "foot" auto / minmax(0,1fr)}.times{justify-content:flex-start}
  .times div{text-align:left}.view h1{font-size:24px}.side .steps{max-height:30vh;overflow:auto}
  .foot{position:sticky;bottom:-14px;background:inherit;padding:8px 0}.foot .big{order:-1;flex-basis:40%}}
`

class Presenter {
  constructor(root) {
    this.root = root
    this.frame = make("div", "view")
    this.frame.tabIndex = 0
    root.append(make("style", "", LOOK), this.frame)
    this.on = new AbortController()
    window.addEventListener("keydown", (event) => this.key(event), { capture: true, signal: this.on.signal })
    this.quiet = onNews(() => this.news())
  }

  update(component) {
    this.component = component
    this.news()
  }

  news() {
    const briefing = briefed()
    if (!briefing?.notes || !this.component) return
    if (this.talk) {
      if (briefing === this.briefing) return
      this.talk.brief(briefing)
      this.lists.brief(briefing)
    } else {
      this.talk = new Talk("presenter", briefing, () => this.changed())
      this.lists = new Lists(this.frame, briefing, this.talk, this.here)
      this.talk.onanswer = () => this.answered()
      this.asking = setInterval(() => this.ask(), ASK)
    }
    this.briefing = briefing
    this.build()
    this.talk.anybody()
  }

  get here() {
    return {
      theme: () => this.talk.change({ theme: this.talk.state.theme === "dark" ? "light" : "dark" }),
      palette: () => this.lists.toggle("palette"),
      help: () => this.lists.toggle("help"),
      fullscreen: () => this.fullscreen(),
      presenter: () => this.openWall(),
      escape: () => this.lists.close() || (this.talk.state.black ? this.talk.flip("black") : this.talk.out()),
      lastOne: () => this.lists.notice(this.briefing.words.lastOne),
    }
  }

  fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen?.().catch(() => {})
  }

  openWall() {
    const link = new URL(this.briefing.wall, location.origin)
    for (const name of ["stage", "touchpoint"]) {
      if (this.talk.state[name]) link.searchParams.set(name, this.talk.state[name])
    }
    window.open(link, "journeymap-wall")
  }

  ask() {
    if (Date.now() - (this.answeredAt ?? 0) > 2 * ASK) this.warn.hidden = false
    this.talk.anybody()
  }

  answered() {
    this.answeredAt = Date.now()
    this.warn.hidden = true
  }

  key(event) {
    if (!this.talk) return
    if (!this.lists.key(event) && !press(event, this.talk, this.here)) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  build() {
    const { words, dark } = this.briefing
    this.frame.classList.toggle("light", !dark)
    this.frame.setAttribute("aria-label", words.label)
    this.watch ??= new Watch(this.talk.place, words)
    this.title = make("h1")
    this.place = make("p", "place")
    const head = make("header")
    head.append(this.place, this.title)
    head.setAttribute("aria-live", "polite")
    this.warn = make("p", "warn", words.noWall)
    this.warn.hidden = true
    this.warn.append(button(words.openWall, "", () => this.openWall()))
    this.notes = make("main", "notes")
    this.side = make("aside", "side")
    this.parts = [head, this.watch.element, this.warn, this.notes, this.side, this.foot()]
    for (const part of [...this.frame.children]) if (!part.matches("style,.over")) part.remove()
    this.frame.prepend(...this.parts)
    this.list()
    this.changed()
  }

  foot() {
    const { talk, here } = this
    const { words } = this.briefing
    const foot = make("footer", "foot")
    const back = button(words.previous, words.back, () => talk.move("step", -1))
    const on = button(words.next, words.on, () => talk.move("step", 1))
    back.className = on.className = "big"
    this.switches = {
      spotlight: button(words.spotlightShort, words.spotlight, () => talk.flip("spotlight")),
      revealed: button(words.hideShort, words.hide, () => talk.hide()),
      black: button(words.blackShort, words.black, () => talk.flip("black")),
    }
    this.reveal = button(words.revealShort, words.reveal, () => talk.reveal())
    const row = make("div", "row")
    row.append(
      button(words.wholeShort, words.whole, () => talk.whole()),
      button(words.lanesShort, words.lanes, () => here.palette()),
      this.switches.spotlight, this.switches.revealed, this.reveal, this.switches.black,
      button(words.themeShort, words.theme, () => here.theme()),
      button("A−", words.smaller, () => this.size(-2)),
      button("A+", words.larger, () => this.size(2)),
      button("?", words.help, () => here.help()),
    )
    foot.append(back, row, on)
    return foot
  }

  // The font size of the notes, kept for the next talk.
  size(by) {
    const key = "journeymap.presenter.size"
    const size = Math.min(Math.max((Number(localStorage.getItem(key)) || 24) + by, 16), 60)
    localStorage.setItem(key, size)
    this.frame.style.setProperty("--notes", `${size}px`)
  }

  // All steps, to jump to.
  list() {
    const { words, names } = this.briefing
    this.next = make("p")
    this.nextStage = make("p")
    const steps = make("ol", "steps")
    this.jumps = this.talk.steps.map((step) => {
      const name = names[step.touchpoint ?? step.stage] ?? words.wholeMap
      const jump = button(name, "", () => this.talk.go({ ...step, wide: false }))
      const item = make("li", step.touchpoint ? "deep" : "")
      item.append(jump)
      steps.append(item)
      return jump
    })
    this.side.append(make("h2", "", words.nextStep), this.next, make("h2", "", words.nextStage), this.nextStage, steps)
    this.size(0)
  }

  changed() {
    const { talk, briefing } = this
    const { words, names } = briefing
    const { state, index } = talk
    this.title.textContent = names[state.touchpoint ?? state.stage] ?? words.wholeMap
    this.place.textContent = briefing.places[index]
    for (const [name, made] of Object.entries(this.switches)) made.setAttribute("aria-pressed", Boolean(state[name]))
    this.reveal.hidden = !state.revealed
    this.lists.update()
    const after = talk.target("step", 1)
    const same = after.touchpoint === state.touchpoint && after.stage === state.stage
    this.next.textContent = same ? words.theEnd : (names[after.touchpoint ?? after.stage] ?? words.wholeMap)
    const stage = talk.target("stage", 1)
    this.nextStage.textContent = stage.stage === state.stage ? words.theEnd : names[stage.stage]
    for (const [i, jump] of this.jumps.entries()) {
      if (i === index) jump.setAttribute("aria-current", "step")
      else jump.removeAttribute("aria-current")
    }
    this.jumps[index]?.scrollIntoView({ block: "nearest" })
    this.note()
    this.frame.dataset.drawn = `${state.stage} ${state.touchpoint}`
  }

  // What was written down for this touchpoint, its stage and the journey.
  note() {
    const { words, names, notes } = this.briefing
    const { stage, touchpoint } = this.talk.state
    const found = [
      [names[touchpoint], notes[touchpoint]],
      [names[stage], notes[stage]],
      [words.journey, notes.journey],
    ].filter(([, text]) => text)
    const sections = found.map(([title, text]) => {
      const section = make("section")
      section.append(make("h2", "", title), make("p", "", text))
      return section
    })
    const none = make("p", "none", words.noNotes)
    this.notes.replaceChildren(...(sections.length ? sections : [none]))
    this.notes.scrollTop = 0
  }

  remove() {
    this.on.abort()
    this.quiet()
    clearInterval(this.asking)
    this.watch?.remove()
    this.talk?.remove()
    this.lists?.remove()
    this.root.replaceChildren()
  }
}

export const { render, remove } = kept(Presenter)
