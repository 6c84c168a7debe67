// Elements with text in them, and buttons.

export function make(name, className, text) {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

export function button(text, title, act) {
  const made = make("button", "", text)
  made.type = "button"
  if (title) {
    made.title = title
    made.setAttribute("aria-label", title)
  }
  made.addEventListener("click", act)
  return made
}
