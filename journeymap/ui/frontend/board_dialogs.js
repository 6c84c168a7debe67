// Windows over the board: the keys, what a deletion takes along, and two texts where two people wrote.

import { el, fill } from "./board_dom.js"

export function dialog(board, title, content, buttons) {
  const node = el("dialog", { "aria-label": title }, el("h2", {}, title), ...content, el("div", { class: "buttons" }))
  const bar = node.lastChild
  for (const [name, act, attributes] of buttons) {
    const button = el("button", { type: "button", ...attributes }, name)
    button.addEventListener("click", () => (node.close(), act?.()))
    bar.append(button)
  }
  node.addEventListener("keydown", (event) => event.stopPropagation())
  node.addEventListener("close", () => node.remove())
  board.frame.append(node)
  node.showModal()
  return node
}

export function help(board) {
  const rows = board.words.keys.map(([keys, does]) => el("tr", {}, el("th", { scope: "row" }, keys), el("td", {}, does)))
  dialog(board, board.words.help, [el("table", {}, ...rows)], [[board.words.close, null, { autofocus: true }]])
}

// Deleting something large says what goes with it.
export function sure(board, title, lines, act) {
  dialog(
    board,
    title,
    [el("ul", {}, ...lines.map((line) => el("li", {}, line))), el("p", {}, board.words.undo_offered)],
    [
      [board.words.cancel, null, { autofocus: true }],
      [board.words.delete, act, { class: "danger" }],
    ],
  )
}

const said = (row) => (row === null || row === undefined ? null : Object.values(row).map((value) => value ?? "–").join("\n"))

// Somebody else wrote into the same field meanwhile, or deleted it: both texts stay until one is chosen.
export function conflict(board, act, outcome) {
  const { words } = board
  const mine = said(act.fields) ?? act.text ?? act.title ?? act.label ?? null
  const theirs = said(outcome.theirs)
  const side = (name, text) => el("div", { class: "side" }, el("b", {}, name), el("pre", {}, text ?? words.deleted))
  const content = [el("p", {}, outcome.sentence)]
  if (mine !== null) content.push(el("div", { class: "sides" }, side(words.theirs, theirs ?? (outcome.state === "conflict" ? null : "")), side(words.mine, mine)))
  const copy = () => {
    const area = el("textarea", { class: "copied" })
    area.value = mine
    board.frame.append(area)
    area.select()
    document.execCommand("copy") // the newer way needs https, which a server in the house may not have
    area.remove()
  }
  const buttons = []
  if (act.fields && outcome.theirs) {
    buttons.push([words.take_mine, () => board.act(act.kind, { ...rest(act), was: outcome.theirs })])
    buttons.push([words.take_theirs, null, { autofocus: true }])
    const row = act.kind === "card.edit" && act.fields.text !== undefined && board.model.rows.card.get(act.card)
    if (row) {
      const both = { card: board.newId(), touchpoint: row.touchpoint, lane: row.lane, text: act.fields.text, before: null }
      buttons.push([words.keep_both, () => board.act("card.add", both)])
    }
  } else {
    if (mine) buttons.push([words.copy_mine, copy])
    if (act.kind === "undo" || act.kind === "redo") buttons.push([words.let_go, () => board.act("let_go", { undone: act.kind === "redo" })])
    buttons.push([words.close, null, { autofocus: true }])
  }
  dialog(board, outcome.state === "conflict" ? words.somebody_else : words.not_saved, content, buttons)
}

const rest = ({ id, kind, ...given }) => given
