"""A small source of figures that tests write and change."""

from __future__ import annotations

from pathlib import Path

SERIES = """
countries: [PAK, IND]
series:
  - {id: NY.GDP.MKTP.CD, themes: [growth], higher_is: good}
  - {id: IT.NET.USER.ZS, themes: [digital_infrastructure], sectors: [telecom], higher_is: good}
breaks:
  - {series: NY.GDP.MKTP.CD, countries: [PAK, IND], year: 2003, why: Rebased.}
cautions:
  - {series: IT.NET.USER.ZS, countries: [IND], caution: An estimate.}
fiscal_years:
  FDI: PAK
  Software: IND
fact_breaks:
  - {topic: FDI, period: FY2019, why: Another definition.}
"""
WDI_INDICATORS = """indicator,name,unit,source_organisation
NY.GDP.MKTP.CD,GDP (current US$),current US$,World Bank
IT.NET.USER.ZS,Individuals using the Internet (% of population),% of population,ITU
"""
WDI = """indicator,country,year,value
NY.GDP.MKTP.CD,IND,2001,485441014538.64
NY.GDP.MKTP.CD,IND,2004,709148514804.66
NY.GDP.MKTP.CD,PAK,2001,79484403984.7
IT.NET.USER.ZS,PAK,2003,5.04086
IT.NET.USER.ZS,IND,2003,1.68649
"""
CITED_HEADER = "fact_id,topic,measure,partner,period,value,unit,source,source_url,confidence\n"
CITED = (
    CITED_HEADER
    + """F-1,FDI,"net, first release",China,FY2023,432,USD million,Bank via A,https://a.example/1;x,medium
F-2,FDI,"net, first release",China,FY2023,432,USD million,Bank via B,https://b.example/1,high
F-3,FDI,"net, revised (later release)",China,FY2023,692.52,USD million,Bank via C,https://c.example/1,high
F-4,FDI,"net, first release",China,FY2023,432.2,USD million,Bank via D,https://d.example/1,medium
F-5,FDI,"net, first release",China,FY2023,440,USD million,Bank via E,https://e.example/1,medium
F-6,Software,exports,India,FY2024,190.7,USD billion,RBI,https://rbi.example/1,high
F-7,Cable,inaugurated,China,2018,2018-07,date,A,https://a.example/2,medium
F-8,Cable,inaugurated,China,2018,2018-07-13,date,B,https://b.example/2,high
"""
)
SOURCES = """source_id,title,edition,read,licence,licence_url,attribution,url
wdi,World Development Indicators,2025-26,2026-11,CC BY 4.0,,The World Bank: World Development Indicators,https://w.example
pages,Pages,,2026-11,As named,,The pages,
"""
FILES = {
    "series.yml": SERIES,
    "wdi_indicators.csv": WDI_INDICATORS,
    "wdi.csv": WDI,
    "cited.csv": CITED,
    "sources.csv": SOURCES,
}


def write_source(folder: Path, **changes: str) -> Path:
    """Write the files of a source, some of them other: `wdi="…"` for `wdi.csv`; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changes.get(name.partition(".")[0], text), encoding="utf-8", newline="\n")
    return folder
