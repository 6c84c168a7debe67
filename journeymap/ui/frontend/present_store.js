// What the server has sent for the wall. Each page of the map comes in an element of its own, so that one that has not
// changed costs nothing on the wire; here they meet, and the newest stay, so that a step needs no round trip.

const MOST = 40
const sheets = new Map()
const listeners = new Set()
let briefing

export function onNews(listener) {
  listeners.add(listener)
  if (briefing) listener("briefing")
  return () => listeners.delete(listener)
}

const tell = (news) => listeners.forEach((listener) => listener(news))

// What does not change from step to step: the walk, the names, the sentences.
export function brief(data) {
  briefing = data
  tell("briefing")
}

export const briefed = () => briefing

export function keepSheet(sheet) {
  const id = `${sheet.name} ${sheet.page}`
  if (sheets.get(id)?.stamp === sheet.stamp) return
  sheets.delete(id) // so that the newest stands last
  sheets.set(id, sheet)
  if (sheets.size > MOST) sheets.delete(sheets.keys().next().value)
  tell("sheet")
}

// The page of a view with this touchpoint on it, its first page without one; of several the one that came last.
export function findSheet(name, touchpoint) {
  let found
  for (const sheet of sheets.values()) {
    if (sheet.name === name && (touchpoint ? sheet.columns.includes(touchpoint) : sheet.page === 0)) found = sheet
  }
  return found
}
