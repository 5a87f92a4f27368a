"""Everything that changes something, in the order of the pipeline.

Each service takes the actor and plain values, asks the policy, writes, and leaves a ledger entry, in one
transaction.
"""
