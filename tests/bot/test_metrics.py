"""Metrics: what Prometheus reads, line by line."""

from bot.metrics import Counts, Durations, Levels, Metrics


def test_counts_have_a_line_for_each_combination_of_labels() -> None:
    counts = Counts("calls_total", "Calls.", "method", "outcome")
    counts.add("chat.postMessage", "ok")
    counts.add("chat.postMessage", "ok")
    counts.add("auth.test", "refused")
    assert list(counts.samples()) == [
        'calls_total{method="auth.test",outcome="refused"} 1',
        'calls_total{method="chat.postMessage",outcome="ok"} 2',
    ]


def test_durations_count_all_that_took_at_most_so_long() -> None:
    durations = Durations("wait_seconds", "Waits.", up_to=(0.1, 1))
    for seconds in (0.1, 0.25, 5.0):
        durations.add(seconds)
    assert list(durations.samples()) == [
        'wait_seconds_bucket{le="0.1"} 1',
        'wait_seconds_bucket{le="1"} 2',
        'wait_seconds_bucket{le="+Inf"} 3',
        "wait_seconds_sum 5.35",
        "wait_seconds_count 3",
    ]


def test_durations_keep_their_labels_apart() -> None:
    durations = Durations("tick_seconds", "Ticks.", "tick", up_to=(1,))
    durations.add(0.5, "keep_house")
    assert next(iter(durations.samples())) == 'tick_seconds_bucket{tick="keep_house",le="1"} 1'


def test_a_label_cannot_forge_another_line() -> None:
    assert list(Levels("x", "X.", {'a"\n\\': 1.5}, "of").samples()) == ['x{of="a\\"\\n\\\\"} 1.5']


def test_what_has_not_happened_yet_is_counted_as_nothing() -> None:
    assert 'mentor_bot_messages_total{state="dead",lane="bulk"} 0' in Metrics().text().splitlines()


def test_every_name_is_announced_once_and_ends_in_its_unit() -> None:
    metrics = Metrics()
    metrics.called("auth.test", "ok")
    lines = metrics.text(Levels("mentor_bot_ready", "Whether.", 1)).splitlines()
    announced = [line.split(maxsplit=3)[2] for line in lines if line.startswith("# TYPE ")]
    assert len(announced) == len(set(announced))
    assert [name for name in announced if not name.endswith(("_total", "_seconds", "_ready"))] == []
    assert lines[-1] == "mentor_bot_ready 1"
