// Which columns are filled. 240 touchpoints are 20,000 elements: those in sight are made at once, the others while
// nothing else is to be done, or when somebody comes near them.

const MARGIN = 4 // columns beside what is in sight
const AT_A_TIME = 12

const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 50))

export class Awake {
  constructor(view) {
    this.view = view
    this.ids = new Set()
    view.scroller.addEventListener("scroll", () => this.wake(this.near()), { passive: true })
  }

  has(id) {
    return this.ids.has(id)
  }

  // Columns that are asleep, among these.
  asleep(columns) {
    return columns.filter(({ touchpoint }) => touchpoint && !this.ids.has(touchpoint.id))
  }

  near() {
    const { scroller, shown, board } = this.view
    const width = board.columnWidth()
    const from = Math.floor(scroller.scrollLeft / width) - MARGIN
    const to = Math.ceil((scroller.scrollLeft + scroller.clientWidth) / width) + MARGIN
    return this.asleep(shown.slice(Math.max(from, 0), to))
  }

  // Before a drawing: these will be filled by it.
  look() {
    for (const { touchpoint } of this.near()) this.ids.add(touchpoint.id)
  }

  wake(columns) {
    for (const { touchpoint } of columns) {
      this.ids.add(touchpoint.id)
      this.view.column(touchpoint)
    }
  }

  // True when it was asleep until now.
  wakeOne(id) {
    const found = this.asleep(this.view.shown.filter(({ touchpoint }) => touchpoint?.id === id))
    this.wake(found)
    return found.length > 0
  }

  // The others, a few at a time; not while somebody types or drags: rows may become higher.
  rest() {
    if (this.waiting || !this.asleep(this.view.shown).length) return
    this.waiting = true
    idle(() => {
      this.waiting = false
      const { board, grid, shown } = this.view
      if (!grid.isConnected || board.edit.busy || board.drag.active) return
      this.wake(this.asleep(shown).slice(0, AT_A_TIME))
      this.rest()
    })
  }
}
