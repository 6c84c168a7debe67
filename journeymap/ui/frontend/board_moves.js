// Moving things, by hand or by keys: from where they stand and where they shall go to the act that says so.

import { fill } from "./board_dom.js"
import { idOf } from "./board_select.js"

export class Moves {
  constructor(board) {
    this.board = board
  }

  // Cards dropped into a cell. Cards of one cell go there together; cards of several keep their places to each other.
  cards(key, touchpoint, lane, before) {
    const { model } = this.board
    const lead = model.rows.card.get(idOf(key))
    const rows = this.board.selection.with(key).map((id) => model.rows.card.get(id)).filter(Boolean)
    if (!lead || !rows.length) return
    const together = rows.every((row) => row.touchpoint === lead.touchpoint && row.lane === lead.lane)
    const moving = new Set(rows.map((row) => row.id))
    let stop = before
    while (stop && moving.has(stop)) stop = this.next(stop)
    const moves = together
      ? rows.map((row) => ({ card: row.id, touchpoint, lane, before: stop ?? null }))
      : this.shifted(rows, lead, touchpoint, lane)
    if (moves.every((move) => this.stays(move))) return
    this.board.act("card.move", { moves })
    const title = model.rows.touchpoint.get(touchpoint)?.title ?? ""
    const laneName = this.board.laneName(model.rows.lane.get(lane))
    this.board.say(fill(this.board.words.card_moved, { text: lead.text, lane: laneName, title }))
  }

  next(card) {
    const row = this.board.model.rows.card.get(card)
    const cell = this.board.model.cell(row.touchpoint, row.lane)
    return cell[cell.indexOf(row) + 1]?.id
  }

  stays({ card, touchpoint, lane, before }) {
    const row = this.board.model.rows.card.get(card)
    return row.touchpoint === touchpoint && row.lane === lane && (this.next(card) ?? null) === before
  }

  shifted(rows, lead, touchpoint, lane) {
    const columns = this.columns()
    const lanes = this.cardLanes()
    const across = columns.indexOf(touchpoint) - columns.indexOf(lead.touchpoint)
    const down = lanes.indexOf(lane) - lanes.indexOf(lead.lane)
    const bound = (list, at) => list[Math.min(Math.max(at, 0), list.length - 1)]
    return rows.map((row) => ({
      card: row.id,
      touchpoint: bound(columns, columns.indexOf(row.touchpoint) + across),
      lane: bound(lanes, lanes.indexOf(row.lane) + down),
      before: null,
    }))
  }

  columns() {
    return this.board.view.shown.filter((column) => column.touchpoint).map((column) => column.touchpoint.id)
  }

  cardLanes() {
    return this.board.view.lanesShown.filter((lane) => lane.cards).map((lane) => lane.id)
  }

  // Touchpoints dropped before another one (or, with null, at the end of the stage). Parts stay parts among their like.
  touchpoints(key, stage, before) {
    const { model } = this.board
    const ids = this.board.selection.with(key).filter((id) => model.rows.touchpoint.has(id))
    const moving = new Set(ids)
    const parentOf = (id) => model.rows.touchpoint.get(id)?.parent ?? null
    const like = this.columns().filter((id) => model.rows.touchpoint.get(id).stage === stage)
    let at = before === null ? like.length : like.indexOf(before)
    const parent = ids.every((id) => parentOf(id) && parentOf(id) === parentOf(ids[0])) ? parentOf(ids[0]) : null
    const above = like[at - 1]
    const stays = parent && (above === parent || parentOf(above) === parent) && !moving.has(parent)
    while (at < like.length && (moving.has(like[at]) || (!stays && parentOf(like[at])))) at++
    const stop = stays && parentOf(like[at]) !== parent ? null : like[at] ?? null
    if (ids.includes(stop)) return
    this.board.act("touchpoint.move", { touchpoints: ids, stage, before: stop, parent: stays ? parent : null })
    const title = model.rows.touchpoint.get(ids[0])?.title ?? ""
    this.board.say(fill(this.board.words.touchpoint_moved, { title, stage: model.rows.stage.get(stage)?.title ?? "" }))
  }

  // A stage or a lane before another one, or at the end.
  row(kind, id, before) {
    const { model, words } = this.board
    if (before === id) return
    this.board.act(`${kind}.move`, { [kind]: id, before })
    const row = model.rows[kind].get(id)
    this.board.say(fill(words.moved, { title: kind === "lane" ? this.board.laneName(row) : row.title }))
  }

  // By keys: one place in a direction. Says whether there was a place to go to.
  step(key, across, down) {
    const kind = key.slice(0, key.indexOf(":"))
    const id = idOf(key)
    if (kind === "card") return this.stepCard(key, id, across, down)
    if (kind === "touchpoint" && across) return this.stepTouchpoint(key, id, across)
    if (kind === "stage" && across) return this.stepRow("stage", id, across, this.board.model.order().stages.map((s) => s.row.id))
    if (kind === "lane" && down) return this.stepRow("lane", id, down, this.board.view.lanesShown.map((lane) => lane.id))
    if (kind === "emotion" && down) {
      const [touchpoint, persona] = id.split("/")
      return this.board.emotions.step(touchpoint, persona, -0.1 * down)
    }
  }

  stepCard(key, id, across, down) {
    const row = this.board.model.rows.card.get(id)
    if (!row) return
    const cell = this.board.model.cell(row.touchpoint, row.lane)
    const at = cell.indexOf(row)
    const alone = this.board.selection.with(key).length === 1
    if (down && alone && cell[at + down]) {
      const before = down > 0 ? cell[at + 2]?.id ?? null : cell[at - 1].id
      return this.cards(key, row.touchpoint, row.lane, before)
    }
    const columns = this.columns()
    const lanes = this.cardLanes()
    const touchpoint = columns[columns.indexOf(row.touchpoint) + across]
    const lane = lanes[lanes.indexOf(row.lane) + down]
    if (!touchpoint || !lane) return
    const target = this.board.model.cell(touchpoint, lane)
    this.cards(key, touchpoint, lane, down > 0 ? target[0]?.id ?? null : across ? target[at]?.id ?? null : null)
  }

  stepTouchpoint(key, id, across) {
    const { model } = this.board
    const own = model.rows.touchpoint.get(id)
    const ids = new Set(this.board.selection.with(key))
    const parentOf = (row) => row.parent ?? null
    const like = this.columns()
      .map((other) => model.rows.touchpoint.get(other))
      .filter((row) => row.stage === own.stage && parentOf(row) === parentOf(own) && (!ids.has(row.id) || row === own))
    const at = like.indexOf(own) + across
    if (at >= 0 && at < like.length) {
      const before = across > 0 ? like[at + 1]?.id ?? null : like[at].id
      return this.board.act("touchpoint.move", { touchpoints: [...ids], stage: own.stage, before, parent: parentOf(own) })
    }
    const stages = model.order().stages
    const next = stages[stages.findIndex((stage) => stage.row.id === own.stage) + across]
    if (!next) return
    this.touchpoints(key, next.row.id, across > 0 ? next.touchpoints[0]?.row.id ?? null : null)
  }

  stepRow(kind, id, by, order) {
    const at = order.indexOf(id) + by
    if (at < 0 || at >= order.length) return
    this.row(kind, id, by > 0 ? order[at + 1] ?? null : order[at])
  }
}
