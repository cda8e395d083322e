"""English words that say nothing of a subject."""

_SMALL = """
a an the of in on at to and or nor not is are was were be been by it its as for from with that this these
those which who whom will would can could has have had do does did than then there their they he she his
her them if but so all both each no any some more most such into over under about between only also very
when where while what how why one two three none above below following because since may might must
"""
SMALL = frozenset(_SMALL.split())  # in any text

_ASKING = """
using assuming during watch video through across neglecting times
calculate compute determine evaluate simplify solve prove show derive estimate convert find choose select
complete following example explain describe define statement true false correct answer question does have
many much
"""
ASKING = frozenset(_ASKING.split())  # in an exercise

_GENERAL = """
little opposite straight average steady
above about after along among another around because before being below between beyond chapter during
every example exercise exercises figure first itself large other others second section shape shows since
small something terms their there third those three through times under until where which while whole
within without would amount answer answers aspect basis beginning change changes course effect effects
fact following group groups individual kinds moment number numbers parts people person place point points
process question reason result results right short solution table things title types value values words
world years great long many often simple single total usual various
"""
GENERAL = frozenset(_GENERAL.split())  # nouns, or what looks like one, that are no terms
