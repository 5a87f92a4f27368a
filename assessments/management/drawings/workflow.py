"""Draws the workflow table: one box per state, one arrow per permitted change, coloured by who makes it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from assessments.enums import AGENCY_ROLES, Role, State
from assessments.workflow import MOVES, Move

_S = State
PLACES: dict[State, tuple[int, int]] = {
    _S.DRAFT: (0, 1),
    _S.SUBMITTED: (1, 1),
    _S.SUPPLEMENT: (1, 0),
    _S.RETURNED: (2, 0),
    _S.IN_REVIEW: (2, 1),
    _S.CLARIFICATION: (3, 0),
    _S.PANEL: (3, 1),
    _S.DRAFT_DECISION: (4, 1),
    _S.APPROVED: (5, 0),
    _S.CONDITIONAL: (5, 1),
    _S.REJECTED: (5, 2),
    _S.WITHDRAWN: (2, 3),
    _S.SUSPENDED: (6, 1),
    _S.REVOKED: (6, 2),
    _S.RECONSIDERATION: (5, 3),
    _S.EXPIRED: (6, 0),
    _S.SUPERSEDED: (6, 3),
}
"""Column and row of each state."""
WIDTH, HEIGHT, GAP_X, GAP_Y, EDGE = 150, 54, 70, 86, 30
COLOURS = {"agency": "#0b50d0", "commission": "#1f6b45", "system": "#6b7280"}


def svg() -> str:
    """The picture; withdrawal, possible from every state before the decision, is drawn once, from a frame."""
    columns, rows = (max(place[axis] for place in PLACES.values()) + 1 for axis in (0, 1))
    width = columns * (WIDTH + GAP_X) - GAP_X + 2 * EDGE
    height = rows * (HEIGHT + GAP_Y) - GAP_Y + 2 * EDGE + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d" '
        'font-family="Pretendard GOV, Pretendard, sans-serif" font-size="13">',
        '<title id="t">The life of an assessment</title>',
        '<desc id="d">States as boxes, permitted moves as arrows; the table in workflow.md says the same in words.</desc>',
        *(_marker(name, colour) for name, colour in COLOURS.items()),
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(
            _arrow(source, move)
            for move in MOVES
            for source in sorted(move.sources)
            if move.name != "withdraw"
        ),
        _withdrawal(),
        *(_box(state) for state in State),
        _legend(height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def markdown() -> str:
    """The same as a table."""
    rows = [
        f"| {', '.join(sorted(move.sources))} | {move.target} | `{move.name}` | {', '.join(sorted(move.by))} | {move.needs} |"
        for move in MOVES
    ]
    head = "# The life of an assessment\n\nMade from `assessments/workflow.py` by `manage.py drawings`; do not edit.\n"
    picture = "\n![States and moves](workflow.svg)\n"
    return (
        "\n".join(
            [head + picture, "| from | to | move | by | needs |", "| --- | --- | --- | --- | --- |", *rows]
        )
        + "\n"
    )


def _corner(state: State) -> tuple[int, int]:
    column, row = PLACES[state]
    return EDGE + column * (WIDTH + GAP_X), EDGE + row * (HEIGHT + GAP_Y)


def _box(state: State) -> str:
    x, y = _corner(state)
    label = escape(str(state.value).replace("_", " "))
    fill = "#eef4ff" if state in {State.DRAFT, State.SUPPLEMENT} else "#ffffff"
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{fill}" stroke="#1e2124" stroke-width="1.5"/>'
        f'<text x="{x + WIDTH // 2}" y="{y + HEIGHT // 2 + 5}" text-anchor="middle" fill="#1e2124">{label}</text>'
    )


def _arrow(source: State, move: Move) -> str:
    """A slightly bent line from border to border, so that there and back do not lie on each other."""
    (x1, y1), (x2, y2) = _centre(source), _centre(move.target)
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1)
    bend = 16 if length < 260 else 34
    mx, my = (x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend
    sx, sy = _border(x1, y1, mx, my)
    ex, ey = _border(x2, y2, mx, my)
    side = _side(move)
    return (
        f'<path d="M{sx:.0f} {sy:.0f} Q{mx:.0f} {my:.0f} {ex:.0f} {ey:.0f}" fill="none" stroke="{COLOURS[side]}" '
        f'stroke-width="1.5" marker-end="url(#{side})"><title>{escape(move.name)}</title></path>'
    )


def _withdrawal() -> str:
    x, y = _corner(State.WITHDRAWN)
    top = _corner(State.SUBMITTED)[1] + HEIGHT + 20
    right = _corner(State.DRAFT_DECISION)[0] + WIDTH
    return (
        f'<path d="M{EDGE} {top} H{right}" stroke="{COLOURS["agency"]}" stroke-width="1.5" stroke-dasharray="4 4"/>'
        f'<path d="M{x + WIDTH // 2} {top} V{y - 2}" stroke="{COLOURS["agency"]}" stroke-width="1.5" marker-end="url(#agency)"/>'
        f'<text x="{x + WIDTH // 2 + 10}" y="{top + 30}" fill="#464c53">withdraw, from any state above or left of the decision</text>'
    )


def _centre(state: State) -> tuple[float, float]:
    x, y = _corner(state)
    return x + WIDTH / 2, y + HEIGHT / 2


def _border(x: float, y: float, towards_x: float, towards_y: float) -> tuple[float, float]:
    """Where the line from a box's centre leaves the box."""
    dx, dy = towards_x - x, towards_y - y
    scale = min(WIDTH / 2 / abs(dx) if dx else 9e9, HEIGHT / 2 / abs(dy) if dy else 9e9)
    return x + dx * scale, y + dy * scale


def _side(move: Move) -> str:
    if move.by & AGENCY_ROLES:
        return "agency"
    return "system" if move.by == {Role.SYSTEM} else "commission"


def _marker(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 L10 5 L0 10 z" fill="{colour}"/></marker>'
    )


def _legend(height: int) -> str:
    words = {"agency": "the agency", "commission": "the commission", "system": "the portal itself"}
    return "".join(
        f'<path d="M{EDGE + 190 * i} {height - 22} h34" stroke="{COLOURS[side]}" stroke-width="3"/>'
        f'<text x="{EDGE + 190 * i + 42}" y="{height - 17}" fill="#1e2124">{label}</text>'
        for i, (side, label) in enumerate(words.items())
    )
