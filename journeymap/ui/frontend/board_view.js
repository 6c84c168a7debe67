// Draws the board: stages over touchpoints over lanes. A touchpoint is a column, a lane a row; both are CSS subgrids,
// so that everything of a lane has one height.

import { Awake } from "./board_awake.js"
import { arrange, attribute, el, fill, Nodes, sign, svg, text } from "./board_dom.js"
import { cellKey, LINES } from "./board_model.js"
import { drawCurves, emotionCell, legend } from "./board_emotion.js"
import { drawPaths, pathRoom } from "./board_paths.js"

const HEAD_ROWS = 3 // stage, paths, touchpoint

export class View {
  constructor(board) {
    this.board = board
    this.stages = new Nodes()
    this.columns = new Nodes()
    this.cells = new Nodes()
    this.cards = new Nodes()
    this.lanes = new Nodes()
    this.grid = el("div", { class: "grid" })
    this.scroller = el("div", { class: "scroller" }, this.grid)
    this.awake = new Awake(this)
    this.corner = el("div", { class: "corner" })
    this.curves = svg("svg", { class: "curves", "aria-hidden": "true" })
    this.paths = el("div", { class: "paths" })
    this.newStage = el(
      "div",
      { class: "new-stage" },
      sign(`+ ${board.words.stage}`, board.words.add_stage, () => board.edit.open({ is: "new stage", before: null }), { "data-key": "plus-stage" }),
    )
  }

  // Everything as the model has it now.
  draw() {
    const { model, folded } = this.board
    const { stages, lanes } = model.order()
    this.lanesShown = lanes.filter((lane) => !lane.hidden && lane.kind !== "touchpoint")
    this.shown = model.columns(folded)
    this.awake.look()
    const place = new Map(this.shown.map((column, n) => [(column.touchpoint ?? column.stage).id, n]))
    const rows = this.lanesShown.map((lane) =>
      LINES.includes(lane.kind) ? "auto" : lane.kind === "emotion" ? "132px" : "minmax(52px, auto)",
    )
    const room = pathRoom(this.board, place)
    this.grid.style.gridTemplateRows = `32px ${room}px auto ${rows.join(" ")}`
    const columns = this.shown.length ? `repeat(${this.shown.length}, var(--col))` : ""
    this.grid.style.gridTemplateColumns = `var(--lane) ${columns} 132px`
    const heads = this.lanesShown.map((lane, n) => this.laneHead(lane, n))
    let column = 2
    const sections = stages.map(({ row, touchpoints }, n) => {
      const own = this.shown.filter((shown) => shown.stage === row)
      const section = this.stage(row, n, touchpoints.length, own)
      section.style.gridColumn = `${column} / span ${own.length}`
      column += own.length
      return section
    })
    this.newStage.style.gridColumn = column
    arrange(this.grid, [this.corner, ...heads, ...sections, this.newStage, this.curves, this.paths])
    const { stage, touchpoint, path, emotion, persona } = model.rows
    const seen = [stage, touchpoint, folded.size, this.board.columnWidth()]
    if (this.changed("paths", [path, ...seen])) drawPaths(this.board, this.paths, place)
    if (this.changed("curves", [emotion, persona, this.board.colours, this.lanesShown.map((lane) => lane.id).join(), ...seen])) this.drawCurves()
    this.forget()
    this.awake.rest()
  }

  // Whether something of this is another thing than when it was last asked.
  changed(name, now) {
    const was = this.marks?.[name]
    this.marks = { ...this.marks, [name]: now }
    return !was || now.some((one, n) => one !== was[n])
  }

  drawCurves() {
    const at = this.lanesShown.findIndex((lane) => lane.kind === "emotion")
    this.curves.style.display = at < 0 ? "none" : ""
    if (at < 0) return
    this.curves.style.gridRow = at + HEAD_ROWS + 1
    this.curves.style.gridColumn = `2 / span ${Math.max(this.shown.length, 1)}`
    drawCurves(this.board, this.curves, this.shown)
  }

  forget() {
    const { stage, touchpoint, lane, card } = this.board.model.rows
    this.stages.keepOnly(stage)
    this.lanes.keepOnly(lane)
    if (this.cards.by.size > card.size) this.cards.keepOnly(card)
    const there = new Set([...touchpoint.keys(), ...[...stage.keys()].map((id) => `empty ${id}`)])
    this.columns.keepOnly(there)
    if (this.cells.by.size <= touchpoint.size * this.lanesShown.length) return
    for (const key of this.cells.by.keys()) {
      const [t, l] = key.split("/")
      if (!touchpoint.has(t) || !lane.has(l)) this.cells.by.delete(key)
    }
  }

  stage(row, n, count, own) {
    const { board } = this
    const { words } = board
    const node = this.stages.get(row.id, () => {
      const title = el("span", { class: "title" })
      const head = el(
        "header",
        { class: "stage-head", tabindex: -1, "data-key": `stage:${row.id}`, "data-drag": "stage", role: "button" },
        title,
        sign("+", words.add_touchpoint, () => board.edit.open({ is: "new touchpoint", stage: row.id, before: null, parent: null })),
        sign("⋯", words.more, (event) => board.menu.open(`stage:${row.id}`, event.currentTarget)),
      )
      const node = el("section", { class: "stage", role: "group", "data-stage": row.id }, head)
      return Object.assign(node, { head, titleNode: title })
    })
    text(node.titleNode, row.title)
    node.head.style.background = board.colours.stages[n % board.colours.stages.length]
    attribute(node, "aria-label", fill(words.stage_label, { title: row.title, n: count }))
    attribute(node.head, "aria-label", fill(words.stage_label, { title: row.title, n: count }))
    const columns = own.map((shown) => (shown.touchpoint ? this.column(shown.touchpoint) : this.empty(row)))
    arrange(node, [node.head, ...columns])
    return node
  }

  empty(stage) {
    const { board } = this
    return this.columns.get(`empty ${stage.id}`, () =>
      el(
        "div",
        { class: "column empty", "data-empty": stage.id },
        sign(
          `+ ${board.words.touchpoint}`,
          board.words.add_touchpoint,
          () => board.edit.open({ is: "new touchpoint", stage: stage.id, before: null, parent: null }),
          { "data-key": `empty:${stage.id}` },
        ),
      ),
    )
  }

  column(row) {
    const node = this.columns.get(row.id, () => this.newColumn(row))
    if (node.row !== row || node.wordsOf !== this.partsOf(row)) this.fillHead(node, row)
    const cells = this.awake.has(row.id) ? this.lanesShown.map((lane, n) => this.cell(row, lane, n)) : []
    arrange(node, [node.head, ...cells])
    return node
  }

  newColumn(row) {
    const { board } = this
    const title = el("span", { class: "title" })
    const badges = el("span", { class: "badges" })
    const channel = el("span", { class: "channel" })
    const fold = sign("", board.words.fold, () => board.fold(row.id), { class: "fold" })
    const more = sign("⋯", board.words.more, (event) => board.menu.open(`touchpoint:${row.id}`, event.currentTarget), {
      class: "more",
    })
    const head = el(
      "header",
      { class: "touchpoint-head", tabindex: -1, "data-key": `touchpoint:${row.id}`, "data-drag": "touchpoint", role: "button" },
      title,
      el("span", { class: "line" }, channel, badges),
      fold,
      more,
    )
    const node = el("article", { class: "column", role: "group", "data-touchpoint": row.id }, head)
    return Object.assign(node, { head, titleNode: title, badges, channel, fold })
  }

  partsOf(row) {
    const parts = this.board.model.order().parts.get(row.id)
    return `${parts?.length ?? 0} ${this.board.folded.has(row.id)}`
  }

  fillHead(node, row) {
    const { words, folded, model } = this.board
    node.row = row
    node.wordsOf = this.partsOf(row)
    const parts = Number(node.wordsOf.split(" ")[0])
    text(node.titleNode, row.title)
    text(node.channel, row.channel ?? "")
    text(node.badges, `${row.truth ? "★" : ""}${row.importance ? ` ${"●".repeat(row.importance)}${"○".repeat(5 - row.importance)}` : ""}`)
    node.classList.toggle("part", Boolean(row.parent && model.rows.touchpoint.has(row.parent)))
    node.classList.toggle("truth", Boolean(row.truth))
    node.fold.hidden = !parts
    text(node.fold, parts ? `${folded.has(row.id) ? "▸" : "▾"} ${parts}` : "")
    attribute(node.fold, "aria-expanded", parts ? String(!folded.has(row.id)) : null)
    const said = [row.title, row.channel, row.truth && words.truth, row.importance && fill(words.importance_n, { n: row.importance })]
    attribute(node.head, "aria-label", said.filter(Boolean).join(", "))
    attribute(node, "aria-label", row.title)
  }

  cell(touchpoint, lane, n) {
    const key = cellKey(touchpoint.id, lane.id)
    const node = this.cells.get(key, () => {
      const made = el("div", { class: "cell", "data-cell": key, "data-kind": lane.kind })
      const paper = this.board.colours.papers[lane.kind]
      if (paper) made.style.cssText = `--fill:${paper[0]};--stroke:${paper[1]};--paper-ink:${paper[2]}`
      return made
    })
    node.classList.toggle("odd", n % 2 === 1)
    if (LINES.includes(lane.kind)) node.classList.add("line")
    else if (lane.kind === "emotion") emotionCell(this.board, node, touchpoint)
    else if (lane.kind === "scores") this.scores(node, touchpoint)
    else if (lane.kind === "promise") this.promise(node, touchpoint, lane)
    else this.cardCell(node, touchpoint, lane)
    return node
  }

  scores(node, touchpoint) {
    const score = this.board.model.rows.score.get(touchpoint.id)
    if (node.row === score && node.filled) return
    node.row = score
    node.filled = true
    const signs = { good: "✓", middling: "–", poor: "!" }
    const lines = (score?.lines ?? []).map(({ metric, value, n, band }) =>
      el("div", { class: `score ${band ?? ""}` }, el("b", {}, `${metric} ${value}`), n ? ` ${signs[band] ?? ""} n = ${n}` : ""),
    )
    node.replaceChildren(...lines)
  }

  promise(node, touchpoint, lane) {
    if (node.row === touchpoint) return
    node.row = touchpoint
    const key = `promise:${touchpoint.id}`
    const card = el("div", { class: "card", tabindex: -1, "data-key": key, role: "button" }, el("span", { class: "text" }, touchpoint.promise ?? ""))
    attribute(card, "aria-label", fill(this.board.words.card_label, { text: touchpoint.promise ?? "", lane: this.board.laneName(lane), title: touchpoint.title }))
    node.replaceChildren(touchpoint.promise ? card : this.plus(key, touchpoint, lane))
  }

  cardCell(node, touchpoint, lane) {
    const cards = this.board.model.cell(touchpoint.id, lane.id)
    const laneName = this.board.laneName(lane)
    if (node.drawn && node.drawn.length === cards.length && node.drawn.every((row, n) => row === cards[n]) && node.titled === touchpoint.title && node.laneName === laneName && node.personas === this.board.personaMark) return
    Object.assign(node, { drawn: cards, titled: touchpoint.title, laneName, personas: this.board.personaMark })
    attribute(node, "role", "list")
    attribute(node, "aria-label", fill(this.board.words.cell_label, { lane: laneName, title: touchpoint.title }))
    const nodes = cards.map((row) => this.card(row, touchpoint, laneName))
    node.add ??= this.plus(`cell:${touchpoint.id}/${lane.id}`, touchpoint, lane)
    node.add.classList.toggle("more-cards", cards.length > 0)
    const editor = node.querySelector(":scope > .editor")
    arrange(node, editor ? [...nodes, editor, node.add] : [...nodes, node.add])
  }

  plus(key, touchpoint, lane) {
    const { board } = this
    const name = fill(board.words.add_card, { lane: board.laneName(lane), title: touchpoint.title })
    const open = () => board.edit.openKey(key)
    return sign("+", name, open, { class: "plus", "data-key": key })
  }

  card(row, touchpoint, laneName) {
    const { board } = this
    const node = this.cards.get(row.id, () => {
      const picture = el("img", { class: "picture", loading: "lazy", draggable: "false", hidden: true })
      const words = el("span", { class: "text" })
      const marks = el("span", { class: "marks" })
      const more = sign("⋯", board.words.more, (event) => board.menu.open(`card:${row.id}`, event.currentTarget), { class: "more" })
      const made = el("div", { class: "card", tabindex: -1, "data-key": `card:${row.id}`, "data-drag": "card", role: "listitem" }, picture, words, marks, more)
      return Object.assign(made, { picture, words, marks })
    })
    if (node.row !== row || node.personas !== board.personaMark) {
      node.row = row
      node.personas = board.personaMark
      const persona = board.model.rows.persona.get(row.persona)
      text(node.words, row.text ?? "")
      node.picture.hidden = !row.picture
      attribute(node.picture, "src", row.picture ? board.pictures + row.picture : null)
      attribute(node.picture, "alt", row.text ? "" : board.words.picture)
      attribute(node, "data-evidence", row.evidence)
      const marks = []
      if (row.evidence !== "assumed") marks.push(el("span", { class: "evidence" }, board.words.evidence[row.evidence]))
      if (persona) {
        const initial = el("span", { class: "persona", title: persona.name }, persona.name.slice(0, 1))
        initial.style.background = persona.colour
        marks.push(initial)
      }
      node.marks.replaceChildren(...marks)
    }
    const evidence = row.evidence === "assumed" ? "" : `, ${board.words.evidence[row.evidence]}`
    attribute(node, "aria-label", fill(board.words.card_label, { text: row.text || (row.picture ? board.words.picture : ""), lane: laneName, title: touchpoint.title }) + evidence)
    return node
  }

  laneHead(lane, n) {
    const { board } = this
    const node = this.lanes.get(lane.id, () => {
      const title = el("span", { class: "title" })
      const more = sign("⋯", board.words.more, (event) => board.menu.open(`lane:${lane.id}`, event.currentTarget), { class: "more" })
      const made = el("div", { class: "lane-head", tabindex: -1, "data-key": `lane:${lane.id}`, "data-drag": "lane", role: "button" }, title, more)
      return Object.assign(made, { titleNode: title })
    })
    text(node.titleNode, board.laneName(lane))
    if (lane.kind === "emotion") {
      node.legend ??= node.appendChild(el("div", { class: "legend" }))
      legend(board, node.legend)
    }
    attribute(node, "aria-label", fill(board.words.lane_label, { title: board.laneName(lane) }))
    node.style.gridRow = n + HEAD_ROWS + 1
    node.classList.toggle("odd", n % 2 === 1)
    node.classList.toggle("line", LINES.includes(lane.kind))
    return node
  }

  // The element with a key; what is asleep is woken.
  node(key) {
    return this.find(key) ?? (this.awake.wakeOne(this.touchpointOf(key)) ? this.find(key) : null)
  }

  touchpointOf(key) {
    const [kind, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]
    return kind === "card" ? this.board.model.rows.card.get(id)?.touchpoint : id.split("/")[0]
  }

  // Looking through ten thousand elements takes longer than drawing them.
  find(key) {
    const [kind, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]
    const found = {
      card: () => this.cards.by.get(id),
      touchpoint: () => this.columns.by.get(id)?.head,
      stage: () => this.stages.by.get(id)?.head,
      lane: () => this.lanes.by.get(id),
      cell: () => this.cells.by.get(id)?.add,
      emotion: () => {
        const [touchpoint, persona] = id.split("/")
        return this.cells.by.get(cellKey(touchpoint, this.board.emotionLane()?.id))?.points?.get(persona)
      },
    }[kind]
    if (found) return found()?.isConnected ? found() : null
    return this.grid.querySelector(`[data-key="${CSS.escape(key)}"]`)
  }
}
