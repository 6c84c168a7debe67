// The board: a journey to be edited by hand. It paints first and sends then; the server's answers come as changes.

import { Drag } from "./board_drag.js"
import { conflict, help, sure } from "./board_dialogs.js"
import { el, fill, sign, text } from "./board_dom.js"
import { Drafts, newId, Queue } from "./board_queue.js"
import { Editing } from "./board_edit.js"
import { Emotions } from "./board_emotion.js"
import { Keys } from "./board_keys.js"
import { Menu } from "./board_menu.js"
import { Model } from "./board_model.js"
import { Moves } from "./board_moves.js"
import { Offline } from "./board_offline.js"
import { idOf, Selection } from "./board_select.js"
import { View } from "./board_view.js"

const boards = new WeakMap()
const LARGE = 20_000 // letters of changes after which the browser tells the server what it has
const TOAST = 8000

class Board {
  constructor(component) {
    const { data } = component
    this.root = component.parentElement.getRootNode()
    this.journey = data.journey
    this.setUp(data.setup)
    this.model = new Model()
    this.folded = new Set(this.remembered("folded") ?? [])
    this.queue = new Queue(data.journey, (acts) => this.send(acts), (state) => this.saving(state))
    this.drafts = new Drafts(data.journey)
    this.emotions = new Emotions(this)
    this.view = new View(this)
    this.selection = new Selection(this)
    this.moves = new Moves(this)
    this.edit = new Editing(this)
    this.menu = new Menu(this)
    this.build(component.parentElement, data)
    this.drag = new Drag(this)
    this.keys = new Keys(this)
    this.offline = new Offline(this)
    this.listeners = { pagehide: () => this.edit.leave(), resize: () => this.measure(), online: () => this.queue.again(), keydown: (event) => this.anywhere(event) }
    for (const [name, listener] of Object.entries(this.listeners)) window.addEventListener(name, listener)
    this.observer = new ResizeObserver(() => this.measure())
    this.observer.observe(component.parentElement.host ?? component.parentElement)
  }

  setUp({ words, colours, plurals, pictures }) {
    this.pictures = pictures
    this.words = words
    this.plurals = plurals
    this.colours = colours
  }

  build(parent, data) {
    const { words } = this
    this.undoButton = el("button", { type: "button", onclick: () => this.act("undo", {}) }, words.undo)
    this.redoButton = el("button", { type: "button", onclick: () => this.act("redo", {}) }, words.redo)
    this.state = el("span", { class: "state", role: "status" })
    this.bar = el(
      "div",
      { class: "bar", role: "toolbar", "aria-label": words.board },
      this.undoButton,
      this.redoButton,
      el("button", { type: "button", onclick: (event) => this.menu.lanes(event.currentTarget) }, words.lanes),
      el("button", { type: "button", onclick: () => this.edit.open({ is: "new stage", before: null }) }, `+ ${words.stage}`),
      this.state,
      sign("?", words.help, () => this.help(), { tabindex: 0, class: "help" }),
    )
    this.live = el("div", { class: "live", "aria-live": "polite" })
    this.toast = el("div", { class: "toast", hidden: true })
    this.view.scroller.setAttribute("role", "application")
    this.frame = el("div", { class: "board" }, this.bar, this.view.scroller, this.toast, this.live)
    const style = el("link", { rel: "stylesheet", href: new URL(data.style, location.origin).href })
    this.frame.style.visibility = "hidden"
    style.addEventListener("load", () => (this.frame.style.visibility = ""))
    this.paint()
    parent.append(style, this.frame)
    this.style = style
    this.bar.addEventListener("keydown", (event) => this.shortcut(event))
  }

  // Undo works as long as nothing else has the focus, whatever was clicked last; in a field it is the browser's own.
  anywhere(event) {
    const at = document.activeElement
    const ours = at === document.body || at === this.root.host
    if (ours && !event.defaultPrevented && !this.root.activeElement?.matches("textarea, input, select")) this.shortcut(event)
  }

  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    if (key !== "z" && key !== "y") return
    event.preventDefault()
    event.stopPropagation()
    this.act(key === "y" || event.shiftKey ? "redo" : "undo", {})
  }

  paint() {
    for (const [name, value] of Object.entries(this.colours.tokens)) this.frame.style.setProperty(`--${name}`, value)
  }

  // The server has something to say: what changed, and what became of the acts.
  update(component) {
    this.component = component
    const { data } = component
    if (data.setup && data.setup !== this.setup) {
      this.setup = data.setup
      this.setUp(data.setup)
      this.paint()
      this.queue.inflight = null // a page that starts anew knows of no message on its way
      this.edit.uncover()
    }
    const before = this.model.token
    if (!this.model.take(data)) return this.tell(null)
    const waited = this.queue.acts.length
    const refused = this.queue.answered(data.outcomes ?? [])
    this.view.scroller.setAttribute("aria-label", fill(this.words.board_label, { title: [...this.model.known.journey.values()][0]?.title ?? "" }))
    this.name(this.undoButton, data.undo, this.words.undo_what, this.words.no_undo)
    this.name(this.redoButton, data.redo, this.words.redo_what, this.words.no_redo)
    if (before !== this.model.token || this.queue.acts.length !== waited || !this.drawn) this.draw()
    if (before === null) this.first()
    if (data.base === null || JSON.stringify(data.tables).length > LARGE) this.tell(this.model.token)
    for (const { act, outcome } of refused) this.refused(act, outcome)
  }

  first() {
    this.saving(this.queue.acts.length ? "saving" : "saved")
    this.edit.recover()
    this.queue.flush()
    this.measure()
    this.keys.stop()
  }

  // Tells the server what this browser has, so that only what is newer is sent; once for each state.
  tell(token) {
    if (this.told === token && token !== null) return
    this.told = token
    clearTimeout(this.telling)
    this.telling = setTimeout(() => this.component.setTriggerValue("sent", { acts: [], have: token, stamp: newId() }), 150)
  }

  send(acts) {
    this.component.setTriggerValue("sent", { acts, have: this.model.token, stamp: newId() })
  }

  name(button, what, sentence, none) {
    button.disabled = !what
    button.title = what ? fill(sentence, { act: what }) : none
    button.setAttribute("aria-label", button.title)
  }

  act(kind, given) {
    const act = this.queue.add(kind, given)
    this.draw()
    return act
  }

  refused(act, outcome) {
    if (outcome.state === "conflict" || act.text || act.title || act.label || act.fields) return conflict(this, act, outcome)
    this.say(outcome.sentence, true)
  }

  // While somebody types, only what stands elsewhere and does not move anything is taken over; the rest waits.
  draw() {
    this.personaMark = this.model.known.persona
    this.model.replay(this.queue.acts)
    this.frame.dataset.waiting = this.queue.acts.length
    if (this.edit.busy || this.drag?.active) return (this.waiting = true)
    this.waiting = false
    this.drawn = true
    const focused = this.root.activeElement?.dataset?.key
    this.view.draw()
    this.selection.paint()
    this.keys?.stop()
    if (focused && this.root.activeElement?.dataset?.key !== focused) this.focus(focused)
    this.frame.dataset.drawn = String((this.count = (this.count ?? 0) + 1))
  }

  focus(key) {
    if (!key) return
    const node = this.view.node(key) ?? this.view.node(key.replace("promise:", "cell:"))
    if (!node) return
    node.focus({ preventScroll: true })
    node.scrollIntoView({ block: "nearest", inline: "nearest" })
  }

  click(key, event) {
    if (event.shiftKey) return this.selection.stretch(key), this.focus(key)
    if (event.ctrlKey || event.metaKey) return this.selection.toggle(key), this.focus(key)
    this.selection.clear()
    this.selection.anchor = key
    if (key.startsWith("emotion:")) return this.focus(key)
    this.edit.openKey(key)
  }

  // Deletes what a key stands for, with everything that is chosen beside it.
  remove(key) {
    const kind = key.slice(0, key.indexOf(":"))
    const id = idOf(key)
    const { rows } = this.model
    if (kind === "card") {
      const cards = this.selection.with(key)
      const row = rows.card.get(id)
      this.act("card.delete", { cards })
      this.offer(cards.length > 1 ? this.plural("cards_deleted", cards.length) : fill(this.words.deleted_what, { title: row?.text ?? "" }))
      this.keys.visit(row?.lane, row?.touchpoint)
    } else if (kind === "touchpoint") this.removeTouchpoints(this.selection.with(key))
    else if (kind === "stage") this.removeStage(id)
    else if (kind === "lane") this.removeLane(id)
    else if (kind === "path") this.act("path.delete", { path: id })
    else if (kind === "promise") this.act("touchpoint.edit", { touchpoint: id, fields: { promise: "" }, was: { promise: rows.touchpoint.get(id)?.promise ?? "" } })
    else if (kind === "emotion") {
      const [touchpoint, persona] = id.split("/")
      this.emotions.move(touchpoint, persona, null)
      this.emotions.done()
    }
  }

  removeTouchpoints(ids) {
    const { rows } = this.model
    const gone = new Set(ids)
    for (const row of rows.touchpoint.values()) if (gone.has(row.parent)) gone.add(row.id)
    const titles = ids.map((id) => rows.touchpoint.get(id)?.title ?? "")
    const columns = this.moves.columns()
    const next = columns.slice(columns.indexOf(ids[0])).find((id) => !gone.has(id)) ?? columns.find((id) => !gone.has(id))
    const act = () => {
      this.act("touchpoint.delete", { touchpoints: ids })
      this.offer(ids.length > 1 ? this.plural("touchpoints_deleted", ids.length) : fill(this.words.deleted_what, { title: titles[0] }))
      this.focus(next ? `touchpoint:${next}` : "plus-stage")
    }
    const lines = this.takesAlong(gone)
    const title = ids.length > 1 ? this.plural("delete_touchpoints", ids.length) : fill(this.words.delete_what, { title: titles[0] })
    lines.length ? sure(this, title, lines, act) : act()
  }

  removeStage(id) {
    const row = this.model.rows.stage.get(id)
    const inside = [...this.model.rows.touchpoint.values()].filter((one) => one.stage === id).map((one) => one.id)
    const act = () => {
      this.act("stage.delete", { stage: id })
      this.offer(fill(this.words.deleted_what, { title: row.title }))
    }
    const lines = inside.length ? [this.plural("touchpoints", inside.length), ...this.takesAlong(new Set(inside))] : []
    lines.length ? sure(this, fill(this.words.delete_what, { title: row.title }), lines, act) : act()
  }

  removeLane(id) {
    const row = this.model.rows.lane.get(id)
    const cards = [...this.model.rows.card.values()].filter((one) => one.lane === id).length
    const act = () => {
      this.act("lane.delete", { lane: id })
      this.offer(fill(this.words.deleted_what, { title: this.laneName(row) }))
    }
    cards ? sure(this, fill(this.words.delete_what, { title: this.laneName(row) }), [this.plural("cards", cards)], act) : act()
  }

  // What hangs on touchpoints, in sentences.
  takesAlong(gone) {
    const { rows } = this.model
    const count = (table, fits) => [...rows[table].values()].filter(fits).length
    const cards = count("card", (row) => gone.has(row.touchpoint))
    const parts = count("touchpoint", (row) => gone.has(row.id) && gone.has(row.parent))
    const answers = [...gone].reduce((sum, id) => sum + (rows.score.get(id)?.answers ?? 0), 0)
    const lines = []
    if (parts) lines.push(this.plural("parts", parts))
    if (cards) lines.push(this.plural("cards", cards))
    if (answers) lines.push(this.plural("answers", answers))
    return lines
  }

  addTouchpointAfter(id) {
    const row = this.model.rows.touchpoint.get(id)
    const like = this.moves.columns().filter((other) => {
      const one = this.model.rows.touchpoint.get(other)
      return one.stage === row.stage && (one.parent ?? null) === (row.parent ?? null)
    })
    this.edit.open({ is: "new touchpoint", stage: row.stage, parent: row.parent ?? null, before: like[like.indexOf(id) + 1] ?? null })
  }

  fold(id) {
    this.folded.has(id) ? this.folded.delete(id) : this.folded.add(id)
    this.remember("folded", [...this.folded])
    this.draw()
  }

  unfold(id) {
    if (this.folded.has(id)) this.fold(id)
  }

  help() {
    help(this)
  }

  // Said by a screen reader; `aloud` also shown for a while.
  say(sentence, aloud = false) {
    this.live.textContent = ""
    requestAnimationFrame(() => (this.live.textContent = sentence))
    if (aloud) this.show(sentence)
  }

  offer(sentence) {
    this.say(sentence)
    this.show(sentence, el("button", { type: "button", onclick: () => (this.act("undo", {}), (this.toast.hidden = true)) }, this.words.undo))
  }

  show(sentence, ...buttons) {
    clearTimeout(this.toasting)
    this.toast.replaceChildren(el("span", {}, sentence), ...buttons)
    this.toast.hidden = false
    this.toasting = setTimeout(() => (this.toast.hidden = true), TOAST)
  }

  saving(state) {
    const n = this.queue?.acts.length ?? 0
    const sentence = state === "saved" ? this.words.saved : state === "saving" ? this.words.saving : n ? this.plural("waiting", n) : this.words.not_connected
    if (!this.state) return
    text(this.state, sentence)
    this.state.dataset.state = state
  }

  plural(name, n) {
    return fill(n === 1 ? this.plurals[name][0] : this.plurals[name][1], { n })
  }

  laneName(lane) {
    return lane ? lane.title || this.words.lane_kinds[lane.kind] || "" : ""
  }

  laneOf(kind) {
    return this.view.lanesShown.find((lane) => lane.kind === kind)
  }

  emotionLane() {
    return this.laneOf("emotion")
  }

  newId() {
    return newId()
  }

  columnWidth() {
    return parseFloat(getComputedStyle(this.frame).getPropertyValue("--col")) || 176
  }

  laneWidth() {
    return parseFloat(getComputedStyle(this.frame).getPropertyValue("--lane")) || 132
  }

  remember(name, value) {
    localStorage.setItem(`journeymap.board.${this.journey}.${name}`, JSON.stringify(value))
  }

  remembered(name) {
    return JSON.parse(localStorage.getItem(`journeymap.board.${this.journey}.${name}`) ?? "null")
  }

  // As high as the window has room.
  measure() {
    const top = this.frame.getBoundingClientRect().top + (this.frame.closest?.("section")?.scrollTop ?? 0)
    const height = `${Math.max(360, Math.floor(window.innerHeight - Math.max(top, 0) - 14))}px`
    if (this.frame.style.height !== height) this.frame.style.height = height
  }

  leave() {
    this.edit.close(true)
    this.queue.stop()
    this.offline.stop()
    this.drag.remove()
    this.menu.remove()
    this.observer.disconnect()
    for (const [name, listener] of Object.entries(this.listeners)) window.removeEventListener(name, listener)
    this.style.remove()
    this.frame.remove()
  }
}

export function render(component) {
  const parent = component.parentElement
  const known = boards.get(parent)
  if (known && known.journey !== component.data.journey) remove(parent)
  if (!boards.has(parent)) {
    if (!component.data.setup) return component.setTriggerValue("sent", { acts: [], have: null, stamp: newId() })
    boards.set(parent, new Board(component))
  }
  boards.get(parent).update(component)
}

export function remove(parent) {
  boards.get(parent)?.leave()
  boards.delete(parent)
}
