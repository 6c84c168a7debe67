// Elements, kept by key: what stays is moved at most, never made anew.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") node.className = value
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value)
    else if (value === true) node.setAttribute(name, "")
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value)
  }
  node.append(...children.filter((child) => child !== null && child !== undefined))
  return node
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

// A button with a sign on it and a name for those who do not see the sign.
export function sign(text, name, onclick, attributes = {}) {
  return el("button", { type: "button", "aria-label": name, title: name, tabindex: -1, onclick, ...attributes }, text)
}

export function text(node, value) {
  if (node.textContent !== value) node.textContent = value
}

export function attribute(node, name, value) {
  if (value === null || value === false) node.removeAttribute(name)
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value)
}

// Puts exactly these nodes into the parent, before the node `end`, in this order; moves as few as possible.
export function arrange(parent, nodes, end = null) {
  const wanted = new Set(nodes)
  let at = parent.firstChild
  for (const node of nodes) {
    while (at && at !== end && !wanted.has(at)) {
      const gone = at
      at = at.nextSibling
      gone.remove()
    }
    if (at === node) at = at.nextSibling
    else parent.insertBefore(node, at ?? end)
  }
  while (at && at !== end) {
    const gone = at
    at = at.nextSibling
    gone.remove()
  }
}

// Sentences come from the server: fill("Move {title}", { title }).
export function fill(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all))
}

export class Nodes {
  constructor() {
    this.by = new Map()
  }

  get(key, make) {
    let node = this.by.get(key)
    if (!node) this.by.set(key, (node = make()))
    return node
  }

  keepOnly(keys) {
    for (const key of this.by.keys()) if (!keys.has(key)) this.by.delete(key)
  }
}
