"""Timelines of editing programs: ours as OpenTimelineIO, and an edited one as ours again."""
