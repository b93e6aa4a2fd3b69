# SPDX-License-Identifier: Apache-2.0
"""How a sample was drawn, by stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actionplan._core import (
    Bootstrap,
    InvalidArgument,
    LonelyPsu,
    Missing,
    PpsJoint,
    PpsVariance,
    ReplicateMethod,
    SurveyDesign,
    survey_accumulate,
    survey_pps,
    survey_to_replicates,
)
from actionplan.survey.estimators import Names, settings
from actionplan.survey.frame import Frame, level_text
from actionplan.survey.models import Models
from actionplan.survey.replicates import ReplicateDesign, to_method
from actionplan.survey.sample import as_list
from actionplan.survey.sums import Sums
from actionplan.survey.weighting import Weighting


class Design(Weighting, Models):
    """A sample and how it was drawn.

    `data` is a dict of numpy arrays or a data frame; its columns are borrowed, so do not change
    them while the design is in use. The other arguments name columns, stage 1 first.

    Args:
        weights: sampling weights; left out, they follow from an fpc for every stage, or without one
            are 1 each: every row counts alike, and totals are those of the sample.
        strata: strata of stage 1 (and of later stages).
        clusters: sampling units; left out, each row is one.
        fpc: population sizes of the strata, or fractions sampled if none is above 1.
        nest: ids of clusters are used again in other strata.
        with_replacement: the fpc gives weights only.
        ultimate_cluster: only stage 1 enters the variance, with its fpc.
        lonely_psu: what a stratum with a single sampled unit adds to the variance; a mapping from
            strata of stage 1 gives some a rule of their own, and the others `fail`.
        adjust_domain_lonely: `adjust` and `average` also for strata of which a domain holds one.
        df: degrees of freedom, in place of units minus strata.
        population: to which the weights are scaled.
    """

    _core: SurveyDesign

    def __init__(
        self,
        data: Any,
        /,
        *,
        weights: str | None = None,
        strata: str | Sequence[str] | None = None,
        clusters: str | Sequence[str] | None = None,
        fpc: str | Sequence[str] | None = None,
        nest: bool = False,
        with_replacement: bool = False,
        ultimate_cluster: bool = False,
        lonely_psu: LonelyPsu | str | Mapping[Any, LonelyPsu | str] = "fail",
        adjust_domain_lonely: bool = False,
        df: float | None = None,
        population: float | None = None,
    ) -> None:
        self._frame = data if isinstance(data, Frame) else Frame(data)
        rules: list[tuple[str, LonelyPsu | str]] = []
        if isinstance(lonely_psu, Mapping):
            rules = [(level_text(stratum), rule) for stratum, rule in lonely_psu.items()]
            lonely_psu = "fail"
        self._core = SurveyDesign(
            weights=None if weights is None else self._frame.floats(weights),
            strata=[self._frame.ids(name) for name in as_list(strata)],
            clusters=[self._frame.ids(name) for name in as_list(clusters)],
            fpc=[self._frame.floats(name) for name in as_list(fpc)],
            nest=nest,
            with_replacement=with_replacement,
            ultimate_cluster=ultimate_cluster,
            lonely_psu=lonely_psu,
            lonely_psu_of=rules,
            adjust_domain_lonely=adjust_domain_lonely,
            df=df,
            population=population,
            rows=len(self._frame),
        )

    def covariance(self, influence: ArrayLike) -> NDArray[np.float64]:
        """Covariance of statistics given by their weighted influence, rows x statistics."""
        return self._core.covariance(np.asfortranarray(influence, dtype=np.float64))

    def accumulate(
        self,
        variables: Names,
        *,
        by: Names | None = None,
        missing: Missing | str = "refuse",
        deff: bool = False,
        threads: int | None = None,
    ) -> Sums:
        """Sums by sampling unit and domain, of this sample or of this part of one.

        For one stage of clusters without adjusted weights. With `deff`, design effects can be
        estimated from them. See `Sums`.
        """
        labels, columns = self.expand(variables)
        domains, options = self._options(
            by, settings(missing, "domain", deff, None, threads), labels
        )
        core = survey_accumulate(self._core, columns, options, domains.labels or ["all"])
        return Sums(core, labels, domains.by)

    def pps(
        self,
        p: str,
        *,
        joint: PpsJoint | str = "brewer",
        variance: PpsVariance | str = "horvitz_thompson",
        sum_p2_over_n: float | None = None,
        joint_probabilities: ArrayLike | None = None,
    ) -> Design:
        """The design of units drawn without replacement with unequal probabilities.

        Args:
            p: the column of probabilities of the row's sampling unit to be drawn.
            joint: `brewer`, `overton`, `hartley_rao`, or `given` with a matrix.
            variance: `horvitz_thompson` or `yates_grundy`; `brewer` has its own.
            sum_p2_over_n: for `hartley_rao`, the sum of squared probabilities over the population
                divided by the sample size; by default estimated.
            joint_probabilities: units x units, in the order in which rows first name them.
        """
        matrix = (
            None
            if joint_probabilities is None
            else np.asfortranarray(joint_probabilities, dtype=np.float64)
        )
        return self.with_core(
            survey_pps(
                self._core,
                self._frame.floats(p),
                joint=joint,
                variance=variance,
                sum_p2_over_n=sum_p2_over_n,
                joint_probabilities=matrix,
            )
        )

    def to_replicates(
        self,
        type: ReplicateMethod | str = "JKn",  # noqa: A002 - the word of the field
        *,
        replicates: int = 0,
        seed: int | None = None,
        bootstrap: Bootstrap | str = "rao_wu",
        rho: float | None = None,
        mse: bool = False,
        ignore_strata: bool = False,
    ) -> ReplicateDesign:
        """A `ReplicateDesign` of this design, for any statistic.

        Args:
            type: JK1, JKn, JK2, BRR, Fay, bootstrap or successive-difference.
            replicates: how many, of a bootstrap (by default 500) or successive differences (80).
            seed: of a bootstrap, which needs one; the same gives the same replicates anywhere.
            bootstrap: `rao_wu`, `canty_davison` or `preston` (several stages).
            rho: of Fay's method, of which alone it may be given; by default 0.5.
            mse: squares about the estimate of the full sample.
            ignore_strata: JK1 of a stratified design; with `mse=True` the jackknife by which DHS
                reports the errors of rates.
        """
        method = to_method(type)
        if method == "bootstrap" and seed is None:
            raise InvalidArgument("A bootstrap draws at random; give a seed, such as seed=1.")
        core = survey_to_replicates(
            self._core,
            method=method,
            bootstrap=bootstrap,
            replicates=replicates,
            seed=seed or 0,
            rho=rho,
            mse=mse,
            ignore_strata=ignore_strata,
        )
        return ReplicateDesign.of(self._frame, core)
