// The journey as this browser sees it: rows that the server has, and on top of them the acts that it has not answered
// yet. Rows are never changed in place, so that "the same object" means "the same content".

export const EMPTY = { journey: {}, persona: {}, stage: {}, touchpoint: {}, lane: {}, card: {}, emotion: {}, path: {}, score: {} }

// Lanes that are drawn in a way of their own, or not at all: the board shows titles and channels above everything.
export const LINES = ["line_of_interaction", "line_of_visibility", "line_of_internal_interaction"]

const byPlace = (a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1)

export class Model {
  constructor() {
    this.token = null
    this.known = fresh(EMPTY)
    this.rows = this.known
  }

  // Takes a message of the server; false when it tells changes from a state that this browser does not have.
  take({ base, token, tables }) {
    if (token === this.token) return true
    if (base !== null && base !== this.token) return false
    const next = base === null ? fresh(EMPTY) : { ...this.known }
    for (const [table, rows] of Object.entries(tables)) {
      const now = new Map(next[table])
      for (const [id, row] of Object.entries(rows)) row === null ? now.delete(id) : now.set(id, row)
      next[table] = now
    }
    this.known = next
    this.token = token
    return true
  }

  replay(acts) {
    const rows = { ...this.known }
    for (const act of acts) play(rows, act)
    this.rows = rows
    this.shape = undefined
  }

  // The order of everything: stages with their touchpoints (parts behind the whole), lanes, cards by cell.
  order() {
    if (this.shape) return this.shape
    const { stage, touchpoint, lane, card, persona } = this.rows
    const stages = [...stage.values()].sort(byPlace).map((row) => ({ row, touchpoints: [] }))
    const of = new Map(stages.map((one) => [one.row.id, one]))
    const all = [...touchpoint.values()].sort(byPlace)
    const parts = new Map()
    const whole = (row) => {
      const parent = touchpoint.get(row.parent)
      return !(parent && !parent.parent && parent.stage === row.stage)
    }
    for (const row of all) if (!whole(row)) push(parts, row.parent, row)
    for (const row of all.filter(whole)) {
      of.get(row.stage)?.touchpoints.push({ row, parts: parts.get(row.id) ?? [] })
    }
    const cells = new Map()
    for (const row of card.values()) push(cells, cellKey(row.touchpoint, row.lane), row)
    for (const cards of cells.values()) cards.sort(byPlace)
    const lanes = [...lane.values()].sort(byPlace)
    const personas = [...persona.values()].sort(byPlace)
    this.shape = { stages, lanes, cells, personas, parts }
    return this.shape
  }

  cell(touchpoint, lane) {
    return this.order().cells.get(cellKey(touchpoint, lane)) ?? []
  }

  // Touchpoints from left to right, parts of folded ones left out; an empty stage stands as { stage }.
  columns(folded) {
    return this.order().stages.flatMap(({ row: stage, touchpoints }) => {
      const shown = touchpoints.flatMap(({ row, parts }) => [row, ...(folded.has(row.id) ? [] : parts)])
      return shown.length ? shown.map((touchpoint) => ({ stage, touchpoint })) : [{ stage }]
    })
  }
}

export const cellKey = (touchpoint, lane) => `${touchpoint}/${lane}`

function fresh(tables) {
  return Object.fromEntries(Object.keys(tables).map((table) => [table, new Map()]))
}

function push(map, key, value) {
  map.has(key) ? map.get(key).push(value) : map.set(key, [value])
}

// What an act does to the rows, as the server will do it; the server's own answer comes later and stands.
function play(rows, act) {
  const change = (table) => (rows[table] = new Map(rows[table]))
  const merge = (table, id, fields) => rows[table].has(id) && change(table).set(id, { ...rows[table].get(id), ...fields })
  const like = (table, fits) => [...rows[table].values()].filter(fits).sort(byPlace)
  const drop = (table, gone) => {
    const left = change(table)
    for (const row of rows[table].values()) if (gone(row)) left.delete(row.id)
  }
  const withoutTouchpoints = (ids) => {
    const gone = new Set(ids)
    for (const row of rows.touchpoint.values()) if (gone.has(row.parent)) gone.add(row.id)
    drop("touchpoint", (row) => gone.has(row.id))
    drop("card", (row) => gone.has(row.touchpoint))
    drop("emotion", (row) => gone.has(row.touchpoint))
    drop("path", (row) => gone.has(row.from) || gone.has(row.to))
  }
  const plays = {
    "card.add": ({ card, touchpoint, lane, text, before }) => {
      const cell = like("card", (row) => row.touchpoint === touchpoint && row.lane === lane)
      change("card").set(card, { id: card, touchpoint, lane, text, evidence: "assumed", position: place(cell, before) })
    },
    "card.edit": ({ card, fields: { persona_id, ...fields }, was }) =>
      merge("card", card, "persona_id" in was ? { ...fields, persona: persona_id } : fields),
    "card.move": ({ moves }) => {
      for (const { card, touchpoint, lane, before } of moves) {
        const cell = like("card", (row) => row.touchpoint === touchpoint && row.lane === lane && row.id !== card)
        merge("card", card, { touchpoint, lane, position: place(cell, before) })
      }
    },
    "card.delete": ({ cards }) => drop("card", (row) => cards.includes(row.id)),
    "touchpoint.add": ({ touchpoint, stage, title, before, parent }) => {
      const others = like("touchpoint", (row) => row.stage === stage && (row.parent ?? null) === parent)
      change("touchpoint").set(touchpoint, { id: touchpoint, stage, parent, title, position: place(others, before) })
    },
    "touchpoint.edit": ({ touchpoint, fields: { moment_of_truth, ...fields }, was }) =>
      merge("touchpoint", touchpoint, "moment_of_truth" in was ? { ...fields, truth: moment_of_truth } : fields),
    "touchpoint.move": ({ touchpoints, stage, before, parent }) => {
      const chosen = new Set(touchpoints)
      for (const row of [...rows.touchpoint.values()].sort(byPlace)) {
        if (chosen.has(row.parent) && !chosen.has(row.id)) merge("touchpoint", row.id, { stage })
      }
      for (const id of touchpoints) {
        const own = rows.touchpoint.get(id)
        if (!own || chosen.has(own.parent)) continue
        const others = like("touchpoint", (row) => row.stage === stage && (row.parent ?? null) === parent && row.id !== id)
        merge("touchpoint", id, { stage, parent, position: place(others, before) })
      }
    },
    "touchpoint.delete": ({ touchpoints }) => withoutTouchpoints(touchpoints),
    "stage.add": ({ stage, title, before }) =>
      change("stage").set(stage, { id: stage, title, phase: "during", position: place(like("stage", () => true), before) }),
    "stage.edit": ({ stage, fields }) => merge("stage", stage, fields),
    "stage.move": ({ stage, before }) =>
      merge("stage", stage, { position: place(like("stage", (row) => row.id !== stage), before) }),
    "stage.delete": ({ stage }) => {
      withoutTouchpoints(like("touchpoint", (row) => row.stage === stage).map((row) => row.id))
      drop("stage", (row) => row.id === stage)
    },
    "emotion.set": ({ touchpoint, persona, value }) => {
      const id = `${touchpoint}/${persona}`
      value === null ? change("emotion").delete(id) : change("emotion").set(id, { id, touchpoint, persona, value })
    },
    "lane.rename": ({ lane, fields }) => merge("lane", lane, fields),
    "lane.show": ({ lane, shown }) => merge("lane", lane, { hidden: !shown }),
    "lane.move": ({ lane, before }) =>
      merge("lane", lane, { position: place(like("lane", (row) => row.id !== lane), before) }),
    "lane.delete": ({ lane }) => {
      drop("card", (row) => row.lane === lane)
      drop("lane", (row) => row.id === lane)
    },
    "path.edit": ({ path, fields }) => merge("path", path, fields),
    "path.delete": ({ path }) => drop("path", (row) => row.id === path),
  }
  plays[act.kind]?.(act)
}

// A position between neighbours. What stands at equal positions is told apart by ids, which a half step respects.
function place(list, before) {
  const at = list.findIndex((row) => row.id === before)
  if (at < 0) return (list.at(-1)?.position ?? -1) + 1
  const above = list[at].position ?? 0
  const below = at > 0 ? list[at - 1].position ?? 0 : above - 1
  return (above + below) / 2
}
