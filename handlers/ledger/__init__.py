"""The ledger: every act takes its place in a chain, and anyone at the installation can prove that none was changed."""
