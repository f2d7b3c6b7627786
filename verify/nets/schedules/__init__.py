"""Learning-rate schedules that are told the loss at every step."""

from verify.nets.schedules.base import LossSchedule
from verify.nets.schedules.energy import EnergyWarmup
from verify.nets.schedules.gap import GapWarmup
from verify.nets.schedules.linear import LinearWarmup

__all__ = ["EnergyWarmup", "GapWarmup", "LinearWarmup", "LossSchedule"]
