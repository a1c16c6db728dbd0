"""The tables of the database, as they are now. Times are milliseconds since 1970; sizes are bytes.

A change here goes with a migration in `migrations/versions`, and raises `REVISION`.
"""

from __future__ import annotations

import sqlalchemy as sa

#: The newest migration: a database that names another one is older or newer than this software.
REVISION = "0017"

METADATA = sa.MetaData()

#: A whole number of any size; SQLite has one kind of integer only, and counts up no other.
Long = sa.BigInteger().with_variant(sa.Integer, "sqlite")

#: One use of the store by one process: it holds claims and scratch folders, and what it uses is not pruned.
#: `seen_at` is when it last said that it lives, by the database's clock; a run of a worker lives as long as that one.
run = sa.Table(
    "run",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("host", sa.String, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("born", sa.String, nullable=False),
    sa.Column("started_at", Long, nullable=False),
    sa.Column("seen_at", Long, nullable=False, server_default="0"),
    sa.Column("worker", sa.String, nullable=False, server_default=""),
    sa.Column("episode", sa.String, nullable=False, server_default=""),
)

#: A process that takes legs of episodes from the queue. One that is dead never lives again.
worker = sa.Table(
    "worker",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("host", sa.String, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("born", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("seen_at", Long, nullable=False),
)

#: The leg of an episode that was taken last, how far it is, and by whom it is made: nobody when `worker` is empty.
#: `again`: another leg came meanwhile, so this one goes from the top once more. `left_seconds` is -1 while unknown.
leg = sa.Table(
    "leg",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("leg", sa.String, nullable=False),
    sa.Column("worker", sa.String, nullable=False),
    sa.Column("again", sa.Boolean, nullable=False),
    sa.Column("percent", sa.Integer, nullable=False),
    sa.Column("step", sa.String, nullable=False),
    sa.Column("left_seconds", sa.Float, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: Episodes whose last leg failed: in which step and why, what to do about it, and how often it has failed by now.
failure = sa.Table(
    "failure",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("leg", sa.String, nullable=False),
    sa.Column("step", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("message", sa.String, nullable=False),
    sa.Column("place", sa.String, nullable=False),
    sa.Column("remedy", sa.String, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: What happened to an episode of late: `what` is a word, `who` the process that says so, `note` the rest of it.
happening = sa.Table(
    "happening",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("what", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("note", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
    sa.Index("happening_by_episode", "episode", "id"),
)

#: What is made or being made, by key.
step = sa.Table(
    "step",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("provider", sa.String, nullable=False),
    sa.Column("salt", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("result", sa.JSON),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("seconds", sa.Float, nullable=False, default=0.0),
    sa.Column("made_at", Long, nullable=False, default=0),
    sa.Column("used_at", Long, nullable=False, default=0),
)

#: What a run would let others make: for whom it is counted, with which salt and by which version of the software, and
#: how many steps the run makes at once itself. It ends with the run.
offer = sa.Table(
    "offer",
    METADATA,
    sa.Column("run", sa.String, primary_key=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("show", sa.String, nullable=False),
    sa.Column("salt", sa.String, nullable=False),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("threads", sa.Integer, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: The steps of an offer: `place` tells what the run comes to last, `content` is all that it takes to make one.
offered = sa.Table(
    "offered",
    METADATA,
    sa.Column("run", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
)

#: `mtime_ns` is the file's own time stamp when its content was last known to be right.
artifact = sa.Table(
    "artifact",
    METADATA,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("suffix", sa.String, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("size", Long, nullable=False),
    sa.Column("mtime_ns", Long, nullable=False),
    sa.Column("made_at", Long, nullable=False),
    sa.Column("used_at", Long, nullable=False),
    sa.Column("pinned", sa.Boolean, nullable=False, default=False),
)

step_artifact = sa.Table(
    "step_artifact",
    METADATA,
    sa.Column("key", sa.ForeignKey("step.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("suffix", sa.String, primary_key=True),
    sa.ForeignKeyConstraint(["sha256", "suffix"], ["artifact.sha256", "artifact.suffix"], ondelete="CASCADE"),
    sa.Index("step_artifact_by_artifact", "sha256", "suffix"),
)

#: What is remembered of an episode between its runs.
episode = sa.Table(
    "episode",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("salts", sa.JSON, nullable=False),
)

#: The backgrounds of every episode (a part of a series, in a style), in the order in which they were decided.
backdrop = sa.Table(
    "backdrop",
    METADATA,
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("show", sa.String, nullable=False),
    sa.Column("series", sa.String, nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("style", sa.String, nullable=False),
    sa.Column("names", sa.JSON, nullable=False),
    sa.UniqueConstraint("show", "series", "part", "style"),
)

#: Which story a name in an output folder belongs to.
export = sa.Table(
    "export",
    METADATA,
    sa.Column("folder", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("story", sa.String, nullable=False),
)

#: Every episode that was asked for, as it was asked for last: enough to make it again from anywhere. `release` is the
#: paper of what it made last; `kept` says whether a person keeps its files whatever the limits say.
production = sa.Table(
    "production",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("recipe", sa.String, nullable=False),
    sa.Column("story", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("brief", sa.JSON, nullable=False),
    sa.Column("out", sa.String, nullable=False),
    sa.Column("kit", sa.Boolean, nullable=False),
    sa.Column("text", sa.JSON),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("videos", sa.JSON, nullable=False),
    sa.Column("asked_at", Long, nullable=False),
    sa.Column("made_at", Long, nullable=False),
    sa.Column("release", sa.JSON),
    sa.Column("kept", sa.String, nullable=False, server_default=""),
    sa.Column("destinations", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("show", sa.String, nullable=False, server_default=""),
)

#: Every show that a scheduler or a person has met. `plan` is the digest of when it is due, as it was read last; it is
#: made for due times after `since`. `terms` are what holds for its episodes wherever they are made. `reader` is the
#: worker that read so; empty when that was a person.
show = sa.Table(
    "show",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("plan", sa.String, nullable=False),
    sa.Column("since", Long, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("terms", sa.JSON, nullable=False),
    sa.Column("reader", sa.String, nullable=False, server_default=""),
)

#: Shows that are in the database, as they were written: every version, the last of which holds.
show_text = sa.Table(
    "show_text",
    METADATA,
    sa.Column("show", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("deed", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
    sa.Column("text", sa.String, nullable=False),
)

#: What became of due times: the episode that was asked for, or why there is none.
schedule = sa.Table(
    "schedule",
    METADATA,
    sa.Column("show", sa.String, primary_key=True),
    sa.Column("due_at", Long, primary_key=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("cause", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: Which sources a show has made, by their names below its folder.
show_source = sa.Table(
    "show_source",
    METADATA,
    sa.Column("show", sa.String, primary_key=True),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: One part of an episode at one destination: what was sent there, and how far it got. `release` is the digest of the
#: videos and their words, `holder` who sends it, `session` the destination's name for an upload that can be continued.
#: A new edition is a person's wish to send it once more. `at` is when the row last changed.
publication = sa.Table(
    "publication",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("destination", sa.String, primary_key=True),
    sa.Column("edition", sa.Integer, primary_key=True),
    sa.Column("release", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("stage", sa.String, nullable=False),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("session", sa.String, nullable=False),
    sa.Column("place", sa.String, nullable=False),
    sa.Column("cause", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
)

#: The steps that the last finished run of an episode met, by their keys.
episode_step = sa.Table(
    "episode_step",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Index("episode_step_by_key", "key"),
)

#: What was laid before people, and what they said. `key` is the digest of episode, gate and what is shown; `paper` is
#: what is shown. Times are the database's; an empty `due_at` is no deadline.
approval = sa.Table(
    "approval",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("gate", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("paper", sa.JSON, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False, server_default=""),
    sa.Column("note", sa.String, nullable=False, server_default=""),
    sa.Column("asked_at", Long, nullable=False),
    sa.Column("due_at", Long),
    sa.Column("reminded_at", Long),
    sa.Column("decided_at", Long),
    sa.Index("approval_by_state", "state", "due_at"),
    sa.Index("approval_by_episode", "episode", "gate"),
)

#: The documents that the last run of an episode met, before anybody edited them; `base` is the artifact.
document = sa.Table(
    "document",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("origin", sa.String, nullable=False),
    sa.Column("base", sa.JSON, nullable=False),
)

#: What people did to documents. `origin` is the digest of `base`, which the edit was made from; numbers count from 1.
edit = sa.Table(
    "edit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("story", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("deed", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
    sa.Column("origin", sa.String, nullable=False),
    sa.Column("base", sa.JSON, nullable=False),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("after", sa.JSON, nullable=False),
    sa.UniqueConstraint("story", "kind", "part", "number"),
)

#: Every paid call: `price` is micro-dollars. A reservation is made before a call and settled or released after it;
#: `reason` says why a settled one is only assumed. `at` is by the database's clock, `day` its day in UTC.
charge = sa.Table(
    "charge",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("show", sa.String, nullable=False),
    sa.Column("service", sa.String, nullable=False),
    sa.Column("account", sa.String, nullable=False),
    sa.Column("unit", sa.String, nullable=False),
    sa.Column("quantity", Long, nullable=False),
    sa.Column("price", Long, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("run", sa.String, nullable=False),
    sa.Column("at", Long, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Index("charge_by_day", "day", "show", "state", "price"),
    sa.Index("charge_by_episode", "episode", "state", "price"),
    # An index of the reserved ones alone would be smaller, and load the server's dialect wherever a file is used.
    sa.Index("charge_open", "state", "run"),
)

#: What was made without paying anybody, added up by episode, service, unit and day (in UTC).
volume = sa.Table(
    "volume",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("show", sa.String, primary_key=True),
    sa.Column("service", sa.String, primary_key=True),
    sa.Column("unit", sa.String, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("quantity", Long, nullable=False),
    sa.Index("volume_by_day", "day"),
)

#: Accounts of services that failed of late. `open_until` is 0 while their circuit is closed; after that moment one
#: caller at a time, `probe`, may find out until `probe_until` whether they work again. Times by the database's clock.
circuit = sa.Table(
    "circuit",
    METADATA,
    sa.Column("service", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("open_until", Long, nullable=False),
    sa.Column("cooling", Long, nullable=False),
    sa.Column("probe", sa.String, nullable=False),
    sa.Column("probe_until", Long, nullable=False),
)

#: When each account of a service is due next, in microseconds since 1970 by the database's clock.
bucket = sa.Table(
    "bucket",
    METADATA,
    sa.Column("service", sa.String, primary_key=True),
    sa.Column("account", sa.String, primary_key=True),
    sa.Column("due", Long, nullable=False),
)
