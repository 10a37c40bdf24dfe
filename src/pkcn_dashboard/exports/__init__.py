"""Files to take away: tables in, bytes out, and what each file says about itself. No Streamlit."""
