// When the connection goes, Streamlit lays a window over the page, and nobody could go on typing. What is done on the
// board is kept in the browser anyway: so that window is closed as Escape closes it, and stays closed until the
// connection is back; the board says in its own bar that it is not connected. Other pages keep the window.

const PATIENCE = 2000 // ms until the app counts as out of reach

export class Offline {
  constructor(board) {
    this.board = board
    this.observer = new MutationObserver(() => this.look())
    this.observer.observe(document.body, { childList: true })
  }

  async look() {
    const covering = document.querySelector('[role="dialog"], [role="alertdialog"]')
    if (!covering) return this.board.edit.uncover()
    if (this.seen === covering) return
    this.seen = covering
    if (await reachable()) return
    covering.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }))
    this.board.saving("waiting")
  }

  stop() {
    this.observer.disconnect()
  }
}

async function reachable() {
  if (!navigator.onLine) return false
  try {
    // Pages lie side by side, and so does this address, also under a base path.
    return (await fetch(new URL("health", location.href), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok
  } catch {
    return false
  }
}
