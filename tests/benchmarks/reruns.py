"""Reruns of the dashboard without a browser, as many as wanted, to see whether its server grows."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

RERUNS_A_SESSION = 100
SAMPLES = 15


class Server(NamedTuple):
    """A server that runs: where, and as which process."""

    address: str
    pid: int


class Session:
    """A visitor without a browser, who opens one page after another and changes filters on it."""

    def __init__(self, server: Server) -> None:
        address = server.address.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket: ClientConnection = connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]  # a NewType of str
        self.pages: list[str] = []
        self.options: dict[str, tuple[str, list[str]]] = {}
        self.page = ""
        self.run({})

    def run(self, chosen: dict[str, list[str]], *, page: str = "") -> None:
        """Rerun a page with these options chosen, by the multiselects' labels."""
        self.page = page or self.page
        widgets = []
        for label, values in chosen.items():
            state = WidgetState(id=self.options[label][0])
            state.string_array_value.data.extend(values)
            widgets.append(state)
        asked = ClientState(page_script_hash=self.page)
        asked.widget_states.widgets.extend(widgets)
        self.socket.send(BackMsg(rerun_script=asked).SerializeToString())
        # What the server sends is binary, so `recv` gives bytes, never text.
        while not self._is_last(ForwardMsg.FromString(self.socket.recv(timeout=60))):  # type: ignore[arg-type]
            pass

    def close(self) -> None:
        """Leave."""
        self.socket.close()

    def _is_last(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = [one.page_script_hash for one in message.navigation.app_pages]
        elif kind == "delta" and message.delta.new_element.HasField("multiselect"):
            found = message.delta.new_element.multiselect
            self.options[found.label] = (found.id, list(found.options))
        return kind == "script_finished"


def rerun_often(server: Server, reruns: int, *, seed: int) -> float:
    """Rerun pages with filters by chance; print how large the server is; return its growth from a third on."""
    chance = random.Random(seed)
    session, sizes, begin = Session(server), [], time.perf_counter()
    print(f"{'reruns':>8}{'MB':>8}{'ms each':>9}")
    for number in range(1, reruns + 1):
        session.run(_by_chance(session, chance), page=chance.choice(session.pages))
        if number % RERUNS_A_SESSION == 0:
            session.close()
            session = Session(server)
        if number % max(1, reruns // SAMPLES) == 0:
            sizes.append(_megabytes(server.pid))
            print(f"{number:>8}{sizes[-1]:>8.0f}{(time.perf_counter() - begin) / number * 1000:>9.0f}", flush=True)
    session.close()
    early = statistics.median(sizes[len(sizes) // 3 : len(sizes) // 2])
    return statistics.median(sizes[-3:]) / early


def _by_chance(session: Session, chance: random.Random) -> dict[str, list[str]]:
    """Return one or two filters, as a reader sets them: with more, hardly a sentence fits and hardly a chart is drawn."""
    labels = chance.sample(sorted(session.options), min(chance.randint(1, 2), len(session.options)))
    chosen: dict[str, list[str]] = {label: [] for label in session.options}
    for label in labels:
        options = session.options[label][1]
        chosen[label] = chance.sample(options, min(chance.randint(1, 2), len(options)))
    return chosen


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000
