"""A rule book of a user, for tests."""

LOAN = """
fact = "event"
kind = "other"

[words]
loan = ["وام"]

[[rule]]
name = "taken"
trigger = "$loan"
agent = ["ORG"]

  [[rule.example]]
  text = "شهرداری ارومیه وام گرفت."
  agent = ["شهرداری ارومیه"]

  [[rule.counterexample]]
  text = "شهرداری ارومیه پل ساخت."
"""
