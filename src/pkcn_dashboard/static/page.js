// What Streamlit has no widget for: arriving at an element, copying, pictures of charts, keys.
