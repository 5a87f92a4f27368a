"""Reads the text of a rule into a checked tree, and refuses everything outside the language.

The language is a closed subset of Python's expressions: ``and or not``, comparisons, ``*``,
numbers, strings, lists of strings, names of answers and derived values, the functions ``has``,
``has_any``, ``has_all``, ``filled`` and ``rows``, and ``always``. The text is parsed with ``ast``
against a white list and checked against the questions: a rule that reads without an error
cannot raise when it meets answers.
"""

from __future__ import annotations

import ast
import re

from assessments.catalogue.expressions import (
    AllOf,
    Always,
    AnyOf,
    Comparison,
    Derived,
    Expression,
    Filled,
    Has,
    Node,
    Not,
)
from assessments.catalogue.literals import check_factors, date, number, string, strings
from assessments.catalogue.operands import Answer, Fixed, Operand, Product, Rows
from assessments.catalogue.refusals import rules as refusals
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind
from assessments.catalogue.vocabulary import (
    SORTS,
    Fault,
    Term,
    Vocabulary,
    check_choices,
    column,
    fault,
    perhaps,
    place,
    term,
)
from assessments.errors import CatalogueError

LONGEST = 2000
"""Characters of one rule."""
DEEPEST = 12
"""Levels of nesting."""
MOST_TERMS = 60
"""Comparisons and functions of one rule."""

ALWAYS = "always"
FUNCTIONS = ("has", "has_any", "has_all", "filled", "rows")
RESERVED = frozenset({ALWAYS, *FUNCTIONS})

_FOREIGN = re.compile(r"[^A-Za-z0-9_ \n'\"(),.\[\]<>=!*-]")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def parse(text: str, *, vocabulary: Vocabulary) -> Expression:
    """Read one rule; raises ``CatalogueError`` that names the column and says what is wrong."""
    rule = text.strip()
    try:
        return Expression(rule, _root(rule, vocabulary))
    except Fault as found:
        at = place(rule, column=found.column)
        words = Text(ko=f"{at.ko}: {found.words.ko}", en=f"{at.en}: {found.words.en}")
        raise CatalogueError(words) from found


def _root(rule: str, vocabulary: Vocabulary) -> Node:
    if len(rule) > LONGEST:
        raise Fault(LONGEST + 1, refusals.TOO_LONG.filled(most=LONGEST))
    if foreign := _FOREIGN.search(rule):
        raise Fault(foreign.start() + 1, refusals.FOREIGN_SIGN.filled(sign=foreign[0]))
    line = rule.replace("\n", " ")
    try:
        tree = ast.parse(line, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Fault(getattr(error, "offset", None) or len(line) + 1, refusals.UNREADABLE) from error
    return _Reader(line, vocabulary).condition(tree.body, depth=1)


class _Reader:
    """Walks one syntax tree; every method refuses what is not in the language."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.terms = 0

    def condition(self, node: ast.expr, *, depth: int) -> Node:
        if depth > DEEPEST:
            raise fault(node, refusals.TOO_DEEP.filled(most=DEEPEST))
        match node:
            case ast.BoolOp():
                parts = tuple([self.condition(part, depth=depth + 1) for part in node.values])
                group = AllOf if isinstance(node.op, ast.And) else AnyOf
                return group(self.source(node), column(node), parts)
            case ast.UnaryOp(op=ast.Not()):
                return Not(self.source(node), column(node), self.condition(node.operand, depth=depth + 1))
            case ast.Compare():
                return self.comparison(node)
            case ast.Call():
                return self.function(node)
            case ast.Name():
                return self.name(node)
            case _:
                raise fault(node, refusals.NO_CONDITION.filled(source=self.source(node)))

    def name(self, node: ast.Name) -> Node:
        if node.id == ALWAYS:
            return Always(node.id, column(node))
        if self.term(node).kind is None:
            return Derived(node.id, column(node), node.id)
        raise fault(node, refusals.BARE_ANSWER.filled(name=node.id))

    def comparison(self, node: ast.Compare) -> Node:
        self.count(node)
        if len(node.ops) > 1:
            raise fault(node, refusals.CHAINED)
        sign = _SIGNS.get(type(node.ops[0]))
        if sign is None:
            raise fault(node, refusals.FOREIGN.filled(source=self.source(node)))
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Name) and self.term(left).kind is None:
            return self.derived_as_answer(node, left, sign, right)
        if isinstance(left, ast.Constant) and sign in _MIRRORED:
            left, right, sign = right, left, _MIRRORED[sign]
        return self.typed(node, self.operand(left), sign, self.operand(right), right)

    def derived_as_answer(self, node: ast.Compare, left: ast.Name, sign: str, right: ast.expr) -> Node:
        """A derived value may be compared with 'yes' or 'no', like a yes/no answer."""
        word = right.value if isinstance(right, ast.Constant) else None
        if sign not in {"==", "!="} or word not in {"yes", "no"}:
            raise fault(node, refusals.YES_OR_NO.filled(name=left.id))
        derived = Derived(left.id, column(left), left.id)
        return derived if (word == "yes") is (sign == "==") else Not(self.source(node), column(node), derived)

    def typed(self, node: ast.Compare, left: Operand, sign: str, right: Operand, given: ast.expr) -> Node:
        """The comparison, if its two sides may be compared in this way."""
        if not left.names and not right.names:
            raise fault(node, refusals.TWO_FIXED)
        match self.sort(left), sign, self.sort(right):
            case ("choice", "in" | "not in", "list") | ("choice", "==" | "!=", "string"):
                self.check(left, given)
            case ("number", "==" | "!=" | "<" | "<=" | ">" | ">=", "number"):
                pass
            case ("date", "==" | "!=" | "<" | "<=" | ">" | ">=", "date"):
                pass
            case ("date", "==" | "!=" | "<" | "<=" | ">" | ">=", "string"):
                right = date(given)
            case one, _, other:
                sorts = {"one": refusals.SORTS[one], "other": refusals.SORTS[other]}
                raise fault(node, refusals.UNLIKE.filled(**sorts, sign=sign))
        return Comparison(self.source(node), column(node), left, sign, right)

    def function(self, node: ast.Call) -> Node:
        self.count(node)
        match self.function_name(node):
            case "filled":
                return Filled(self.source(node), column(node), self.answer(node, arguments=1).id)
            case "rows":
                raise fault(node, refusals.ROWS_COMPARED)
            case name:
                return self.has(node, name)

    def has(self, node: ast.Call, function: str) -> Node:
        answer = self.answer(node, arguments=2)
        if self.term(answer).kind is not Kind.MULTI:
            sort = refusals.SORTS[self.sort(Answer(0, answer.id))]
            said = refusals.NOT_SEVERAL.filled(function=function, name=answer.id, sort=sort)
            raise fault(answer, said)
        wanted = strings(node.args[1]) if function != "has" else (string(node.args[1]),)
        check_choices(wanted, name=answer.id, vocabulary=self.vocabulary)
        choices = tuple([str(choice.value) for choice in wanted])
        return Has(self.source(node), column(node), answer.id, function, choices)

    def operand(self, node: ast.expr) -> Operand:
        match node:
            case ast.Name():
                if self.term(node).kind is None:
                    raise fault(node, refusals.NO_ANSWER.filled(name=node.id))
                return Answer(column(node), node.id)
            case ast.Constant(value=str()):
                return Fixed(column(node), node.value)
            case ast.Constant() if _NUMBER.fullmatch(self.source(node)):
                return Fixed(column(node), number(node, self.source(node)))
            case ast.List():
                return Fixed(column(node), tuple([str(part.value) for part in strings(node)]))
            case ast.BinOp(op=ast.Mult()):
                check_factors(node)
                return Product(column(node), self.factor(node.left), self.factor(node.right))
            case ast.Call():
                return self.rows(node)
            case _:
                raise fault(node, refusals.FOREIGN.filled(source=self.source(node)))

    def factor(self, node: ast.expr) -> Operand:
        operand = self.operand(node)
        if self.sort(operand) != "number":
            raise fault(node, refusals.NO_NUMBER.filled(source=self.source(node)))
        return operand

    def rows(self, node: ast.Call) -> Operand:
        if (function := self.function_name(node)) != "rows":
            raise fault(node, refusals.NEVER_COMPARED.filled(function=function))
        answer = self.answer(node, arguments=1)
        if self.term(answer).kind is not Kind.TABLE:
            sort = refusals.SORTS[self.sort(Answer(0, answer.id))]
            raise fault(answer, refusals.NO_TABLE.filled(name=answer.id, sort=sort))
        return Rows(column(node), answer.id)

    def function_name(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS:
            hint, source = perhaps(name, among=FUNCTIONS), self.source(node.func)
            raise fault(node, refusals.UNKNOWN_FUNCTION.filled(source=source, hint=hint))
        return name

    def answer(self, node: ast.Call, *, arguments: int) -> ast.Name:
        """The name a function asks about: its first argument."""
        if len(node.args) != arguments or node.keywords or not isinstance(node.args[0], ast.Name):
            said = refusals.ONE_ANSWER if arguments == 1 else refusals.WITH_CHOICES
            raise fault(node, said.filled(function=self.function_name(node)))
        if self.term(node.args[0]).kind is None:
            raise fault(node.args[0], refusals.NO_ANSWER.filled(name=node.args[0].id))
        return node.args[0]

    def sort(self, operand: Operand) -> str:
        match operand:
            case Answer(name=name):
                kind = self.vocabulary[name].kind
                return SORTS[kind] if kind else "truth"
            case Fixed(fixed=str()):
                return "string"
            case Fixed(fixed=tuple()):
                return "list"
            case _:
                return "number"

    def check(self, left: Operand, given: ast.expr) -> None:
        nodes = strings(given) if isinstance(given, ast.List) else (string(given),)
        check_choices(nodes, name=left.names[0][0], vocabulary=self.vocabulary)

    def term(self, node: ast.Name) -> Term:
        return term(node, vocabulary=self.vocabulary)

    def source(self, node: ast.expr) -> str:
        return self.text.encode()[node.col_offset : node.end_col_offset].decode()

    def count(self, node: ast.expr) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise fault(node, refusals.MANY_TERMS.filled(most=MOST_TERMS))
