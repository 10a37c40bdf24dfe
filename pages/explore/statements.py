"""Every statement with its sentence, how much of the text is coded, and what produced nothing."""

from pkcn_dashboard import components, statement_view

statement_view.asked_for()
statement_view.coverage()
statement_view.statements()
statement_view.without()
statement_view.left_out()
components.source()
