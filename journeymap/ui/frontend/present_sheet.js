// An element without a picture of its own: it brings a page of the map, or the briefing, to the wall beside it.
import { brief, keepSheet } from "./present_store.js"

export function render({ data }) {
  if (data.sheet) keepSheet(JSON.parse(data.sheet))
  else brief(JSON.parse(data.briefing))
}

export function remove() {}
