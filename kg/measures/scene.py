"""What holds from clause to clause of a letter: who acts, who speaks, whether a plan is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.measures.actors import Actors
from kg.measures.clauses import Clause
from kg.model import Link, Measure, Sentence


@dataclass(slots=True)
class Scene:
    """What holds from sentence to sentence."""

    policy: bool  # the text lays down rules: nobody acts in it who is not named
    tasks: bool  # it hands out tasks
    orders: bool = False  # it tells a lower organ what to do: 批复
    issuer: Actors = ()
    current: Actors = ()  # who acts where a clause names nobody
    base: Actors = ()  # who acts in each item of a list
    speaker: Actors = ()  # whose opinion the letter prints
    planned: bool = False  # a plan opener stands in force: 下一步，…
    advised: bool = False  # the addressee is advised


@dataclass(slots=True)
class Line:
    """What holds inside one sentence."""

    sentence: Sentence
    section: int | None = None
    pending: list[Clause] = field(default_factory=list)  # frames waiting for their verb
    parts: Actors = ()  # leads and partners named for the deeds that follow
    issued: Link | None = None  # the one policy the sentence issues
    previous: Measure | None = None
    citizen: bool = False  # the subject is somebody whose duties are no measures
    inside: bool = False  # within a frame that began with a verb
