// The slider above a map that replays its scores month by month. Every month is here already, so that a step asks
// nothing of the server: the map keeps its node, and only what the month changes is drawn anew.

const STEP = 900 // ms that a month stands while it plays

const STYLE = `
  .replay { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 2px 2px 8px; font: inherit;
    color: var(--st-text-color, inherit) }
  .replay button { min-width: 6.5em; min-height: 36px; padding: 4px 12px; font: inherit; font-weight: 600; cursor: pointer;
    color: #fff; background: var(--st-primary-color, #005C92); border: 0; border-radius: 8px }
  .replay input { flex: 1 1 160px; min-width: 120px; height: 28px; accent-color: var(--st-primary-color, #005C92) }
  .replay output { min-width: 12em; font-variant-numeric: tabular-nums }
  .replay :focus-visible { outline: 3px solid #E3A400; outline-offset: 2px }
`

export class Replay {
  // paint(figure, strip) draws the map, and the overview above it where there is one.
  constructor(frame, paint) {
    this.paint = paint
    this.bar = document.createElement("div")
    this.bar.className = "replay"
    const style = document.createElement("style")
    style.textContent = STYLE
    this.button = document.createElement("button")
    this.button.type = "button"
    this.slider = document.createElement("input")
    this.slider.type = "range"
    this.slider.min = 0
    this.slider.step = 1
    this.said = document.createElement("output")
    this.bar.append(style, this.button, this.slider, this.said)
    frame.before(this.bar)
    this.frame = frame
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()))
    this.slider.addEventListener("input", () => {
      this.pause()
      this.go(Number(this.slider.value))
    })
  }

  async update(data) {
    if (this.json !== data.replay) {
      this.json = data.replay
      const { frames, pool, words } = JSON.parse(data.replay)
      const month = this.frames?.[this.at]?.label
      this.frames = frames
      this.pool = pool
      this.words = words
      this.slider.max = frames.length - 1
      this.slider.setAttribute("aria-label", words.month)
      const known = frames.findIndex((frame) => frame.label === month)
      this.at = known >= 0 ? known : frames.length - 1
    }
    this.still = JSON.parse(data.figure)
    this.strip = data.strip ? JSON.parse(data.strip) : undefined
    this.name()
    await this.show()
  }

  name() {
    this.button.textContent = this.timer ? this.words.pause : this.words.play
  }

  async go(at) {
    this.at = Math.min(Math.max(at, 0), this.frames.length - 1)
    await this.show()
  }

  // One drawing at a time; what was asked for last is drawn next.
  async show() {
    const frame = this.frames[this.at]
    this.slider.value = this.at
    this.slider.setAttribute("aria-valuetext", `${frame.label}, ${frame.note}`)
    this.said.textContent = `${frame.label} · ${frame.note}`
    if (this.painting) return
    this.painting = true
    let shown
    do {
      shown = this.at
      const month = this.frames[shown]
      const figure = month.figure ?? { ...this.still, data: this.still.data.concat(month.data) }
      await this.paint(figure, this.strip && { ...this.strip, data: month.strip.map((place) => this.pool[place]) })
      this.frame.dataset.month = month.label
    } while (shown !== this.at && !this.gone)
    this.painting = false
  }

  play() {
    if (this.at === this.frames.length - 1) this.go(0)
    this.timer = setInterval(() => {
      if (this.at === this.frames.length - 1) return this.pause()
      this.go(this.at + 1)
    }, STEP)
    this.name()
  }

  pause() {
    clearInterval(this.timer)
    this.timer = undefined
    this.name()
  }

  remove() {
    this.gone = true
    clearInterval(this.timer)
    this.bar.remove()
    delete this.frame.dataset.month
  }
}
