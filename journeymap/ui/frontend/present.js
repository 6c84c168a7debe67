// The wall: nothing on the screen but the map. A step asks nothing of the server when the page that it leads to has
// come ahead of it; the light on a touchpoint is laid over the page that is there.

import { kept } from "./kept.js"
import { adoptStyles, loadPlotly } from "./map.js"
import { Bar } from "./present_bar.js"
import { make } from "./present_dom.js"
import { press } from "./present_keys.js"
import { Lists } from "./present_lists.js"
import { briefed, findSheet, onNews } from "./present_store.js"
import { Talk } from "./present_talk.js"

const SILENCE = 10000 // milliseconds without a word from the server after which the reload key really reloads
const AGAIN = 3000 // milliseconds in which Escape must be pressed again to leave

const FRAME = `
.wall{position:fixed;inset:0;z-index:2147483000;overflow:hidden;outline:none;touch-action:none;user-select:none}
.wall.still{cursor:none}
.black{position:absolute;inset:0;background:#000;z-index:2}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[hidden]{display:none!important}
`

const pressed = (event) => event.points.find((p) => p.customdata !== undefined && p.customdata !== null)?.customdata

class Wall {
  constructor(root) {
    this.root = root
    const styles = document.createElement("style")
    styles.textContent = FRAME
    this.frame = make("div", "wall")
    this.frame.tabIndex = 0
    this.frame.setAttribute("role", "application")
    this.strip = make("div")
    this.canvas = make("div")
    this.black = make("div", "black")
    this.black.hidden = true
    this.said = make("div", "said")
    this.said.setAttribute("aria-live", "polite")
    this.frame.append(this.strip, this.canvas, this.black, this.said)
    root.append(styles, this.frame)
    this.drawn = {}
    this.on = new AbortController()
    const { signal } = this.on
    window.addEventListener("keydown", (event) => this.key(event), { capture: true, signal })
    window.addEventListener("resize", () => this.resized(), { signal })
    this.frame.addEventListener("pointermove", () => this.bar?.show(), { signal })
    this.frame.addEventListener("pointerdown", (event) => (this.down = event), { signal })
    this.frame.addEventListener("pointerup", (event) => this.swiped(event), { signal })
    this.quiet = onNews((news) => this.news(news))
  }

  update(component) {
    this.component = component
    this.heardAt = Date.now()
    this.news("sheet")
  }

  news(news) {
    const briefing = briefed()
    if (!briefing || !this.component) return
    if (!this.talk) this.begin(briefing)
    else if (news === "briefing") {
      this.talk.brief(briefing)
      this.lists.brief(briefing)
      this.bar.brief(briefing)
      this.changed()
    }
    this.paint()
  }

  begin(briefing) {
    this.frame.setAttribute("aria-label", briefing.words.label)
    this.talk = new Talk("wall", briefing, () => this.changed())
    this.lists = new Lists(this.frame, briefing, this.talk, this.here)
    this.bar = new Bar(this.frame, briefing, this.talk, this.here, this.lists)
    this.frame.focus({ preventScroll: true })
    // Who has just pressed a button wants the whole screen; who opened a link may not ask for it yet.
    if (navigator.userActivation?.isActive) this.fullscreen(true)
    this.changed()
  }

  // What keys and the bar do that concerns this window only.
  get here() {
    return {
      theme: () => this.talk.change({ theme: this.theme === "dark" ? "light" : "dark" }),
      palette: () => this.lists.toggle("palette"),
      help: () => this.lists.toggle("help"),
      fullscreen: () => this.fullscreen(),
      presenter: () => this.presenter(),
      escape: () => this.escape(),
      leave: () => this.leave(),
      lastOne: () => this.lists.notice(briefed().words.lastOne),
    }
  }

  get theme() {
    return this.talk.state.theme ?? briefed().theme
  }

  changed() {
    this.black.hidden = !this.talk.state.black
    this.lists.update()
    this.bar.update()
    const sentence = this.lists.sentence()
    if (this.said.textContent !== sentence) this.said.textContent = sentence
    this.paint()
  }

  resized() {
    if (this.talk) this.paint()
  }

  key(event) {
    if (!this.talk) return
    if (event.key === "Tab") this.bar.show()
    let ours
    if (event.key === "F5" && !event.ctrlKey && !event.shiftKey && Date.now() - this.heardAt < SILENCE) {
      this.fullscreen(true)
      ours = true
    } else ours = this.lists.key(event) || press(event, this.talk, this.here)
    if (!ours) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  escape() {
    if (this.talk.state.black) return this.talk.flip("black")
    if (this.lists.close() || this.talk.out()) return undefined
    if (Date.now() - (this.escaped ?? 0) < AGAIN) return this.leave()
    this.escaped = Date.now()
    return this.lists.notice(briefed().words.leaving)
  }

  leave() {
    if (document.fullscreenElement) document.exitFullscreen()
    this.component.setTriggerValue("left", { touchpoint: this.talk.state.touchpoint })
  }

  fullscreen(only) {
    if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {})
    else if (!only) document.exitFullscreen()
  }

  presenter() {
    const link = new URL(briefed().presenter, location.origin)
    for (const name of ["stage", "touchpoint"]) {
      if (this.talk.state[name]) link.searchParams.set(name, this.talk.state[name])
    }
    window.open(link, "journeymap-presenter", "popup,width=1180,height=780")
  }

  swiped(event) {
    const down = this.down
    this.down = undefined
    if (!down || down.target.closest(".over") || event.pointerType === "mouse" || event.pointerId !== down.pointerId) return
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY]
    if (Math.abs(x) > 60 && Math.abs(y) < 60) this.talk.move("step", x < 0 ? 1 : -1)
    else this.bar?.show()
  }

  // What the server must know to draw a state; equal names are the same picture but for the light.
  view(state) {
    const { lanes, personas, revealed } = state
    const stage = state.wide ? null : state.stage
    const size = [window.innerWidth, window.innerHeight]
    const hidden = revealed && [...revealed].sort()
    return { size, stage, lanes, personas, theme: state.theme ?? briefed().theme, revealed: hidden }
  }

  // The state that is on, and those that one key leads to, the likeliest first.
  ahead() {
    const { talk } = this
    const { state } = talk
    const moves = [talk.target("step", 1), talk.target("step", -1), talk.target("touchpoint", 1), talk.target("stage", 1),
      talk.target("stage", -1), talk.target("touchpoint", -1), { stage: null, touchpoint: null, wide: false }]
    const next = talk.nextToTell
    const told = talk.covered.length > 1 ? [...(state.revealed ?? []), next] : null
    const others = state.revealed ? [{ revealed: told }] : []
    return [state, ...[...others, ...moves].map((more) => ({ ...state, ...more }))]
  }

  ask() {
    const wanted = new Map()
    for (const state of this.ahead()) {
      const view = this.view(state)
      const name = JSON.stringify(view)
      const page = findSheet(name, state.touchpoint)?.page ?? state.touchpoint
      wanted.set(`${name} ${page}`, { ...view, name, touchpoint: state.touchpoint })
    }
    const key = [...wanted.keys()].join("\n")
    if (key === this.asked) return
    this.asked = key
    this.component.setStateValue("asked", [...wanted.values()])
  }

  paint() {
    if (this.painting) {
      this.again = true
      return
    }
    this.painting = this.paintNow().finally(() => {
      this.painting = undefined
      if (this.again) {
        this.again = false
        this.paint()
      }
    })
  }

  async paintNow() {
    const { talk } = this
    const sheet = findSheet(JSON.stringify(this.view(talk.state)), talk.state.touchpoint)
    if (!sheet) return this.ask()
    let Plotly
    try {
      Plotly = await loadPlotly(briefed().plotly)
    } catch {
      this.canvas.textContent = briefed().words.failed
      return undefined
    }
    this.styles ??= adoptStyles(this.frame)
    const shapes = this.light(sheet)
    await this.draw(Plotly, sheet, shapes)
    this.frame.style.background = sheet.ground
    this.frame.dataset.font = sheet.font
    this.frame.dataset.drawn = [sheet.stamp, talk.state.touchpoint, talk.state.spotlight].join(" ")
    return this.ask()
  }

  light(sheet) {
    const { touchpoint, spotlight } = this.talk.state
    const light = JSON.parse(sheet.lights)[touchpoint]
    return light ? [...(spotlight ? light.veil : []), ...light.outline] : []
  }

  async draw(Plotly, sheet, light) {
    const lit = JSON.stringify(light)
    if (this.drawn.stamp === sheet.stamp) {
      if (this.drawn.lit !== lit) await Plotly.relayout(this.canvas, { shapes: [...this.drawn.shapes, ...light] })
      this.drawn.lit = lit
      return
    }
    const figure = JSON.parse(sheet.figure)
    const shapes = figure.layout.shapes
    await Plotly.react(this.canvas, figure.data, { ...figure.layout, shapes: [...shapes, ...light] }, figure.config)
    if (sheet.strip !== this.drawn.strip) {
      this.strip.hidden = !sheet.strip
      if (sheet.strip) {
        const strip = JSON.parse(sheet.strip)
        await Plotly.react(this.strip, strip.data, strip.layout, strip.config)
        this.listenToStrip()
      }
    }
    this.drawn = { stamp: sheet.stamp, lit, shapes, strip: sheet.strip, sheet }
    this.listen()
  }

  listen() {
    if (this.listening) return
    this.listening = true
    this.canvas.on("plotly_click", (event) => this.clicked(pressed(event)))
  }

  listenToStrip() {
    if (this.striped) return
    this.striped = true
    this.strip.on("plotly_click", (event) => this.clicked(this.drawn.sheet.every[pressed(event)]))
  }

  clicked(touchpoint) {
    if (touchpoint) this.talk.light(touchpoint)
  }

  remove() {
    this.on.abort()
    this.quiet()
    this.talk?.remove()
    this.bar?.remove()
    this.lists?.remove()
    if (document.fullscreenElement) document.exitFullscreen()
    if (window.Plotly) for (const node of [this.strip, this.canvas]) window.Plotly.purge(node)
    this.root.replaceChildren()
  }
}

export const { render, remove } = kept(Wall)
