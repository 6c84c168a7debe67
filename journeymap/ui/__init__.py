"""The only Streamlit outside ``pages/``."""
