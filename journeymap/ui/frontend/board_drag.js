// Dragging, on pointer events alone: mouse and pen at once, fingers after a long press, so that a swipe still scrolls.

import { el } from "./board_dom.js"
import { HEIGHT, toValue } from "./board_emotion.js"
import { idOf } from "./board_select.js"

const SLACK = 5 // px a pointer may tremble
const PRESS = 350 // ms
const EDGE = 48 // px from the edge where the board scrolls along

export class Drag {
  constructor(board) {
    this.board = board
    this.held = null
    const { grid } = board.view
    grid.addEventListener("pointerdown", (event) => this.down(event))
    this.listeners = {
      pointermove: (event) => this.move(event),
      pointerup: (event) => this.up(event),
      pointercancel: () => this.cancel(),
    }
    for (const [name, listener] of Object.entries(this.listeners)) window.addEventListener(name, listener)
    // No text is marked and nothing else takes the focus; fields and buttons keep what is theirs.
    grid.addEventListener("mousedown", (event) => this.held && event.preventDefault())
    grid.addEventListener("touchmove", (event) => this.held?.dragging && event.preventDefault(), { passive: false })
    grid.addEventListener("contextmenu", (event) => this.held?.touch && event.preventDefault())
  }

  remove() {
    for (const [name, listener] of Object.entries(this.listeners)) window.removeEventListener(name, listener)
    this.cancel()
  }

  get active() {
    return Boolean(this.held?.dragging)
  }

  down(event) {
    if (event.button !== 0 || this.held) return
    const path = event.composedPath()
    if (path.some((node) => node.classList?.contains("editor") || node.tagName === "BUTTON")) return
    this.board.edit.close(true) // where no focus is given, none is taken from a field either
    const node = path.find((one) => one.dataset?.drag)
    const ground = path.find((one) => one.dataset?.kind === "emotion")
    if (!node) {
      if (ground) this.ground = { node: ground, y: event.clientY }
      return
    }
    const touch = event.pointerType === "touch"
    this.held = { node, key: node.dataset.key, kind: node.dataset.drag, x: event.clientX, y: event.clientY, touch, pointer: event.pointerId, event }
    if (touch) this.held.timer = setTimeout(() => this.begin(), PRESS)
  }

  move(event) {
    const { held } = this
    if (!held || event.pointerId !== held.pointer) return
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLACK
    if (!held.dragging) {
      if (!far) return
      if (held.touch) return this.cancel() // it scrolls
      this.begin()
    }
    held.at = { x: event.clientX, y: event.clientY }
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.follow())
  }

  begin() {
    const { held, board } = this
    if (!held) return
    clearTimeout(held.timer)
    held.dragging = true
    held.at = { x: held.x, y: held.y }
    if (held.kind === "emotion") return
    const box = held.node.getBoundingClientRect()
    this.ghost = held.node.cloneNode(true)
    this.ghost.removeAttribute("data-key")
    this.ghost.className += " ghost"
    this.ghost.style.width = `${Math.min(box.width, 260)}px`
    const others = board.selection.with(held.key).length
    if (others > 1) this.ghost.append(el("b", { class: "count" }, String(others)))
    this.mark = el("div", { class: "drop-mark" })
    board.frame.append(this.ghost, this.mark)
    board.frame.classList.add("dragging")
    held.node.classList.add("lifted")
    if (held.touch) navigator.vibrate?.(15)
    this.follow()
    this.scrolling = setInterval(() => this.scroll(), 16)
  }

  follow() {
    const { held } = this
    if (!held?.dragging) return
    if (held.kind === "emotion") return this.bend()
    this.ghost.style.transform = `translate(${held.at.x + 8}px, ${held.at.y + 8}px)`
    held.target = this[`over_${held.kind}`](held.at)
    this.mark.hidden = !held.target
    if (held.target) Object.assign(this.mark.style, held.target.mark)
  }

  bend() {
    const { held, board } = this
    const [touchpoint, persona] = idOf(held.key).split("/")
    const cell = held.node.closest(".cell").getBoundingClientRect()
    board.emotions.move(touchpoint, persona, toValue(((held.at.y - cell.top) / cell.height) * HEIGHT))
  }

  under(at, selector) {
    return this.board.root.elementFromPoint(at.x, at.y)?.closest?.(selector)
  }

  over_card(at) {
    const cell = this.under(at, ".cell[data-cell]")
    if (!cell) return null
    const [touchpoint, lane] = cell.dataset.cell.split("/")
    if (!this.board.model.rows.lane.get(lane)?.cards) return null
    const cards = [...cell.querySelectorAll(":scope > .card:not(.lifted)")]
    const next = cards.find((card) => at.y < middle(card.getBoundingClientRect()))
    const box = cell.getBoundingClientRect()
    const y = next ? next.getBoundingClientRect().top - 3 : cards.at(-1)?.getBoundingClientRect().bottom ?? box.top + 6
    const before = next ? idOf(next.dataset.key) : null
    return { touchpoint, lane, before, mark: mark(box.left + 4, y, box.width - 8, 3) }
  }

  over_touchpoint(at) {
    const column = this.under(at, ".column")
    const box = (column ?? this.under(at, ".new-stage"))?.getBoundingClientRect()
    if (!box) return null
    if (!column) {
      const stage = this.board.model.order().stages.at(-1)
      return stage ? { stage: stage.row.id, before: null, mark: mark(box.left - 2, box.top, 4, box.height) } : null
    }
    if (column.dataset.empty) return { stage: column.dataset.empty, before: null, mark: mark(box.left, box.top, box.width, 4) }
    const { shown } = this.board.view
    const at_ = shown.findIndex((one) => one.touchpoint?.id === column.dataset.touchpoint)
    const right = at.x > box.left + box.width / 2
    const next = right ? shown[at_ + 1] : shown[at_]
    const stage = shown[at_].stage.id
    const before = next?.touchpoint && next.stage.id === stage ? next.touchpoint.id : null
    return { stage, before, mark: mark((right ? box.right : box.left) - 2, box.top, 4, box.height) }
  }

  over_stage(at) {
    const stage = this.under(at, ".stage")
    if (!stage) return this.under(at, ".new-stage") ? { before: null, mark: edge(this.under(at, ".new-stage").getBoundingClientRect(), false) } : null
    const box = stage.getBoundingClientRect()
    const stages = this.board.model.order().stages.map((one) => one.row.id)
    const right = at.x > box.left + box.width / 2
    const n = stages.indexOf(stage.dataset.stage)
    return { before: right ? stages[n + 1] ?? null : stages[n], mark: edge(box, right) }
  }

  over_lane(at) {
    const heads = [...this.board.view.lanesShown].map((lane) => ({ lane, box: this.board.view.lanes.by.get(lane.id).getBoundingClientRect() }))
    const next = heads.find(({ box }) => at.y < middle(box))
    const last = heads.at(-1)?.box
    if (!last) return null
    return { before: next?.lane.id ?? null, mark: mark(last.left, next ? next.box.top - 2 : last.bottom - 2, this.board.frame.clientWidth, 4) }
  }

  scroll() {
    const { held, board } = this
    if (!held?.at) return
    const box = board.view.scroller.getBoundingClientRect()
    const pull = (at, low, high) => (at < low + EDGE ? at - low - EDGE : at > high - EDGE ? at - high + EDGE : 0) / 3
    const x = pull(held.at.x, box.left + board.laneWidth(), box.right)
    const y = held.kind === "touchpoint" || held.kind === "stage" ? 0 : pull(held.at.y, box.top + 80, box.bottom)
    if (!x && !y) return
    board.view.scroller.scrollBy(Math.max(-24, Math.min(24, x)), Math.max(-24, Math.min(24, y)))
    this.follow()
  }

  up(event) {
    const { held, board } = this
    if (!held) return this.upOnGround(event)
    if (event.pointerId !== held.pointer) return
    if (!held.dragging) {
      this.cancel()
      return board.click(held.key, event)
    }
    this.held.at = { x: event.clientX, y: event.clientY }
    cancelAnimationFrame(this.frame)
    this.follow()
    const { target, key, kind } = held
    this.clear()
    if (kind === "emotion") return board.emotions.done()
    if (!target) return board.say(board.words.not_moved)
    if (kind === "card") board.moves.cards(key, target.touchpoint, target.lane, target.before)
    else if (kind === "touchpoint") board.moves.touchpoints(key, target.stage, target.before)
    else board.moves.row(kind, idOf(key), target.before)
    board.focus(key)
  }

  // A click on the empty ground of the curve says something for the first persona that has said nothing there.
  upOnGround(event) {
    const { ground, board } = this
    this.ground = null
    if (!ground || Math.abs(event.clientY - ground.y) > SLACK) return
    const touchpoint = ground.node.dataset.touchpoint
    const persona = board.model.order().personas.find((one) => board.emotions.value(touchpoint, one.id) === null)
    if (!persona) return
    const box = ground.node.getBoundingClientRect()
    board.emotions.move(touchpoint, persona.id, toValue(((event.clientY - box.top) / box.height) * HEIGHT))
    board.emotions.done()
  }

  cancel() {
    const { held } = this
    if (!held) return
    this.clear()
    if (held.dragging && held.kind === "emotion") this.board.emotions.cancel()
    else if (held.dragging) this.board.draw()
  }

  clear() {
    clearTimeout(this.held?.timer)
    clearInterval(this.scrolling)
    cancelAnimationFrame(this.frame)
    this.held?.node.classList.remove("lifted")
    this.held = null
    this.ghost?.remove()
    this.mark?.remove()
    this.board.frame.classList.remove("dragging")
  }
}

const middle = (box) => (box.top + box.bottom) / 2
const mark = (left, top, width, height) => ({ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
const edge = (box, right) => mark((right ? box.right : box.left) - 2, box.top, 4, Math.min(box.height, 400))
