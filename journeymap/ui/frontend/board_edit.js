// Typing in place. What is typed is written down at every letter; nothing that comes from elsewhere touches the field.

import { el, fill } from "./board_dom.js"
import { newId } from "./board_queue.js"

const ALIVE = 5000

// How each thing that can be typed finds its text, and which act saves it.
const KINDS = {
  card: {
    text: (board, { id }) => (board.model.rows.card.has(id) ? board.model.rows.card.get(id).text ?? "" : undefined),
    save: (board, { id, was }, text) =>
      text || board.model.rows.card.get(id)?.picture
        ? board.act("card.edit", { card: id, fields: { text }, was: { text: was } })
        : board.act("card.delete", { cards: [id] }),
    blankSaves: true,
  },
  "new card": {
    save: (board, { touchpoint, lane, before, card }, text) =>
      board.act("card.add", { card, touchpoint, lane, text, before: before ?? null }),
  },
  promise: {
    text: (board, { id }) => board.model.rows.touchpoint.get(id)?.promise ?? "",
    save: (board, { id, was }, promise) => board.act("touchpoint.edit", { touchpoint: id, fields: { promise }, was: { promise: was } }),
    blankSaves: true,
  },
  touchpoint: {
    text: (board, { id }) => board.model.rows.touchpoint.get(id)?.title,
    save: (board, { id, was }, title) => board.act("touchpoint.edit", { touchpoint: id, fields: { title }, was: { title: was } }),
  },
  "new touchpoint": {
    save: (board, { stage, before, parent, touchpoint }, title) =>
      board.act("touchpoint.add", { touchpoint, stage, title, before: before ?? null, parent: parent ?? null }),
  },
  stage: {
    text: (board, { id }) => board.model.rows.stage.get(id)?.title,
    save: (board, { id, was }, title) => board.act("stage.edit", { stage: id, fields: { title }, was: { title: was } }),
  },
  "new stage": {
    save: (board, { before, stage }, title) => board.act("stage.add", { stage, title, before: before ?? null }),
  },
  lane: {
    text: (board, { id }) => board.model.rows.lane.get(id)?.title ?? "",
    shown: (board, { id }) => board.laneName(board.model.rows.lane.get(id)), // a lane without a title has its kind's name
    save: (board, { id, was }, title) => board.act("lane.rename", { lane: id, fields: { title }, was: { title: was } }),
    blankSaves: true,
  },
}

const trimmed = (text) => text.split("\n").map((line) => line.trimEnd()).join("\n").trim()

export class Editing {
  constructor(board) {
    this.board = board
    this.target = null
  }

  get busy() {
    return this.target !== null
  }

  // The thing with this key: card:ID, touchpoint:ID, stage:ID, lane:ID, promise:ID, cell:TOUCHPOINT/LANE, empty:STAGE.
  openKey(key) {
    const [kind, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]
    if (kind === "cell") {
      const [touchpoint, lane] = id.split("/")
      return this.open({ is: "new card", touchpoint, lane, before: null })
    }
    if (kind === "empty") return this.open({ is: "new touchpoint", stage: id, before: null, parent: null })
    if (key === "plus-stage") return this.open({ is: "new stage", before: null })
    if (kind in KINDS) this.open({ is: kind, id })
  }

  // `text` is what was typed before, in a tab that is gone.
  open(target, text) {
    this.close(true)
    const rules = KINDS[target.is]
    const was = rules.text?.(this.board, target) ?? ""
    if (rules.text && rules.text(this.board, target) === undefined) return
    const fresh = { "new card": "card", "new touchpoint": "touchpoint", "new stage": "stage" }[target.is]
    this.target = { ...target, was: target.was ?? was, ...(fresh && !target[fresh] ? { [fresh]: newId() } : {}) }
    this.field = el("textarea", { class: "field", rows: 1, "aria-label": this.name(), spellcheck: true })
    this.field.value = text ?? rules.shown?.(this.board, target) ?? was
    this.frame = el("div", { class: `editor of-${target.is.replace(" ", "-")}` }, this.field)
    this.place()
    this.field.addEventListener("input", () => this.typed())
    this.field.addEventListener("keydown", (event) => this.key(event))
    this.field.addEventListener("blur", () => setTimeout(() => this.left(), 0))
    this.field.addEventListener("pointerdown", (event) => event.stopPropagation())
    this.alive = setInterval(() => this.keep(), ALIVE)
    this.grow()
    this.field.focus({ preventScroll: true })
    this.frame.scrollIntoView({ block: "nearest", inline: "nearest" })
    this.field.setSelectionRange(this.field.value.length, this.field.value.length)
  }

  name() {
    const { words } = this.board
    return words.editing[this.target.is] ?? ""
  }

  // The editor lies where its text stands, or will stand.
  place() {
    const { view } = this.board
    const { is, id, touchpoint, lane, stage, before, parent } = this.target
    if (is === "new card") {
      view.awake.wakeOne(touchpoint)
      const cell = view.cells.by.get(`${touchpoint}/${lane}`)
      const next = before ? view.cards.by.get(before) : cell?.add
      return cell?.insertBefore(this.frame, next?.parentNode === cell ? next : cell.add)
    }
    if (is === "new touchpoint") {
      const host = view.columns.by.get(before ?? parent ?? "") ?? view.columns.by.get(`empty ${stage}`) ?? this.lastColumn(stage)
      return (host?.head ?? host)?.append(this.frame)
    }
    if (is === "new stage") return view.newStage.append(this.frame)
    const host = view.node(`${is}:${id}`)
    if (is === "promise") (host?.closest(".cell") ?? host)?.append(this.frame)
    else host?.append(this.frame)
    host?.classList.add(is === "promise" ? "replaced" : "edited")
    this.host = host
  }

  lastColumn(stage) {
    const last = this.board.view.shown.filter((column) => column.stage.id === stage && column.touchpoint).at(-1)
    return last && this.board.view.columns.by.get(last.touchpoint.id)
  }

  typed() {
    this.grow()
    this.keep()
  }

  keep() {
    if (this.target && this.field.value !== this.target.was) this.board.drafts.keep(this.target, this.field.value)
  }

  grow() {
    this.field.style.height = "auto"
    this.field.style.height = `${this.field.scrollHeight + 2}px`
  }

  key(event) {
    event.stopPropagation()
    if (event.isComposing) return
    const { key, shiftKey } = event
    if (key === "Escape") {
      event.preventDefault()
      this.close(false)
    } else if (key === "Enter" && !shiftKey) {
      event.preventDefault()
      this.enter()
    } else if (key === "Tab") {
      event.preventDefault()
      this.tab(shiftKey ? -1 : 1)
    }
  }

  enter() {
    const { target } = this
    const blank = !trimmed(this.field.value)
    this.close(true)
    if (blank && target.is.startsWith("new")) return
    const cardRow = this.board.model.rows.card.get(target.is === "card" ? target.id : target.card)
    if (cardRow) {
      const cell = this.board.model.cell(cardRow.touchpoint, cardRow.lane)
      const before = cell[cell.indexOf(cardRow) + 1]?.id ?? null
      this.open({ is: "new card", touchpoint: cardRow.touchpoint, lane: cardRow.lane, before })
    } else if (target.is === "new touchpoint") {
      const { stage, before, parent } = target
      this.open({ is: "new touchpoint", stage, before, parent })
    }
  }

  // Across: the same lane at the neighbouring touchpoint.
  tab(by) {
    const { target, board } = this
    this.close(true)
    const row = target.is === "card" ? board.model.rows.card.get(target.id) : null
    const lane = row?.lane ?? target.lane
    const touchpoint = row?.touchpoint ?? target.touchpoint ?? target.id
    const columns = board.view.shown.filter((column) => column.touchpoint)
    const at = columns.findIndex((column) => column.touchpoint.id === touchpoint)
    const next = at < 0 ? undefined : columns[at + by]?.touchpoint
    if (!next) return
    if (target.is === "touchpoint" || target.is === "promise") return this.open({ is: target.is, id: next.id })
    if (!lane) return
    const first = board.model.cell(next.id, lane)[0]
    this.open(first ? { is: "card", id: first.id } : { is: "new card", touchpoint: next.id, lane, before: null })
  }

  // The field lost the focus: what was typed is saved. While the window itself is away, or the page says over
  // everything that the connection is lost, it stays open.
  left() {
    if (!this.target || this.board.root.activeElement === this.field || !document.hasFocus()) return
    if (document.activeElement?.closest('[role="dialog"], [role="alertdialog"]')) this.covered = true
    else this.close(true)
  }

  // What covered the page is gone: the cursor is back, also after that window gave the focus back to the page.
  uncover() {
    if (!this.target || !this.covered) return
    this.covered = false
    const focus = () => this.field?.focus({ preventScroll: true })
    focus()
    setTimeout(focus, 300)
  }

  close(save) {
    if (!this.target) return
    const { target, field } = this
    clearInterval(this.alive)
    const focused = this.board.root.activeElement === field
    this.target = null
    this.host?.classList.remove("edited", "replaced")
    this.host = undefined
    this.frame.remove()
    this.board.drafts.drop()
    if (save) this.save(target, field.value)
    this.board.draw()
    if (focused) this.board.focus(this.after(target))
  }

  after({ is, id, card, touchpoint, lane, stage }) {
    const { rows } = this.board.model
    if (is === "new card") return rows.card.has(card) ? `card:${card}` : `cell:${touchpoint}/${lane}`
    if (is === "new touchpoint") return rows.touchpoint.has(touchpoint) ? `touchpoint:${touchpoint}` : `stage:${stage}`
    if (is === "new stage") return rows.stage.has(stage) ? `stage:${stage}` : "plus-stage"
    return `${is}:${id}`
  }

  save(target, typed) {
    const text = trimmed(target.is.includes("card") || target.is === "promise" ? typed : typed.replace(/\s+/g, " "))
    const rules = KINDS[target.is]
    if (text === target.was || (!text && !rules.blankSaves)) return
    if (!target.was && text === rules.shown?.(this.board, target)) return
    rules.save(this.board, target, text)
  }

  // The tab is closed or the machine sleeps: what was typed goes on its way.
  leave() {
    if (!this.target) return
    this.save(this.target, this.field.value)
    this.board.drafts.drop()
    this.target = { ...this.target, was: trimmed(this.field.value) }
  }

  // Texts of tabs that are gone.
  recover() {
    for (const { key, target, text } of this.board.drafts.left()) {
      localStorage.removeItem(key)
      if (target.is in KINDS && typeof text === "string") {
        this.save(target, text)
        this.board.say(fill(this.board.words.recovered, { text: trimmed(text) }), true)
      }
    }
  }
}
