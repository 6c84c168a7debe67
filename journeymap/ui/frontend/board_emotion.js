// What personas are believed to feel: a hollow point per persona and touchpoint, dashed curves through them. A point is
// dragged up and down, or moved by keys; one gesture is one act.

import { arrange, attribute, el, fill, svg, text } from "./board_dom.js"

export const HEIGHT = 132
const PAD = 18
const REST = 700 // ms after the last key until a gesture by keys is over

export const toY = (value) => PAD + ((2 - value) / 4) * (HEIGHT - 2 * PAD)
export const toValue = (y) => Math.round(Math.min(2, Math.max(-2, 2 - ((y - PAD) / (HEIGHT - 2 * PAD)) * 4)) * 10) / 10
export const shown = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(1)}`

export function emotionCell(board, node, touchpoint) {
  const { model, words } = board
  const { personas } = model.order()
  const now = [model.rows.emotion, model.rows.persona, touchpoint.title, board.emotions.gesture && {}, board.colours]
  if (node.now?.every((one, n) => one === now[n])) return
  node.now = now
  node.dataset.touchpoint = touchpoint.id
  node.style.setProperty("--neutral", `${toY(0)}px`)
  node.points ??= new Map()
  const points = personas.map((persona, n) => {
    const key = `emotion:${touchpoint.id}/${persona.id}`
    let point = node.points.get(persona.id)
    if (!point) {
      point = el("div", { class: "point", role: "slider", tabindex: -1, "data-key": key, "data-drag": "emotion", "aria-valuemin": -2, "aria-valuemax": 2 })
      node.points.set(persona.id, point)
    }
    const value = board.emotions.value(touchpoint.id, persona.id)
    const { colour } = board.colours.pens[n % board.colours.pens.length]
    point.classList.toggle("unsaid", value === null)
    point.style.top = `${toY(value ?? 0)}px`
    point.style.left = `${((n + 1) / (personas.length + 1)) * 100}%`
    point.style.setProperty("--pen", colour)
    text(point, value === null ? "+" : shown(value))
    attribute(point, "aria-valuenow", value ?? 0)
    attribute(point, "aria-valuetext", value === null ? words.nothing_said : shown(value))
    attribute(point, "title", persona.name)
    attribute(point, "aria-label", fill(words.emotion_label, { name: persona.name, title: touchpoint.title }))
    return point
  })
  arrange(node, points)
}

// Whose curve is whose.
export function legend(board, node) {
  const entries = board.model.order().personas.map((persona, n) => {
    const pen = board.colours.pens[n % board.colours.pens.length]
    const line = svg("path", { d: "M0,4 H22", stroke: pen.colour, "stroke-width": 2, "stroke-dasharray": pen.dashes })
    return el("div", {}, svg("svg", { width: 22, height: 8, "aria-hidden": "true" }, line), ` ${persona.name}`)
  })
  node.replaceChildren(...entries)
}

export function drawCurves(board, node, columns) {
  const width = board.columnWidth()
  const { personas } = board.model.order()
  const lines = personas.map((persona, n) => {
    const pen = board.colours.pens[n % board.colours.pens.length]
    const points = columns.flatMap(({ touchpoint }, at) => {
      const value = touchpoint ? board.emotions.value(touchpoint.id, persona.id) : null
      return value === null ? [] : [{ x: (at + (n + 1) / (personas.length + 1)) * width, y: toY(value) }]
    })
    return svg("path", { d: smooth(points), fill: "none", stroke: pen.colour, "stroke-width": 2, "stroke-dasharray": pen.dashes })
  })
  node.setAttribute("width", columns.length * width)
  node.setAttribute("height", HEIGHT)
  node.replaceChildren(...lines)
}

// Level at every turn, so that the curve never shows more than was said (as in Fritsch and Carlson, 1980, with slopes
// of the harmonic mean).
function smooth(points) {
  if (points.length < 2) return ""
  const slope = (a, b) => (b.y - a.y) / (b.x - a.x)
  const slopes = points.map((point, n) => {
    if (n === 0 || n === points.length - 1) return 0
    const before = slope(points[n - 1], point)
    const after = slope(point, points[n + 1])
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
  })
  const parts = points.slice(1).map((point, n) => {
    const third = (point.x - points[n].x) / 3
    return `C${points[n].x + third},${points[n].y + slopes[n] * third} ${point.x - third},${point.y - slopes[n + 1] * third} ${point.x},${point.y}`
  })
  return `M${points[0].x},${points[0].y}${parts.join("")}`
}

export class Emotions {
  constructor(board) {
    this.board = board
    this.gesture = null
  }

  // As it is, or as the hand holds it at this moment.
  value(touchpoint, persona) {
    const id = `${touchpoint}/${persona}`
    if (this.gesture?.id === id) return this.gesture.value
    return this.board.model.rows.emotion.get(id)?.value ?? null
  }

  // Moves a point without saying so to the server; `done` ends the gesture.
  move(touchpoint, persona, value) {
    const id = `${touchpoint}/${persona}`
    if (this.gesture?.id !== id) {
      this.done()
      this.gesture = { id, touchpoint, persona, was: this.value(touchpoint, persona) }
    }
    this.gesture.value = value
    const node = this.board.view.cells.by.get(`${touchpoint}/${this.board.emotionLane()?.id}`)
    const row = this.board.model.rows.touchpoint.get(touchpoint)
    if (node && row) emotionCell(this.board, node, row)
    this.board.view.drawCurves()
  }

  // One step by a key; the gesture ends when the keys rest or the point is left.
  step(touchpoint, persona, by) {
    const now = this.value(touchpoint, persona) ?? 0
    this.move(touchpoint, persona, Math.round(Math.min(2, Math.max(-2, now + by)) * 10) / 10)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.done(), REST)
  }

  done() {
    clearTimeout(this.timer)
    const { gesture } = this
    this.gesture = null
    if (!gesture || gesture.value === gesture.was) return
    const { touchpoint, persona, value, was } = gesture
    this.board.act("emotion.set", { touchpoint, persona, value, was })
    const title = this.board.model.rows.touchpoint.get(touchpoint)?.title ?? ""
    const said = value === null ? this.board.words.nothing_said : shown(value)
    this.board.say(fill(this.board.words.emotion_said, { title, value: said }))
  }

  cancel() {
    clearTimeout(this.timer)
    this.gesture = null
    this.board.draw()
  }
}
