"""The embedded engine: a Whoosh index at native speed, by array work on columnar segments.

Only this folder imports `whoosh`: its query tree says what is looked for (`translate`), its schema what
fields there are, and its readers and matchers can read the index (`codec`). Writing (`collector`, `segment_writer`,
`merging`, `generation_writer`), evaluation (`evaluate`), counting and pages (`snapshot`) are ours.
"""

from indexer.engine.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
