// Draws an ordinary chart with the library that the map has loaded already.

import { kept } from "./kept.js"
import { adoptStyles, loadPlotly } from "./map.js"

class Chart {
  constructor(root) {
    this.node = document.createElement("div")
    this.node.setAttribute("role", "img")
    root.append(this.node)
  }

  async update({ data }) {
    this.data = data
    this.node.setAttribute("aria-label", data.alt)
    this.node.style.minHeight = `${data.height}px`
    let Plotly
    try {
      Plotly = await loadPlotly(data.plotly)
    } catch {
      this.node.textContent = data.failed
      return
    }
    if (data !== this.data || this.drawn === data.figure) return // a newer one has come, or nothing is new
    this.drawn = data.figure
    this.styles ??= adoptStyles(this.node)
    const figure = JSON.parse(data.figure)
    await Plotly.react(this.node, figure.data, figure.layout, figure.config)
  }

  remove() {
    window.Plotly?.purge(this.node)
    this.styles?.remove()
    this.node.remove()
  }
}

export const { render, remove } = kept(Chart)
