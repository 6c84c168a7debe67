// What time it is, and how long the talk has lasted. It runs from the first look at it, can be stopped and set back, and
// survives a reload.

import { button, make } from "./present_dom.js"

export class Watch {
  constructor(place, words) {
    this.place = `${place}.watch`
    this.words = words
    this.state = JSON.parse(sessionStorage.getItem(this.place) ?? "null") ?? { since: Date.now(), before: 0 }
    this.element = make("div", "times")
    this.clock = make("output")
    this.elapsed = make("output")
    this.run = button("", "", () => this.toggle())
    const times = [[words.clock, this.clock], [words.elapsed, this.elapsed]].map(([title, output]) => {
      const part = make("div")
      part.append(make("h2", "", title), output)
      return part
    })
    const hands = make("div", "hands")
    hands.append(this.run, button(words.reset, "", () => this.reset()))
    this.element.append(...times, hands)
    this.keep()
    this.timer = setInterval(() => this.show(), 500)
  }

  get milliseconds() {
    return this.state.before + (this.state.since ? Date.now() - this.state.since : 0)
  }

  toggle() {
    this.state = { before: this.milliseconds, since: this.state.since ? null : Date.now() }
    this.keep()
  }

  reset() {
    this.state = { before: 0, since: this.state.since && Date.now() }
    this.keep()
  }

  keep() {
    sessionStorage.setItem(this.place, JSON.stringify(this.state))
    this.run.textContent = this.state.since ? this.words.pause : this.words.start
    this.show()
  }

  show() {
    this.clock.textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    const seconds = Math.floor(this.milliseconds / 1000)
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((n) => String(n).padStart(2, "0"))
    this.elapsed.textContent = parts.join(":")
  }

  remove() {
    clearInterval(this.timer)
  }
}
