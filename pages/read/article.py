"""The text itself: actors, sectors and themes marked in place, speakers in the margin, what a sentence is coded as."""

from pkcn_dashboard.article import page

page.read()
