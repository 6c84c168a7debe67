// Small panels beside a thing: what can be said about it without leaving the board.

import { el, sign } from "./board_dom.js"
import { idOf } from "./board_select.js"

export class Menu {
  constructor(board) {
    this.board = board
    this.node = null
    this.outside = (event) => this.node && !event.composedPath().includes(this.node) && this.close()
    window.addEventListener("pointerdown", this.outside, true)
  }

  remove() {
    window.removeEventListener("pointerdown", this.outside, true)
  }

  open(key, beside) {
    const kind = key.slice(0, key.indexOf(":"))
    const content = this[kind]?.(idOf(key))
    if (!content) return
    this.board.edit.close(true)
    this.show(content, beside, key)
  }

  show([title, ...parts], beside, key = null) {
    this.close(false)
    this.key = key
    this.node = el(
      "div",
      { class: "menu", role: "dialog", "aria-label": title },
      el("div", { class: "menu-head" }, el("b", {}, title), sign("✕", this.board.words.close, () => this.close(), { tabindex: 0 })),
      ...parts,
    )
    this.node.addEventListener("keydown", (event) => {
      event.stopPropagation()
      if (event.key === "Escape") event.preventDefault(), this.close()
    })
    this.board.frame.append(this.node)
    this.put(beside.getBoundingClientRect())
    const first = this.node.querySelector("[checked], input, select, button:not([aria-label])") ?? this.node.querySelector("button")
    first?.focus({ preventScroll: true })
  }

  put(box) {
    const { width, height } = this.node.getBoundingClientRect()
    const left = Math.min(Math.max(8, box.left), window.innerWidth - width - 8)
    const below = box.bottom + 4 + height <= window.innerHeight
    this.node.style.left = `${left}px`
    this.node.style.top = `${below ? box.bottom + 4 : Math.max(8, Math.min(box.top - height - 4, window.innerHeight - height - 8))}px`
  }

  close(back = true) {
    if (!this.node) return
    const inside = this.node.contains(this.board.root.activeElement)
    this.node.remove()
    this.node = null
    if (back && inside && this.key) this.board.focus(this.key)
  }

  // A button that does something and closes the panel.
  does(name, act, attributes = {}) {
    return el("button", { type: "button", onclick: () => (this.close(), act()), ...attributes }, name)
  }

  field(name, control) {
    return el("label", { class: "menu-field" }, el("span", {}, name), control)
  }

  // Several that exclude each other, as buttons in a row.
  choices(name, entries, chosen, act) {
    const buttons = entries.map(([value, label, hint]) => {
      const button = el("button", { type: "button", "aria-pressed": String(value === chosen), title: hint ?? null }, label)
      button.addEventListener("click", () => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button))
        act(value)
      })
      return button
    })
    return el("div", { class: "menu-field", role: "group", "aria-label": name }, el("span", {}, name), el("span", { class: "choices" }, ...buttons))
  }

  select(entries, chosen, act) {
    const node = el("select", {}, ...entries.map(([value, label]) => el("option", { value, selected: value === chosen }, label)))
    node.addEventListener("change", () => act(node.value))
    return node
  }

  card(id) {
    const { words, model } = this.board
    const row = model.rows.card.get(id)
    if (!row) return null
    const save = (fields, was) => this.board.act("card.edit", { card: id, fields, was })
    const now = () => model.rows.card.get(id) ?? row
    const personas = [["", words.everybody], ...model.order().personas.map((one) => [one.id, one.name])]
    return [
      words.card,
      this.choices(words.rests_on, Object.entries(words.evidence), row.evidence, (evidence) =>
        save({ evidence }, { evidence: now().evidence }),
      ),
      this.field(words.persona, this.select(personas, row.persona ?? "", (value) => save({ persona_id: value || null }, { persona_id: now().persona ?? null }))),
      el("hr"),
      this.does(words.edit_text, () => this.board.edit.open({ is: "card", id })),
      this.does(words.card_below, () => this.board.keys.insert(`card:${id}`)),
      this.does(words.delete, () => this.board.remove(`card:${id}`), { class: "danger" }),
    ]
  }

  touchpoint(id) {
    const { words, model, board } = { words: this.board.words, model: this.board.model, board: this.board }
    const row = model.rows.touchpoint.get(id)
    if (!row) return null
    const now = () => model.rows.touchpoint.get(id) ?? row
    const save = (fields, was) => board.act("touchpoint.edit", { touchpoint: id, fields, was })
    const truth = el("input", { type: "checkbox", checked: Boolean(row.truth) })
    truth.addEventListener("change", () => save({ moment_of_truth: truth.checked }, { moment_of_truth: Boolean(now().truth) }))
    const importance = [[null, "–", words.not_said], ...[1, 2, 3, 4, 5].map((n) => [n, String(n), null])]
    return [
      row.title,
      el("label", { class: "menu-check" }, truth, el("span", {}, `★ ${words.truth}`)),
      this.choices(words.importance, importance, row.importance ?? null, (value) =>
        save({ importance: value }, { importance: now().importance ?? null }),
      ),
      this.field(words.channel, this.channel(now, save)),
      this.leads(id),
      el("hr"),
      this.does(words.edit_title, () => board.edit.open({ is: "touchpoint", id })),
      this.does(words.touchpoint_after, () => board.addTouchpointAfter(id)),
      ...this.parts(row),
      this.does(words.delete, () => board.remove(`touchpoint:${id}`), { class: "danger" }),
    ]
  }

  channel(now, save) {
    const known = [...new Set([...this.board.model.rows.touchpoint.values()].map((one) => one.channel).filter(Boolean))]
    const list = el("datalist", { id: "channels" }, ...known.map((value) => el("option", { value })))
    const input = el("input", { type: "text", maxlength: 200, list: "channels" })
    input.value = now().channel ?? ""
    const keep = () => {
      const channel = input.value.trim()
      if (channel !== (now().channel ?? "")) save({ channel }, { channel: now().channel ?? "" })
    }
    input.addEventListener("change", keep)
    input.addEventListener("keydown", (event) => event.key === "Enter" && (keep(), this.close()))
    return el("span", {}, input, list)
  }

  // Where else it leads: paths that begin here.
  leads(id) {
    const { words, model } = this.board
    const title = (other) => model.rows.touchpoint.get(other)?.title ?? ""
    const paths = [...model.rows.path.values()].filter((path) => path.from === id)
    const taken = new Set([id, ...paths.map((path) => path.to)])
    const others = this.board.moves.columns().filter((other) => !taken.has(other))
    const rows = paths.map((path) =>
      el(
        "div",
        { class: "menu-row" },
        el("span", {}, `→ ${title(path.to)}${path.label ? ` · ${path.label}` : ""}`),
        sign("✎", words.edit_path, (event) => this.open(`path:${path.id}`, event.currentTarget), { tabindex: 0 }),
        sign("✕", words.delete_path, (event) => (event.currentTarget.parentNode.remove(), this.board.act("path.delete", { path: path.id })), { tabindex: 0 }),
      ),
    )
    const target = this.select([["", words.choose], ...others.map((other) => [other, title(other)])], "", () => {})
    target.setAttribute("aria-label", words.leads_to)
    const label = el("input", { type: "text", maxlength: 200, placeholder: words.path_why, "aria-label": words.path_why })
    const add = el("button", { type: "button" }, words.add)
    add.addEventListener("click", () => {
      if (!target.value) return target.focus()
      this.board.act("path.add", { from: id, to: target.value, label: label.value.trim() })
      this.close()
    })
    return el("details", { open: paths.length > 0 }, el("summary", {}, words.leads_to), ...rows, el("div", { class: "menu-row" }, target, label, add))
  }

  parts(row) {
    const { words, board } = { words: this.board.words, board: this.board }
    if (row.parent) {
      return [this.does(words.stands_alone, () => board.act("touchpoint.move", { touchpoints: [row.id], stage: row.stage, before: null, parent: null }))]
    }
    const made = [this.does(words.add_part, () => (board.unfold(row.id), board.edit.open({ is: "new touchpoint", stage: row.stage, before: null, parent: row.id })))]
    const hasParts = board.model.order().parts.has(row.id)
    const wholes = board.model.order().stages.find((stage) => stage.row.id === row.stage)?.touchpoints ?? []
    const others = wholes.map((one) => one.row).filter((one) => one.id !== row.id)
    if (hasParts || !others.length) return made
    const choose = this.select([["", words.choose], ...others.map((one) => [one.id, one.title])], "", (parent) => {
      this.close()
      board.act("touchpoint.move", { touchpoints: [row.id], stage: row.stage, before: null, parent })
    })
    return [...made, this.field(words.part_of, choose)]
  }

  stage(id) {
    const { words, model, board } = { words: this.board.words, model: this.board.model, board: this.board }
    const row = model.rows.stage.get(id)
    if (!row) return null
    const stages = model.order().stages.map((stage) => stage.row.id)
    const after = stages[stages.indexOf(id) + 1] ?? null
    return [
      row.title,
      this.field(words.phase, this.select(Object.entries(words.phases), row.phase, (phase) => board.act("stage.edit", { stage: id, fields: { phase }, was: { phase: model.rows.stage.get(id).phase } }))),
      el("hr"),
      this.does(words.edit_title, () => board.edit.open({ is: "stage", id })),
      this.does(words.add_touchpoint, () => board.edit.open({ is: "new touchpoint", stage: id, before: null, parent: null })),
      this.does(words.stage_after, () => board.edit.open({ is: "new stage", before: after })),
      this.does(words.delete, () => board.remove(`stage:${id}`), { class: "danger" }),
    ]
  }

  lane(id) {
    const { words, model, board } = { words: this.board.words, model: this.board.model, board: this.board }
    const row = model.rows.lane.get(id)
    if (!row) return null
    return [
      board.laneName(row),
      this.does(words.rename, () => board.edit.open({ is: "lane", id })),
      this.does(words.up, () => (board.moves.step(`lane:${id}`, 0, -1), board.focus(`lane:${id}`))),
      this.does(words.down, () => (board.moves.step(`lane:${id}`, 0, 1), board.focus(`lane:${id}`))),
      this.does(words.hide, () => board.act("lane.show", { lane: id, shown: false })),
      this.does(words.delete, () => board.remove(`lane:${id}`), { class: "danger" }),
    ]
  }

  path(id) {
    const { words, model, board } = { words: this.board.words, model: this.board.model, board: this.board }
    const row = model.rows.path.get(id)
    if (!row) return null
    const title = (other) => model.rows.touchpoint.get(other)?.title ?? ""
    const input = el("input", { type: "text", maxlength: 200 })
    input.value = row.label ?? ""
    const keep = () => {
      const label = input.value.trim()
      const was = model.rows.path.get(id)?.label ?? ""
      if (label !== was) board.act("path.edit", { path: id, fields: { label }, was: { label: was } })
    }
    input.addEventListener("change", keep)
    input.addEventListener("keydown", (event) => event.key === "Enter" && (keep(), this.close()))
    return [
      `${title(row.from)} → ${title(row.to)}`,
      this.field(words.path_why, input),
      this.does(words.delete_path, () => board.act("path.delete", { path: id }), { class: "danger" }),
    ]
  }

  // All lanes, hidden ones too, and a new one.
  lanes(beside) {
    const { words, model, board } = { words: this.board.words, model: this.board.model, board: this.board }
    const rows = model.order().lanes.filter((lane) => lane.kind !== "touchpoint").map((lane) => {
      const box = el("input", { type: "checkbox", checked: !lane.hidden })
      box.addEventListener("change", () => board.act("lane.show", { lane: lane.id, shown: box.checked }))
      return el("label", { class: "menu-check" }, box, el("span", {}, board.laneName(lane)))
    })
    const there = new Set(model.order().lanes.filter((lane) => !lane.cards).map((lane) => lane.kind))
    const kinds = Object.entries(words.lane_kinds).filter(([kind]) => kind !== "touchpoint" && !there.has(kind))
    const add = this.select([["", words.add_lane], ...kinds], "", (kind) => {
      this.close()
      if (kind) board.act("lane.add", { kind_of_lane: kind, title: "", before: null })
    })
    add.setAttribute("aria-label", words.add_lane)
    this.show([words.lanes, ...rows, el("hr"), add], beside)
  }
}
