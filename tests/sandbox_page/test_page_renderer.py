"""The renderer's modules by themselves: JSON in, markup out, and nothing that was only words becomes markup."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser

from sandbox import LocalSlack
from tests.browser import SlackPage, slack_page
from tests.sandbox_page.showcase import HOSTILE
from tests.sandbox_page.showcase_app import PEOPLE

pytestmark = pytest.mark.browser

RENDER = """async (blocks) => {
  const { renderBlocks } = await import("/page/blocks/render.js");
  const { surface } = await import("/page/blocks/surface.js");
  const reader = surface({ me: "U1", tz: "America/New_York", now: new Date("2026-01-01T12:00:00Z"), personName: (id) => ({ U1: "Ada", U2: "Bo" })[id] });
  const host = document.createElement("div");
  host.append(...renderBlocks(blocks, reader));
  return (host.querySelector(".bk-words") ?? host.firstElementChild).innerHTML;
}"""

ROUND_TRIP = """async ([wall, tz]) => {
  const dates = await import("/page/blocks/dates.js");
  return dates.wall(new Date(dates.epochOf(wall, tz) * 1000), tz);
}"""


@pytest.fixture(scope="module")
async def plain(chromium: Browser) -> AsyncIterator[SlackPage]:
    """The page with no app behind it: one for all tests here, which only lend its modules."""
    async with LocalSlack(people=PEOPLE, channels={}) as slack, slack_page(chromium, slack.url) as page:
        yield page


async def mrkdwn(page: SlackPage, text: str) -> str:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return str(await page.page.evaluate(RENDER, [block]))


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*bold*, _it_ ~no~", "<strong>bold</strong>, <em>it</em> <s>no</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("2 * 3 * 4, a*b*c, snake_case_name", "2 * 3 * 4, a*b*c, snake_case_name"),
        ("*open", "*open"),
        ("`*kept*` and `&lt;b&gt;`", "<code>*kept*</code> and <code>&lt;b&gt;</code>"),
        ("&lt;b&gt; &amp;amp; &amp;lt;", "&lt;b&gt; &amp;amp; &amp;lt;"),
        ("<b>raw</b>", "&lt;b&gt;raw&lt;/b&gt;"),
        (":wave: :no_such_sign:", '<span class="emoji" role="img" aria-label="wave">👋</span> :no_such_sign:'),
        (
            "<@U2> <@U1> <!here>",
            '<span class="mention">@Bo</span> <span class="mention me">@Ada</span> <span class="mention me">@here</span>',
        ),
        (
            "<mailto:a@example.org|write>",
            '<a href="mailto:a@example.org" target="_blank" rel="noopener noreferrer">write</a>',
        ),
        ("<javascript:alert(1)|x>", "<span>x</span>"),
        ("<data:text/html,x|x>", "<span>x</span>"),
        (
            "<!date^1767272400^{date_short_pretty} at {time}|f>",
            '<time datetime="2026-01-01T13:00:00.000Z" title="f">today at 8:00</time>',
        ),
        ("<!date^nonsense^{date}|as written>", "as written"),
        (
            "<!date^1767272400^{no_such}|as written>",
            '<time datetime="2026-01-01T13:00:00.000Z" title="as written">as written</time>',
        ),
    ],
)
async def test_a_line_of_mrkdwn(plain: SlackPage, text: str, markup: str) -> None:
    assert await mrkdwn(plain, text) == f"<p>{markup}</p>"


async def test_lines_gather_into_quotes_lists_and_kept_text(plain: SlackPage) -> None:
    assert await mrkdwn(plain, "&gt; said\n&gt; twice\nplain") == "<blockquote>said<br>twice</blockquote><p>plain</p>"
    assert await mrkdwn(plain, "• one\n• *two*") == "<ul><li>one</li><li><strong>two</strong></li></ul>"
    assert await mrkdwn(plain, "a\n```\nx *y*\n  z\n```\nb") == '<p>a<br></p><pre tabindex="0">x *y*\n  z</pre><p>b</p>'
    assert await mrkdwn(plain, "&gt;&gt;&gt; all\nof it") == "<blockquote>all<br>of it</blockquote>"


@pytest.mark.parametrize("kind", ["markdown", "header", "rich_text", "table"])
async def test_no_kind_of_block_lets_markup_in(plain: SlackPage, kind: str) -> None:
    words = {"type": "text", "text": HOSTILE}
    blocks: dict[str, dict[str, Any]] = {
        "markdown": {"text": f"# {HOSTILE}\n- {HOSTILE}\n\n[{HOSTILE}](javascript:window.hurt=1)"},
        "header": {"text": {"type": "plain_text", "text": HOSTILE}},
        "rich_text": {
            "elements": [
                {"type": "rich_text_section", "elements": [words, {"type": "link", "url": "javascript:window.hurt=1"}]}
            ]
        },
        "table": {"rows": [[{"type": "raw_text", "text": HOSTILE}]]},
    }
    markup = await plain.page.evaluate(RENDER, [{"type": kind, **blocks[kind]}])
    assert "<img" not in markup
    assert "<script" not in markup
    assert 'href="javascript' not in markup
    assert "&lt;img" in markup


async def test_what_the_page_does_not_know_is_said_in_its_place(plain: SlackPage) -> None:
    assert "of the type “hologram” cannot be shown" in await plain.page.evaluate(RENDER, [{"type": "hologram"}])
    assert "“constructor”" in await plain.page.evaluate(RENDER, [{"type": "constructor"}])


@pytest.mark.parametrize(
    ("wall", "tz", "shown"),
    [
        ("2026-07-01T14:00", "Europe/Copenhagen", "2026-07-01T14:00"),
        ("2026-01-15T23:30", "Asia/Kolkata", "2026-01-15T23:30"),
        ("2026-03-29T02:30", "Europe/Copenhagen", "2026-03-29T03:30"),
        ("2026-10-25T02:30", "Europe/Copenhagen", "2026-10-25T02:30"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T02:45"),
    ],
)
async def test_a_wall_time_is_one_moment_also_when_clocks_change(
    plain: SlackPage, wall: str, tz: str, shown: str
) -> None:
    assert await plain.page.evaluate(ROUND_TRIP, [wall, tz]) == shown
