// Draws the map: a Plotly figure made in Python, kept in one DOM node for as long as the page is open.
// Streamlit calls render() again whenever the figure changes; Plotly.react then changes only what differs,
// so nothing blinks and a pan survives.

import { kept } from "./kept.js"

let plotly

export function loadPlotly(url) {
  plotly ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly)
    const script = document.createElement("script")
    script.src = url
    script.onload = () => resolve(window.Plotly)
    script.onerror = () => {
      plotly = undefined
      reject(new Error("plotly.js"))
    }
    document.head.append(script)
  })
  return plotly
}

// Plotly writes its few rules into the document's head; they do not reach into a component's shadow root.
export function adoptStyles(before) {
  const source = document.querySelector("style[id^='plotly.js-style']")
  if (!source) return undefined
  const styles = document.createElement("style")
  styles.textContent = [...source.sheet.cssRules].map((rule) => rule.cssText).join("\n")
  before.before(styles)
  return styles
}

const columnOf = (point) => ({ column: point.customdata })
const touchpointOf = (point) => ({ touchpoint: point.customdata })

class LiveMap {
  constructor(root) {
    this.root = root
    this.frame = document.createElement("div")
    this.frame.tabIndex = 0
    this.frame.setAttribute("role", "application")
    this.frame.style.cssText = "outline-offset:2px;border-radius:4px;min-height:120px;min-width:0;overflow-x:auto"
    this.strip = document.createElement("div")
    this.canvas = document.createElement("div")
    this.frame.append(this.strip, this.canvas)
    root.append(this.frame)
    this.frame.addEventListener("keydown", (event) => this.key(event))
    this.observer = new ResizeObserver(() => this.measure())
    this.observer.observe(root.host ?? root)
    this.onresize = () => this.measure()
    window.addEventListener("resize", this.onresize)
    this.drawn = {}
  }

  // The room there is: the width of the page's column, and the height from the map's top to the window's end.
  measure() {
    cancelAnimationFrame(this.pending)
    this.pending = requestAnimationFrame(() => {
      const box = this.frame.getBoundingClientRect()
      if (box.width < 50 || !this.component) return
      const scroller = this.frame.getRootNode().host?.closest("section") ?? document.scrollingElement
      const top = box.top + (scroller?.scrollTop ?? 0)
      const size = { width: Math.floor(box.width) + this.component.data.beside, height: Math.floor(window.innerHeight - top - 12) }
      const last = this.size ?? this.component.data.size
      if (last && Math.abs(size.width - last.width) < 4 && Math.abs(size.height - last.height) < 4) return
      this.size = size
      document.cookie = `${this.component.data.cookie}=${size.width}x${size.height}; path=/; SameSite=Lax; max-age=31536000`
      this.component.setStateValue("size", size)
    })
  }

  async update(component) {
    this.component = component
    const { data } = component
    this.frame.setAttribute("aria-label", data.label)
    this.frame.style.minHeight = data.figure ? "120px" : "0"
    this.frame.tabIndex = data.figure ? 0 : -1
    if (data.picture && !this.styles) await this.standIn(data)
    let Plotly
    try {
      Plotly = await loadPlotly(data.plotly)
    } catch {
      this.canvas.textContent = data.failed
      return
    }
    this.styles ??= adoptStyles(this.frame)
    if (component !== this.component) return // a newer figure has come meanwhile
    if (!data.replay) this.endReplay()
    await this.draw(Plotly, this.strip, "strip", data.strip, columnOf)
    if (data.replay) await this.replayed(Plotly, data)
    else await this.draw(Plotly, this.canvas, "canvas", data.figure, touchpointOf)
    this.picture?.remove()
    this.frame.dataset.drawn = data.stamp
    this.measure()
  }

  // Until the drawing library has come: what the map looks like. It is painted before the library is asked for, because
  // that keeps the browser busy.
  async standIn(data) {
    if (this.picture) return
    this.picture = new DOMParser().parseFromString(data.picture, "image/svg+xml").documentElement
    this.picture.style.cssText = `display:block;padding-top:${data.above}px`
    this.canvas.before(this.picture)
    this.frame.dataset.pictured = data.stamp
    this.measure()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  }

  async draw(Plotly, node, name, json, meaning) {
    if (this.drawn[name] === json) return
    this.drawn[name] = json
    node.hidden = !json
    if (!json) return
    await this.paint(Plotly, node, JSON.parse(json), meaning)
  }

  async replayed(Plotly, data) {
    const { Replay } = await import("./replay.js")
    this.replay ??= new Replay(this.frame, async (figure, strip) => {
      if (strip) await this.paint(Plotly, this.strip, strip, columnOf)
      await this.paint(Plotly, this.canvas, figure, touchpointOf)
    })
    this.canvas.hidden = false
    await this.replay.update(data)
  }

  endReplay() {
    if (!this.replay) return
    this.replay.remove()
    this.replay = undefined
    this.drawn = {} // a month is drawn
  }

  async paint(Plotly, node, figure, meaning) {
    const first = !node.dataset.ready
    await Plotly.react(node, figure.data, figure.layout, figure.config)
    if (!first) return
    node.dataset.ready = "1"
    node.on("plotly_click", (event) => {
      const point = event.points.find((p) => p.customdata !== undefined && p.customdata !== null)
      if (!point) return
      this.frame.focus({ preventScroll: true }) // so that the arrow keys go on from here
      this.component.setTriggerValue("clicked", meaning(point))
    })
  }

  key(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: "first", End: "last", Escape: "none" }
    if (!(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.component.setTriggerValue("stepped", { step: steps[event.key] })
  }

  remove() {
    this.endReplay()
    this.observer.disconnect()
    window.removeEventListener("resize", this.onresize)
    if (window.Plotly) for (const node of [this.strip, this.canvas]) window.Plotly.purge(node)
    this.styles?.remove()
    this.frame.remove()
  }
}

export const { render, remove } = kept(LiveMap)
