"""A simulated Spiris: identity server and API on this machine, for tests, demo shops and whoever tries things out."""

from openpos.simulators.spiris.api import Request
from openpos.simulators.spiris.company import Company
from openpos.simulators.spiris.faults import BadPlan, Fault, Kind
from openpos.simulators.spiris.furniture import Belongings
from openpos.simulators.spiris.identity import Client, Rotation
from openpos.simulators.spiris.rules import Consenting, Rules
from openpos.simulators.spiris.simulator import SpirisSimulator

__all__ = [
    "BadPlan", "Belongings", "Client", "Company", "Consenting", "Fault", "Kind", "Request", "Rotation", "Rules",
    "SpirisSimulator",
]  # fmt: skip
