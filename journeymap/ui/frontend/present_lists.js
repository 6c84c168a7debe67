// What lies over the wall, or the presenter view, when it is asked for: the list of keys, the lanes and personas to
// switch on and off, and a sentence that goes by itself.

import { button, make } from "./present_dom.js"

const LOOK = `
.over{position:absolute;z-index:3;font:500 16px/1.35 "Source Sans","Source Sans Pro",sans-serif;
  color:#F3F5F9;background:#11161F;border:1px solid #8C96A8;border-radius:10px}
button{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:7px;padding:8px 12px;
  min-width:44px;min-height:44px;cursor:pointer}
button:hover{background:#39445A}
button:focus-visible{outline:3px solid #FFC93C;outline-offset:1px}
button[aria-pressed=true]{background:#1E4A6E;border-color:#6CC0F2}
.sheet{left:50%;top:50%;transform:translate(-50%,-50%);padding:18px 22px;max-width:min(92%,62em);max-height:88%;
  overflow:auto;box-sizing:border-box;width:max-content;touch-action:auto}
.sheet h2{margin:0 0 10px;font-size:20px}
.sheet h3{margin:14px 0 6px;font-size:16px;color:#A6B0C0}
.sheet dl{display:grid;grid-template-columns:auto 1fr;gap:6px 18px;margin:0}
.sheet dt{white-space:nowrap}
.sheet dd{margin:0}
kbd{font:600 14px/1.2 "Source Sans","Source Sans Pro",sans-serif;border:1px solid #8C96A8;border-radius:5px;padding:1px 7px;margin-right:4px}
.sheet>button{display:block;margin:14px auto 0;border-color:#8C96A8}
.switches{display:flex;flex-wrap:wrap;gap:6px}
.switches button{border-color:#4B5566;text-align:left}
.switches small{color:#A6B0C0;margin-right:8px;font-size:14px}
.notice{left:50%;bottom:90px;transform:translateX(-50%);padding:10px 16px}
@media (min-width:2560px){.over{font-size:28px}.sheet h2{font-size:34px}.sheet h3,.switches small,kbd{font-size:24px}}
@media (max-width:640px){.sheet dl{grid-template-columns:1fr;gap:2px}.sheet dd{margin-bottom:8px}}
`

export class Lists {
  constructor(frame, briefing, talk, here) {
    this.frame = frame
    this.talk = talk
    this.here = here
    this.briefing = briefing
    this.sheet = make("div", "sheet over")
    this.sheet.setAttribute("role", "dialog")
    this.note = make("div", "notice over")
    this.note.setAttribute("role", "status")
    this.note.hidden = this.sheet.hidden = true
    frame.append(make("style", "", LOOK), this.sheet, this.note)
  }

  brief(briefing) {
    this.briefing = briefing
    if (this.open) this[this.open]()
  }

  update() {
    if (this.open === "palette") this.palette()
  }

  // Where the talk stands, in words.
  sentence() {
    const { stage, touchpoint, revealed } = this.talk.state
    const { names, words } = this.briefing
    const parts = [stage && names[stage], touchpoint && names[touchpoint]].filter(Boolean)
    const hidden = revealed ? [words.hidden] : []
    return [...(parts.length ? parts : [words.wholeMap]), ...hidden].join(" · ")
  }

  notice(text) {
    this.note.textContent = text
    this.note.hidden = false
    clearTimeout(this.noticed)
    this.noticed = setTimeout(() => (this.note.hidden = true), 3000)
  }

  toggle(what) {
    if (this.open === what) return this.close()
    this.open = what
    this.sheet.hidden = false
    this[what]()
    return this.sheet.querySelector("button")?.focus()
  }

  close() {
    if (this.sheet.hidden) return false
    this.sheet.hidden = true
    this.open = undefined
    this.frame.focus({ preventScroll: true })
    return true
  }

  // While a list is open, Space and Enter press its buttons and the arrow keys go through them.
  key(event) {
    const inside = this.frame.getRootNode().activeElement
    if (inside?.tagName !== "BUTTON") return false
    if (event.key === " " || event.key === "Enter") {
      inside.click()
      return true
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!by || this.sheet.hidden || !this.sheet.contains(inside)) return false
    const all = [...this.sheet.querySelectorAll("button")]
    all.at((all.indexOf(inside) + by) % all.length).focus()
    return true
  }

  help() {
    const { keys, words } = this.briefing
    const list = make("dl")
    for (const [names, text] of keys) {
      const term = make("dt")
      term.append(...names.map((name) => make("kbd", "", name)))
      list.append(term, make("dd", "", text))
    }
    this.fill(words.helpTitle, list)
  }

  palette() {
    const { words, lanes, personas } = this.briefing
    const focused = this.frame.getRootNode().activeElement?.dataset?.id
    const parts = [this.switches("lanes", lanes)]
    if (personas.length > 1) parts.push(make("h3", "", words.personasTitle), this.switches("personas", personas))
    this.fill(words.lanesTitle, ...parts)
    if (focused) this.sheet.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
  }

  switches(kind, all) {
    const shown = this.talk.shown(kind)
    const list = make("div", "switches")
    for (const one of all) {
      const made = button("", "", () => this.talk.toggle(kind, one.id) || this.here.lastOne())
      made.removeAttribute("title")
      made.dataset.id = one.id
      made.setAttribute("aria-pressed", shown.includes(one.id))
      if (one.key) made.append(make("small", "", kind === "personas" ? `⇧${one.key}` : one.key))
      made.append(one.title)
      list.append(made)
    }
    return list
  }

  fill(title, ...parts) {
    this.sheet.setAttribute("aria-label", title)
    this.sheet.replaceChildren(make("h2", "", title), ...parts, button(this.briefing.words.close, "", () => this.close()))
  }

  remove() {
    clearTimeout(this.noticed)
  }
}
