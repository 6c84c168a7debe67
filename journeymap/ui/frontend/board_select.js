// What several things have in common: they are chosen together, moved together and deleted together. Cards go with
// cards, touchpoints with touchpoints.

const kindOf = (key) => key.slice(0, key.indexOf(":"))
export const idOf = (key) => key.slice(key.indexOf(":") + 1)

export class Selection {
  constructor(board) {
    this.board = board
    this.keys = new Set()
  }

  toggle(key) {
    if (!["card", "touchpoint"].includes(kindOf(key))) return
    if ([...this.keys].some((other) => kindOf(other) !== kindOf(key))) this.keys.clear()
    this.keys.has(key) ? this.keys.delete(key) : this.keys.add(key)
    this.anchor = key
    this.paint()
    this.board.say(this.board.plural("selected", this.keys.size))
  }

  // From the one chosen last to this one, in the order of the board.
  stretch(key) {
    const order = this.ordered(kindOf(key))
    const [a, b] = [order.indexOf(this.anchor ?? key), order.indexOf(key)]
    if (a < 0 || b < 0) return this.toggle(key)
    this.keys = new Set(order.slice(Math.min(a, b), Math.max(a, b) + 1))
    this.paint()
    this.board.say(this.board.plural("selected", this.keys.size))
  }

  ordered(kind) {
    const { view, model } = this.board
    const columns = view.shown.filter((column) => column.touchpoint).map((column) => column.touchpoint.id)
    if (kind === "touchpoint") return columns.map((id) => `touchpoint:${id}`)
    return view.lanesShown.flatMap((lane) => columns.flatMap((id) => model.cell(id, lane.id).map((card) => `card:${card.id}`)))
  }

  clear() {
    if (!this.keys.size) return
    this.keys.clear()
    this.paint()
  }

  // Ids of what an act on `key` is about: the whole selection when it is part of it. In the order of the board.
  with(key) {
    if (!this.keys.has(key)) return [idOf(key)]
    return this.ordered(kindOf(key)).filter((other) => this.keys.has(other)).map(idOf)
  }

  paint() {
    for (const node of this.painted ?? []) node.classList.remove("selected")
    this.painted = []
    for (const key of [...this.keys]) {
      const node = this.board.view.node(key)
      node ? this.painted.push(node) : this.keys.delete(key)
    }
    for (const node of this.painted) node.classList.add("selected")
  }
}
