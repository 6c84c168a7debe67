"""The page of ``bench/empty.py``: nothing, or by its link the least that answers a click or refreshes itself."""

import streamlit as st

st.markdown("Nothing here.")
if "button" in st.query_params and st.button("Press"):
    st.session_state["pressed"] = st.session_state.get("pressed", 0) + 1
    st.markdown(f"#### Pressed {st.session_state['pressed']}")


@st.fragment(run_every=2)
def live() -> None:
    """Show a text, every two seconds."""
    st.markdown("Still nothing.")


if "live" in st.query_params:
    live()
