"""Whom to cite for which table. The data are free for research if their authors are cited."""

ASSEMBLED = (
    "Miller, Steven V. 2022. peacesciencer: An R Package for Quantitative Peace Science Research."
    " Conflict Management and Peace Science 39(6): 755-779."
)
DISPUTES = (
    "Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase"
    " Bloch, Nick Dietrich, Kayla Kahn, Kellan Ritter & Michael J. Soules. 2022. The MID5 Dataset,"
    " 2011-2014. Conflict Management and Peace Science 39(4): 470-482."
)
DISPUTES_RECODED = (
    "Gibler, Douglas M., Steven V. Miller & Erin K. Little. 2016. An Analysis of the Militarized"
    " Interstate Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730."
)
MEMBERSHIP = "Correlates of War Project. 2017. State System Membership List, v2016."
CITATIONS: dict[str, str] = {
    "cow_mid_ddydisps": DISPUTES,
    "cow_mid_disps": DISPUTES,
    "gml_mid_ddydisps": DISPUTES_RECODED,
    "gml_mid_disps": DISPUTES_RECODED,
    "atop_alliance": "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell & Andrew G."
    " Long. 2002. Alliance Treaty Obligations and Provisions, 1815-1944. International"
    " Interactions 28(3): 237-260. Version 5.1.",
    "cow_war_inter": "Sarkees, Meredith Reid & Frank Whelon Wayman. 2010. Resort to War: 1816-2007."
    " CQ Press. Inter-State War 4.0.",
    "ucdp_acd": "Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg &"
    " Haavard Strand. 2002. Armed Conflict 1946-2001: A New Dataset. Journal of Peace Research"
    " 39(5): 615-637; Davies, Shawn et al. 2025, Journal of Peace Research 62(4). Version 25.1.",
    "tss_rivalries": "Thompson, William R., Kentaro Sakuwa & Prashant Hosur Suhas. 2021. Analyzing"
    " Strategic Rivalries in World Politics. Springer.",
    "td_rivalries": "Thompson, William R. & David R. Dreyer. 2012. Handbook of International"
    " Rivalries, 1494-2010. CQ Press.",
    "mme_long": "D'Orazio, Vito & Kevin Galambos. 2021. Multinational Military Exercises v7."
    " doi:10.7910/DVN/KHFODX.",
    "troopdata_rebuild_long": "Allen, Michael A., Michael E. Flynn & Carla Martinez Machain. 2022."
    " Outside the Wire: US Military Deployments and Public Opinion in Host States; troopdata."
    " Conflict Management and Peace Science 39(3): 351-370; Kane, Tim. 2006. Global U.S. Troop"
    " Deployment, 1950-2005.",
    "cow_nmc": "Singer, J. David, Stuart Bremer & John Stuckey. 1972. Capability Distribution,"
    " Uncertainty, and Major Power War, 1820-1965; Singer, J. David. 1987. International"
    " Interactions 14(2): 115-132. National Material Capabilities 7.0.",
    "cow_states": MEMBERSHIP,
    "cow_majors": MEMBERSHIP,
    "cw_system": MEMBERSHIP,
    "cow_contdir": "Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl & Charles"
    " Gochman. 2002. The Correlates of War Project Direct Contiguity Data, Version 3. Conflict"
    " Management and Peace Science 19(2): 58-66. Version 3.2.",
    "cow_capitals": ASSEMBLED,
    "cow_mindist": "Schvitz, Guy, Luc Girardin, Seraina Ruegger, Nils B. Weidmann, Lars-Erik"
    " Cederman & Kristian Skrede Gleditsch. 2022. Mapping the International System, 1886-2019: The"
    " CShapes 2.0 Dataset. Journal of Conflict Resolution 66(1): 144-161.",
    "cw_democracy": "Marquez, Xavier. 2016. A Quick Method for Extending the Unified Democracy"
    " Scores; Pemstein, Daniel, Stephen A. Meserve & James Melton. 2010. Political Analysis 18(4);"
    " Marshall, Monty G. 2020. Polity5; Coppedge, Michael et al. Varieties of Democracy.",
    "cw_gdppop": "Fariss, Christopher J., Therese Anders, Jonathan N. Markowitz & Miriam Barnum."
    " 2022. New Estimates of Over 500 Years of Historic GDP and Population Data. Journal of"
    " Conflict Resolution 66(3): 553-591.",
    "cow_trade_sy": "Barbieri, Katherine, Omar M. G. Keshk & Brian Pollins. 2009. Trading Data:"
    " Evaluating our Assumptions and Coding Rules. Conflict Management and Peace Science 26(5):"
    " 471-491. Version 4.0.",
    "cow_igo_ndy": "Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus & Anne Spencer"
    " Jamison. 2020. Tracking Organizations in the World: The Correlates of War IGO Version 3.0"
    " Datasets. Journal of Peace Research 57(3): 492-503.",
    "un_ideal_points": "Bailey, Michael A., Anton Strezhnev & Erik Voeten. 2017. Estimating Dynamic"
    " State Preferences from United Nations Voting Data. Journal of Conflict Resolution 61(2):"
    " 430-456. Release of June 2024, doi:10.7910/DVN/LEJUQZ.",
}
"""Citation of each table by its name."""
