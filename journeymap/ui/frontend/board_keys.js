// The keyboard: one stop for the Tab key, arrows inside, everything that a hand can do.

import { idOf } from "./board_select.js"

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export class Keys {
  constructor(board) {
    this.board = board
    board.view.grid.addEventListener("keydown", (event) => this.key(event))
    board.view.grid.addEventListener("focusin", (event) => this.arrived(event.target))
    board.view.grid.addEventListener("focusout", (event) => {
      if (event.target.classList?.contains("point") && board.emotions.gesture && !board.drag.active) board.emotions.done()
    })
  }

  // One element of the board can be reached by Tab: the one that was left last.
  arrived(node) {
    const key = node.dataset?.key
    if (!key) return
    this.at = key
    this.stop()
  }

  stop() {
    const node = (this.at && this.board.view.node(this.at)) || this.board.view.grid.querySelector("[data-key]")
    if (node === this.stopped && node?.tabIndex === 0) return
    if (this.stopped) this.stopped.tabIndex = -1
    if (node) node.tabIndex = 0
    this.stopped = node
  }

  key(event) {
    const key = event.target.dataset?.key
    const { board } = this
    if (!key || event.isComposing) return
    const ctrl = event.ctrlKey || event.metaKey
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (board.drag.active) {
      if (event.key === "Escape") done(), board.drag.cancel()
      return
    }
    if (event.key in ARROWS) {
      done()
      const [across, down] = ARROWS[event.key]
      if (ctrl || event.altKey) return this.moved(key, across, down)
      return this.go(key, across, down, event.shiftKey)
    }
    const plain = !ctrl && !event.altKey
    if (ctrl && event.key.toLowerCase() === "z") done(), board.act(event.shiftKey ? "redo" : "undo", {})
    else if (ctrl && event.key.toLowerCase() === "y") done(), board.act("redo", {})
    else if (ctrl && event.key.toLowerCase() === "a") done(), this.all(key)
    else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) done(), board.menu.open(key, event.target)
    else if (event.key === " " && plain) done(), board.selection.toggle(key)
    else if ((event.key === "Enter" || event.key === "F2") && plain) done(), this.enter(key, event.target)
    else if ((event.key === "Delete" || event.key === "Backspace") && plain) done(), board.remove(key)
    else if (event.key === "Escape") done(), this.escape(key)
    else if (event.key === "Insert" || (event.key.toLowerCase() === "n" && plain)) done(), this.insert(key)
    else if (event.key === "?" ) done(), board.help()
    else if (["Home", "End", "PageUp", "PageDown"].includes(event.key)) done(), this.far(key, event.key)
  }

  moved(key, across, down) {
    this.board.moves.step(key, across, down)
    this.board.focus(key)
  }

  enter(key, node) {
    if (key.startsWith("path:")) return this.board.menu.open(key, node)
    if (key.startsWith("emotion:")) return this.board.focus(this.slide(key, 0, 1) ?? key)
    this.board.edit.openKey(key)
  }

  escape(key) {
    if (this.board.emotions.gesture) this.board.emotions.cancel()
    this.board.selection.clear()
    this.board.focus(key)
  }

  all(key) {
    const { selection } = this.board
    selection.keys = new Set(selection.ordered(key.startsWith("touchpoint:") ? "touchpoint" : "card"))
    selection.paint()
    this.board.say(this.board.plural("selected", selection.keys.size))
  }

  insert(key) {
    const { board } = this
    const id = idOf(key)
    if (key.startsWith("card:")) {
      const row = board.model.rows.card.get(id)
      const cell = board.model.cell(row.touchpoint, row.lane)
      board.edit.open({ is: "new card", touchpoint: row.touchpoint, lane: row.lane, before: cell[cell.indexOf(row) + 1]?.id ?? null })
    } else if (key.startsWith("touchpoint:")) board.addTouchpointAfter(id)
    else if (key.startsWith("stage:")) board.edit.open({ is: "new touchpoint", stage: id, before: null, parent: null })
    else board.edit.openKey(key)
  }

  far(key, name) {
    if (key.startsWith("emotion:")) {
      const [touchpoint, persona] = idOf(key).split("/")
      const by = { Home: 4, End: -4, PageUp: 0.5, PageDown: -0.5 }[name]
      return this.board.emotions.step(touchpoint, persona, by)
    }
    const columns = this.board.moves.columns()
    const here = this.where(key)
    if (name === "Home" || name === "End") this.visit(here.row, name === "Home" ? columns[0] : columns.at(-1))
  }

  // Where a key stands: its column (touchpoint) and its row: "stage", "touchpoint" or a lane's id.
  where(key) {
    const id = idOf(key)
    const { rows } = this.board.model
    if (key.startsWith("card:")) {
      const row = rows.card.get(id)
      return { column: row?.touchpoint, row: row?.lane, card: row }
    }
    if (key.startsWith("cell:")) return { column: id.split("/")[0], row: id.split("/")[1] }
    if (key.startsWith("emotion:")) return { column: id.split("/")[0], row: this.board.emotionLane()?.id, persona: id.split("/")[1] }
    if (key.startsWith("promise:")) return { column: id, row: this.board.laneOf("promise")?.id }
    if (key.startsWith("touchpoint:")) return { column: id, row: "touchpoint" }
    if (key.startsWith("lane:")) return { column: "lane", row: id }
    if (key.startsWith("stage:")) return { stage: id, row: "stage", column: this.firstOf(id) }
    if (key.startsWith("empty:")) return { stage: id, row: "touchpoint", column: `empty ${id}` }
    if (key.startsWith("path:")) return { column: rows.path.get(id)?.from, row: "touchpoint" }
    return { row: "touchpoint" }
  }

  firstOf(stage) {
    const column = this.board.view.shown.find((one) => one.stage.id === stage)
    return column?.touchpoint?.id ?? `empty ${stage}`
  }

  go(key, across, down, stretch) {
    const here = this.where(key)
    const order = this.board.view.shown.map((one) => one.touchpoint?.id ?? `empty ${one.stage.id}`)
    if (here.row === "stage" && across) {
      const stages = this.board.model.order().stages.map((one) => one.row.id)
      const next = stages[stages.indexOf(here.stage) + across]
      return next ? this.board.focus(`stage:${next}`) : across > 0 && this.board.focus("plus-stage")
    }
    if (down) return this.vertical(key, here, down)
    if (here.column === "lane") return across > 0 && this.visit(here.row, order[0])
    if (key === "plus-stage") return across < 0 && this.visit("touchpoint", order.at(-1))
    const at = order.indexOf(here.column) + across
    if (at < 0) return here.row !== "touchpoint" && this.board.focus(`lane:${here.row}`)
    if (at >= order.length) return this.board.focus("plus-stage")
    this.visit(here.row, order[at], here, stretch && key)
  }

  vertical(key, here, down) {
    const { board } = this
    if (here.persona) {
      const next = this.slide(key, 0, down)
      if (next) return board.focus(next)
    }
    if (here.card) {
      const cell = board.model.cell(here.column, here.row)
      const next = cell[cell.indexOf(here.card) + down]
      if (next) return board.focus(`card:${next.id}`)
      if (down > 0) return board.focus(`cell:${here.column}/${here.row}`)
    }
    if (key.startsWith("cell:") && down < 0) {
      const last = board.model.cell(here.column, here.row).at(-1)
      if (last) return board.focus(`card:${last.id}`)
    }
    const lanes = board.view.lanesShown.filter((lane) => this.stands(lane)).map((lane) => lane.id)
    const rows = ["stage", "touchpoint", ...lanes]
    const list = here.column === "lane" ? board.view.lanesShown.map((lane) => lane.id) : rows
    const row = list[list.indexOf(here.row) + down]
    if (!row) return
    if (here.column === "lane") return board.focus(`lane:${row}`)
    if (row === "stage") {
      const stage = board.view.shown.find((one) => (one.touchpoint?.id ?? `empty ${one.stage.id}`) === here.column)?.stage
      return stage && board.focus(`stage:${stage.id}`)
    }
    this.visit(row, here.column, { up: down < 0 })
  }

  stands(lane) {
    return lane.cards || lane.kind === "emotion" || lane.kind === "promise"
  }

  // The next persona's point at the same touchpoint.
  slide(key, _across, down) {
    const [touchpoint, persona] = idOf(key).split("/")
    const personas = this.board.model.order().personas.map((one) => one.id)
    const next = personas[personas.indexOf(persona) + down]
    return next && `emotion:${touchpoint}/${next}`
  }

  // Focus what stands in a row at a touchpoint.
  visit(row, column, here = {}, stretchFrom = false) {
    const { board } = this
    if (stretchFrom && !board.selection.keys.size) board.selection.anchor = stretchFrom
    if (!column) return
    if (column.startsWith("empty ")) return board.focus(`empty:${column.slice(6)}`)
    if (row === "touchpoint" || row === "stage") {
      board.focus(`touchpoint:${column}`)
      if (stretchFrom) board.selection.stretch(`touchpoint:${column}`)
      return
    }
    const lane = board.model.rows.lane.get(row)
    if (!lane) return
    const { personas } = board.model.order()
    if (lane.kind === "emotion") return board.focus(`emotion:${column}/${here.persona ?? (here.up ? personas.at(-1) : personas[0])?.id}`)
    if (lane.kind === "promise") return board.focus(`promise:${column}`)
    const cell = board.model.cell(column, row)
    const was = here.card ? board.model.cell(here.card.touchpoint, row).indexOf(here.card) : here.up ? cell.length - 1 : 0
    const card = cell[Math.min(was, cell.length - 1)]
    if (card && stretchFrom) board.selection.stretch(`card:${card.id}`)
    board.focus(card ? `card:${card.id}` : `cell:${column}/${row}`)
  }
}
