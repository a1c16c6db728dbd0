"""Gates: where an episode stops until a person has looked. It does not wait there, it ends, and begins again later."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from reelhouse.errors import Rejected, Waiting
from reelhouse.model.approval import GateName
from reelhouse.model.base import Document
from reelhouse.production.documents.versions import paper_bytes, write_paper
from reelhouse.storage import Store
from reelhouse.storage.approvals import Approval, Asking, State, key_of

#: What a person looks at.
_WORDS = {"script": "the script", "release": "what was made"}


@dataclass(frozen=True)
class Gates:
    """The gates of one episode.

    `within` is how many seconds a person has for an answer, None for any time. Where it is only rehearsed, nobody is
    asked, and `reached` says where it would stop.
    """

    store: Store
    episode: str
    within: int | None = None
    rehearsed: bool = False
    reached: list[GateName] = field(default_factory=list)

    def demand(self, gate: GateName, title: str, shown: Document) -> None:
        """Go on where a person approved exactly this; else ask for it, once.

        Raises:
            Waiting: Nobody has decided.
            Rejected: Somebody said no.
        """
        found = self._find(gate, shown) if self.rehearsed else self._ask(gate, title, shown)
        if found is not None and found.state is State.APPROVED:
            return
        self.reached.append(gate)
        if found is not None and found.state is State.REJECTED:
            raise _rejected(found, _WORDS[gate])
        raise Waiting(
            f"{_WORDS[gate]} waits for approval",
            where=self.episode,
            remedy=f"Read it at `reelhouse desk`, or say `reelhouse desk approve {self.episode}`",
        )

    def _ask(self, gate: GateName, title: str, shown: Document) -> Approval:
        paper = write_paper(self.store, shown)
        return self.store.approvals.ask(Asking(self.episode, gate, title, paper, self.within))

    def _find(self, gate: GateName, shown: Document) -> Approval | None:
        """What was asked and answered before, without a trace of the question."""
        return self.store.approvals.find(key_of(self.episode, gate, sha256(paper_bytes(shown)).hexdigest()))


def _rejected(found: Approval, what: str) -> Rejected:
    note = f": {found.note}" if found.note else ""
    return Rejected(
        f"{found.who} rejected {what}{note}",
        where=found.episode,
        remedy=f"Change it with `reelhouse episodes edit {found.episode} script`, or have it looked at again with "
        f"`reelhouse desk reopen {found.episode}`",
    )
