// Tells the browser, and with it screen readers and spell checkers, what is spoken; and keeps the choice for next time.

const YEAR = 31536000

export function render({ data }) {
  document.documentElement.lang = data.language
  if (data.cookie) document.cookie = `${data.cookie}=${data.language}; path=/; SameSite=Lax; max-age=${YEAR}`
}
