// What Streamlit asks of a component: render() at every run of the page, remove() when it goes. Each place on the page
// keeps one object of a class for as long as it is there, so that nothing is built anew.

export function kept(Kind) {
  const there = new WeakMap()
  return {
    render(component) {
      const root = component.parentElement
      if (!there.has(root)) there.set(root, new Kind(root))
      there.get(root).update(component)
    },
    remove(root) {
      there.get(root)?.remove()
      there.delete(root)
    },
  }
}
