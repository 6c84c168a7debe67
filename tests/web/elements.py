"""A Streamlit script with one of everything that the pages use, to be looked at under the content policy."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from journeymap.assets import module_url, plotly_url

LOADER = """
export default function (component) {
  const script = Object.assign(document.createElement("script"), { src: component.data.plotly })
  const drawn = new Promise((resolve) => { script.onload = resolve }).then(() => {
    const chart = document.createElement("div")
    component.parentElement.append(chart)
    return window.Plotly.newPlot(chart, [{ type: "scatter", x: [1, 2], y: [3, 4] }], { title: { text: "Own chart" } })
  })
  document.head.append(script)
  const address = new URL(component.data.module, window.location.href).href
  Promise.all([import(address), drawn]).then(([module]) => {
    component.parentElement.append(Object.assign(document.createElement("p"), {
      id: "loaded", textContent: "module: " + Object.keys(module).sort().join(" "),
    }))
  })
}
"""
component = st.components.v2.component("elements", js=LOADER)

frame = pd.DataFrame({"touchpoint": ["Delivery", "Service call"], "score": [12, -4]})
st.title("Elements")
st.markdown("**bold** :material/map: $x^2$")
st.plotly_chart({"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4]}]}, key="chart")
st.dataframe(frame, key="frame")
st.data_editor(frame, key="editor")
st.bar_chart(frame, x="touchpoint", y="score")
st.code("SELECT 1", language="sql")
st.download_button("Save as text", b"text", "a.txt")
uploaded = st.file_uploader("File", key="file")
if uploaded is not None:
    st.write(f"uploaded {len(uploaded.getvalue())} bytes")
component(key="own", data={"module": module_url("map"), "plotly": plotly_url()})
st.success("All drawn")
