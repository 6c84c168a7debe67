// One line to type answers into. Says what stands in it while somebody types, and which lines Enter ended.
// The list of lines only grows while the line is there: of two quick ones Streamlit may hear of the second alone.

import { kept } from "./kept.js"

const PAUSE = 150
const LONGEST = 200

class Line {
  constructor(root) {
    this.mount = crypto.randomUUID?.() ?? String(Math.random())
    this.added = []
    this.input = document.createElement("input")
    this.input.type = "text"
    this.input.autocomplete = "off"
    this.input.maxLength = LONGEST
    this.input.addEventListener("input", () => this.typed())
    this.input.addEventListener("keydown", (event) => this.pressed(event))
    root.append(this.input)
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.component.setStateValue("typed", this.input.value), PAUSE)
  }

  pressed(event) {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    const text = this.input.value.trim()
    if (text) this.add(text)
    else if (!event.repeat) this.component.setTriggerValue("next", true)
  }

  add(text) {
    clearTimeout(this.timer)
    this.input.value = ""
    this.added.push({ question: this.component.data.question, text })
    this.component.setStateValue("typed", "")
    this.component.setStateValue("added", { mount: this.mount, lines: [...this.added] })
  }

  update(component) {
    const fresh = this.component?.data.question !== component.data.question
    const cleared = this.component?.data.cleared !== component.data.cleared
    this.component = component
    this.input.placeholder = component.data.placeholder
    this.input.setAttribute("aria-label", component.data.label)
    if (!fresh && !cleared) return
    clearTimeout(this.timer)
    this.input.value = ""
    this.input.focus({ preventScroll: true })
  }

  remove() {
    clearTimeout(this.timer)
    this.input.remove()
  }
}

export const { render, remove } = kept(Line)
