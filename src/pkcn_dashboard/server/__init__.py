"""What stands between the browser and Streamlit: headers, compression, and what our pages add to its page."""
