"""Each checkable claim beside official figures, with a computed verdict and its reason; and every number of the text."""

from pkcn_dashboard.claims import page

page.findings()
page.claims()
page.suggestions()
page.ledger()
