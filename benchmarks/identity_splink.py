"""Links the mentions of a table with Splink, for `identity.py`, which runs this in an environment that has it.

    python benchmarks/identity_splink.py TABLE.csv CLUSTERS.csv THRESHOLD
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Read a table, write the cluster of each of its rows, and print the seconds taken and the bytes of memory."""
    import duckdb
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    table, target, threshold = arguments
    connection = duckdb.connect()
    connection.execute("SET threads TO 1")  # as many as its peers have
    connection.execute(
        f"CREATE TABLE mentions AS SELECT * FROM read_csv('{table}', all_varchar = true, nullstr = '', header = true)"
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            # equal, or Jaro-Winkler similarity of at least 0.92, 0.88 or 0.7; the rarer an equal name, the more it says
            cl.NameComparison("given").configure(term_frequency_adjustments=True),
            cl.NameComparison("family").configure(term_frequency_adjustments=True),
            cl.ExactMatch("community").configure(term_frequency_adjustments=True),
            cl.ExactMatch("handle"),
            cl.ExactMatch("page"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given", "family"),
            block_on("family", "community"),
            block_on("given", "community"),
            block_on("family", "substr(given, 1, 1)"),
            block_on("handle"),
            block_on("page"),
        ],
    )
    start = time.process_time()
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("mentions"), settings)
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("given", "family"), block_on("handle"), block_on("page")], recall=0.6
    )
    train.estimate_u_using_random_sampling(max_pairs=5e6, seed=4)
    for columns in (("given", "family"), ("family", "community"), ("given", "community")):
        train.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, float(threshold))
    seconds = time.process_time() - start
    found = connection.execute(f"SELECT unique_id, cluster_id FROM {clusters.physical_name}").fetchall()
    with open(target, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123  # as csv wants it
        csv.writer(file).writerows(found)
    print(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
