// A bar of buttons over the wall while the pointer moves, for those who have no keys at hand.

import { button, make } from "./present_dom.js"

const WAKE = 2600 // milliseconds that the bar stays after the pointer stood still

const LOOK = `
.bar{left:50%;bottom:16px;transform:translateX(-50%);display:flex;flex-wrap:wrap;justify-content:center;gap:4px;padding:6px;
  max-width:calc(100% - 24px);box-sizing:border-box;width:max-content}
.where{align-self:center;padding:0 10px;max-width:34em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:#A6B0C0}
@media (max-width:640px){.where{display:none}}
`

export class Bar {
  constructor(frame, briefing, talk, here, lists) {
    this.frame = frame
    this.talk = talk
    this.here = here
    this.lists = lists
    const styles = make("style", "", LOOK)
    this.bar = make("div", "bar over")
    this.bar.setAttribute("role", "toolbar")
    this.bar.hidden = true
    frame.append(styles, this.bar)
    this.bar.addEventListener("click", (event) => event.detail && !lists.open && frame.focus({ preventScroll: true }))
    this.brief(briefing)
    if (performance.getEntriesByType("navigation")[0]?.type !== "reload") this.show()
    else this.frame.classList.add("still")
  }

  brief({ words }) {
    const { talk, here } = this
    const acts = [
      ["back", "◀", () => talk.move("step", -1)],
      ["on", "▶", () => talk.move("step", 1)],
      ["whole", words.wholeShort, () => talk.whole()],
      ["lanes", words.lanesShort, () => here.palette()],
      ["spotlight", words.spotlightShort, () => talk.flip("spotlight")],
      ["hide", words.hideShort, () => talk.hide()],
      ["reveal", words.revealShort, () => talk.reveal()],
      ["theme", words.themeShort, () => here.theme()],
      ["fullscreen", words.fullscreenShort, () => here.fullscreen()],
      ["presenter", words.presenterShort, () => here.presenter()],
      ["help", "?", () => here.help()],
      ["leave", words.leaveShort, () => here.leave()],
    ]
    this.where = make("span", "where")
    this.buttons = Object.fromEntries(acts.map(([name, text, act]) => [name, button(text, words[name], act)]))
    this.bar.setAttribute("aria-label", words.bar)
    this.bar.replaceChildren(...Object.values(this.buttons))
    this.buttons.on.after(this.where)
    this.update()
  }

  show() {
    this.bar.hidden = false
    this.frame.classList.remove("still")
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.rest(), WAKE)
  }

  rest() {
    const inside = this.frame.getRootNode().activeElement
    if (this.bar.matches(":hover") || this.bar.contains(inside)) return this.show()
    this.bar.hidden = true
    this.frame.classList.toggle("still", !this.lists.open)
    return undefined
  }

  update() {
    const { state } = this.talk
    this.where.textContent = this.lists.sentence()
    this.buttons.spotlight.setAttribute("aria-pressed", state.spotlight)
    this.buttons.hide.setAttribute("aria-pressed", Boolean(state.revealed))
    this.buttons.reveal.hidden = !state.revealed
  }

  remove() {
    clearTimeout(this.timer)
  }
}
