// Branches and loops: arrows above the touchpoints, each with its label, in as many storeys as they need.

import { el, fill, svg } from "./board_dom.js"

const STOREY = 24
const FOOT = 10

// The column that an end stands in: its own, or that of the whole whose folded part it is.
function columnOf(board, place, id) {
  return place.get(id) ?? place.get(board.model.rows.touchpoint.get(id)?.parent)
}

function storeys(board, place) {
  const found = []
  for (const row of board.model.rows.path.values()) {
    const from = columnOf(board, place, row.from)
    const to = columnOf(board, place, row.to)
    if (from === undefined || to === undefined || from === to) continue
    found.push({ row, from, to, low: Math.min(from, to), high: Math.max(from, to) })
  }
  found.sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low || (a.row.id < b.row.id ? -1 : 1))
  const taken = []
  for (const path of found) {
    path.storey = taken.findIndex((spans) => spans.every((s) => path.high < s.low || path.low > s.high))
    if (path.storey < 0) path.storey = taken.push([]) - 1
    taken[path.storey].push(path)
  }
  return { found, count: taken.length }
}

export function pathRoom(board, place) {
  const { count } = (board.storeys = storeys(board, place))
  return count ? count * STOREY + FOOT : 0
}

export function drawPaths(board, node, place) {
  const { found, count } = board.storeys
  const width = board.columnWidth()
  node.style.gridRow = 2
  node.style.gridColumn = `2 / span ${Math.max(place.size, 1)}`
  if (!count) return node.replaceChildren()
  const height = count * STOREY + FOOT
  const picture = svg("svg", { width: place.size * width, height, "aria-hidden": "true" })
  const labels = found.map(({ row, from, to, storey }) => {
    const back = to < from
    const x1 = (from + 0.5) * width + (back ? -14 : 14)
    const x2 = (to + 0.5) * width + (back ? 14 : -14)
    const y = (count - storey - 0.5) * STOREY
    const r = back ? -6 : 6
    const line = `M${x1},${height} V${y + 6} Q${x1},${y} ${x1 + r},${y} H${x2 - r} Q${x2},${y} ${x2},${y + 6} V${height - 3}`
    const head = `M${x2 - 4},${height - 8} L${x2},${height - 1} L${x2 + 4},${height - 8}`
    picture.append(svg("path", { d: line, class: back ? "path back" : "path" }), svg("path", { d: head, class: "path head" }))
    return label(board, row, (x1 + x2) / 2, y, Math.abs(x2 - x1) - 24)
  })
  node.replaceChildren(picture, ...labels)
}

function label(board, row, x, y, room) {
  const title = (id) => board.model.rows.touchpoint.get(id)?.title ?? ""
  const name = fill(board.words.path_label, { label: row.label ?? "", start: title(row.from), end: title(row.to) })
  const made = el(
    "button",
    { type: "button", class: "path-label", tabindex: -1, "data-key": `path:${row.id}`, "aria-label": name, title: name },
    row.label || "…",
  )
  made.addEventListener("click", () => board.menu.open(`path:${row.id}`, made))
  made.style.cssText = `left:${x}px;top:${y}px;max-width:${Math.max(room, 60)}px`
  return made
}
