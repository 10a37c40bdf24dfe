"""Every statement with its sentence, how much of the text is coded, and what produced nothing."""

from pkcn_dashboard import components
from pkcn_dashboard.statements import page

page.asked_for()
if not page.nothing_fits():
    page.coverage()
    page.statements()
    page.without()
page.left_out()
components.source()
