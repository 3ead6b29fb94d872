"""The parts of the page that `show` makes: marked text, facts, tables, map, network, timeline."""
